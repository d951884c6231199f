package com.example.bookstore.catalog;

import com.example.bookstore.common.Audited;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.util.Set;

@Entity
@Table(indexes = @Index(name = "ix_author_name", columnList = "lastName, firstName"))
public class Author extends Audited {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(length = 80)
  private String firstName;

  @Column(nullable = false, length = 80)
  private String lastName;

  @ElementCollection
  @CollectionTable(name = "author_pen_name", joinColumns = @JoinColumn(name = "author_id"))
  @Column(name = "pen_name", nullable = false, length = 120)
  private Set<String> penNames;
}

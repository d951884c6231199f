package com.example.bookstore.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.util.List;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;

/** A shelf; shelves stand in shelves. */
@Entity
@Table(indexes = @Index(name = "ix_category_parent", columnList = "parent_id"))
public class Category {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Integer id;

  @Column(nullable = false, length = 80)
  private String name;

  @ManyToOne
  @OnDelete(action = OnDeleteAction.CASCADE)
  private Category parent;

  @OneToMany(mappedBy = "parent")
  private List<Category> children;

  @ColumnDefault("0")
  @Column(nullable = false)
  private int sortOrder;
}

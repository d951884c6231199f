package com.example.bookstore.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.annotations.Check;

@Entity
@Check(name = "ck_book_pages", constraints = "pages > 0")
public class Book extends Product {
  @Column(nullable = false, length = 13, unique = true)
  private String isbn;

  private Integer pages;

  private LocalDate publishedOn;

  @Column(name = "languages")
  private String[] languages;

  @ManyToOne(optional = false)
  private Publisher publisher;

  @ManyToMany
  @JoinTable(
      name = "book_author",
      joinColumns = @JoinColumn(name = "book_id"),
      inverseJoinColumns = @JoinColumn(name = "author_id"))
  @OrderColumn(name = "position")
  private List<Author> authors;
}

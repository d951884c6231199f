package com.example.bookstore.customer;

import com.example.bookstore.catalog.Product;
import com.example.bookstore.common.Audited;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.hibernate.annotations.Check;

@Entity
@Table(
    uniqueConstraints =
        @UniqueConstraint(
            name = "uq_review_product_customer",
            columnNames = {"product_id", "customer_id"}))
public class Review extends Audited {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @ManyToOne(optional = false)
  private Product product;

  @ManyToOne(optional = false)
  private Customer customer;

  @Check(constraints = "stars between 1 and 5")
  @Column(nullable = false)
  private short stars;

  @Column(columnDefinition = "text")
  private String body;
}

package com.example.bookstore.sales;

import com.example.bookstore.catalog.Product;
import com.example.bookstore.common.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.Check;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;

@Entity
@Table(schema = "sales")
public class OrderLine {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @ManyToOne(optional = false)
  @JoinColumn(name = "order_id")
  @OnDelete(action = OnDeleteAction.CASCADE)
  private PurchaseOrder order;

  @ManyToOne(optional = false)
  private Product product;

  @Check(constraints = "quantity > 0")
  @ColumnDefault("1")
  @Column(nullable = false)
  private int quantity = 1;

  @Embedded private Money unitPrice;
}

package com.example.bookstore.sales;

import com.example.bookstore.common.Address;
import com.example.bookstore.common.Audited;
import com.example.bookstore.customer.Customer;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

/** An order. {@code order} itself is a reserved word of SQL. */
@Entity
@Table(
    schema = "sales",
    indexes = @Index(name = "ix_purchase_order_customer", columnList = "customer_id, placedAt desc"))
public class PurchaseOrder extends Audited {
  @Id
  @GeneratedValue(generator = "purchase_order_seq")
  @SequenceGenerator(name = "purchase_order_seq", schema = "sales")
  private Long id;

  @ManyToOne(optional = false)
  private Customer customer;

  @Column(nullable = false)
  private Instant placedAt;

  @Enumerated(EnumType.ORDINAL)
  @Column(nullable = false)
  private OrderState state = OrderState.OPEN;

  @Embedded private Address shippingAddress;

  @OneToMany(mappedBy = "order", cascade = CascadeType.ALL, orphanRemoval = true)
  private List<OrderLine> lines;
}

package com.example.bookstore.customer;

import com.example.bookstore.common.Address;
import com.example.bookstore.common.Audited;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import java.util.UUID;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.Comment;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
public class Customer extends Audited {
  @Id
  @GeneratedValue(strategy = GenerationType.UUID)
  private UUID id;

  @Comment("Also the login name; compared without regard to case")
  @Column(nullable = false, length = 254)
  private String email;

  @Column(nullable = false, length = 160)
  private String fullName;

  @Embedded
  @AttributeOverride(name = "street", column = @Column(name = "billing_street", length = 120))
  @AttributeOverride(name = "postalCode", column = @Column(name = "billing_postal_code", length = 16))
  @AttributeOverride(name = "city", column = @Column(name = "billing_city", length = 80))
  @AttributeOverride(name = "country", column = @Column(name = "billing_country", length = 2))
  private Address billingAddress;

  @Enumerated
  @JdbcTypeCode(SqlTypes.NAMED_ENUM)
  @ColumnDefault("'STANDARD'")
  @Column(nullable = false)
  private Tier tier = Tier.STANDARD;

  @ColumnDefault("true")
  @Column(nullable = false)
  private boolean newsletter = true;
}

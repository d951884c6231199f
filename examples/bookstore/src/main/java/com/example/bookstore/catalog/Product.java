package com.example.bookstore.catalog;

import com.example.bookstore.common.Audited;
import com.example.bookstore.common.Money;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.Map;
import org.hibernate.annotations.Check;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.Comment;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Whatever the shop sells. */
@Entity
@Table(
    indexes = {
      @Index(name = "ix_product_category", columnList = "category_id"),
      @Index(name = "ix_product_title", columnList = "title, id desc")
    })
@Inheritance(strategy = InheritanceType.JOINED)
@Check(name = "ck_product_price", constraints = "price_amount >= 0")
@Comment("Whatever the shop sells")
public abstract class Product extends Audited {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "product_id_seq")
  @SequenceGenerator(name = "product_id_seq", sequenceName = "product_id_seq", allocationSize = 20)
  private Long id;

  @Column(nullable = false, length = 40, unique = true)
  private String sku;

  @Column(nullable = false)
  private String title;

  @Column(columnDefinition = "text")
  private String description;

  @Embedded
  @AttributeOverride(name = "amount", column = @Column(name = "price_amount", precision = 12, scale = 2, nullable = false))
  @AttributeOverride(name = "currency", column = @Column(name = "price_currency", length = 3, nullable = false))
  private Money price;

  @Enumerated(EnumType.STRING)
  @ColumnDefault("'DRAFT'")
  @Column(nullable = false, length = 20)
  private ProductStatus status = ProductStatus.DRAFT;

  @Comment("Free attributes: weight, dimensions, whatever a supplier sends")
  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, String> attributes;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(foreignKey = @ForeignKey(name = "fk_product_category"))
  private Category category;
}

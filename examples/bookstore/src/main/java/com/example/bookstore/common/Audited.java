package com.example.bookstore.common;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.UpdateTimestamp;

/** Who wrote a row, and when. */
@MappedSuperclass
public abstract class Audited {
  @CreationTimestamp
  @ColumnDefault("now()")
  @Column(nullable = false, updatable = false)
  private Instant createdAt;

  @Column(length = 80, updatable = false)
  private String createdBy;

  @UpdateTimestamp private Instant updatedAt;

  @Version
  @ColumnDefault("0")
  private long version;
}

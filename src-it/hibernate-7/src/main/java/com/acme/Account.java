package com.acme;

import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(
    comment = "Who may log in",
    options = "with (fillfactor = 70)",
    check = @CheckConstraint(name = "ck_account_credit", constraint = "credit > 0"),
    indexes =
        @Index(name = "ix_account_email", columnList = "email", options = "where email is not null"))
public class Account {
  @Id
  @GeneratedValue(generator = "numbers")
  @SequenceGenerator(name = "numbers", sequenceName = "account_numbers")
  private Long id;

  @Column(
      comment = "Also the login name",
      options = "collate \"C\"",
      check = @CheckConstraint(name = "ck_account_email", constraint = "email <> ''"))
  private String email;

  private int credit;

  @Column(secondPrecision = 3)
  private Instant seen;
}

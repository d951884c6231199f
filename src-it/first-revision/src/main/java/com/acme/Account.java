package com.acme;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import org.hibernate.annotations.Check;
import org.hibernate.annotations.ColumnDefault;

@Entity
@Table(name = "account", indexes = @Index(name = "ix_account_email", columnList = "email"))
public class Account {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Long id;

  @Convert(converter = LowerCase.class)
  @Column(nullable = false, length = 320, unique = true)
  String email;

  @ColumnDefault("0")
  @Check(name = "ck_account_balance", constraints = "balance >= 0")
  @Column(nullable = false)
  int balance;
}

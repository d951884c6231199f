package com.example.bookstore.sales;

import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;

@Entity
@DiscriminatorValue("CARD")
public class CardPayment extends Payment {
  @Column(length = 4)
  private String lastDigits;

  @Column(length = 64)
  private String authorizationCode;
}

package com.example.bookstore.common;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

@Embeddable
public class Address {
  @Column(nullable = false, length = 120)
  private String street;

  @Column(nullable = false, length = 16)
  private String postalCode;

  @Column(nullable = false, length = 80)
  private String city;

  @Column(nullable = false, length = 2)
  private String country;
}

package com.example.bookstore.customer;

public enum Tier {
  STANDARD,
  SILVER,
  GOLD
}

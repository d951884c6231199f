package com.example.bookstore.sales;

public enum OrderState {
  OPEN,
  PAID,
  SHIPPED,
  RETURNED
}

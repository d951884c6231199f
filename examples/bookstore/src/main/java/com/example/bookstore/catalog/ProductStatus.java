package com.example.bookstore.catalog;

public enum ProductStatus {
  DRAFT,
  LISTED,
  SOLD_OUT,
  WITHDRAWN
}

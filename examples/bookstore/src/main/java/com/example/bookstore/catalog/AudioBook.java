package com.example.bookstore.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.ManyToOne;
import java.time.Duration;

@Entity
public class AudioBook extends Product {
  @ManyToOne private Book book;

  @Column(nullable = false)
  private Duration playingTime;

  @Column(length = 120)
  private String narrator;
}

package com.acme;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Note {
  @Id private Long id;
  private String text;
}

package com.acme.orders;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Parcel {
  @Id Long id;
  String name;
}

package com.acme.app;

import com.acme.model.Customer;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

@Entity
public class Invoice {
  @Id Long id;

  @ManyToOne Customer customer;
}

CREATE TABLE orders (
  region text NOT NULL,
  priority integer DEFAULT 0,
  notes text
) PARTITION BY LIST (region);

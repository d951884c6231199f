CREATE TABLE shop (id int PRIMARY KEY);
CREATE TABLE receipt (
  day date NOT NULL,
  shop_id int CONSTRAINT receipt_shop_fk REFERENCES shop,
  total numeric CONSTRAINT receipt_total_check CHECK (total > 0),
  note text
) PARTITION BY RANGE (day);
CREATE INDEX receipt_shop ON receipt (shop_id);
CREATE UNIQUE INDEX receipt_day_note ON receipt (day, note);
CREATE TABLE receipt_2024 (
  day date NOT NULL,
  shop_id int CONSTRAINT receipt_shop_fk REFERENCES shop,
  total numeric CONSTRAINT receipt_total_check CHECK (total > 0),
  note text
);
CREATE INDEX receipt_2024_shop_id_idx ON receipt_2024 (shop_id);
CREATE TABLE receipt_2025 PARTITION OF receipt FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');

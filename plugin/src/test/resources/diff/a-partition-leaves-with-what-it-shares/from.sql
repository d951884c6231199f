CREATE TABLE shop (id int PRIMARY KEY);
CREATE TABLE receipt (
  day date NOT NULL,
  shop_id int CONSTRAINT receipt_shop_fk REFERENCES shop,
  total numeric CONSTRAINT receipt_total_check CHECK (total > 0),
  note text
) PARTITION BY RANGE (day);
CREATE TABLE receipt_2024 PARTITION OF receipt FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE INDEX receipt_shop ON receipt (shop_id);
CREATE INDEX receipt_note ON receipt (lower(note));
CREATE UNIQUE INDEX receipt_day_note ON receipt (day, note);
INSERT INTO shop VALUES (1);
INSERT INTO receipt VALUES ('2024-05-01', 1, 12, 'tea');
CREATE TABLE receipt_2025 (
  day date NOT NULL,
  shop_id int CONSTRAINT its_shop_fk REFERENCES shop,
  total numeric,
  note text
);
CREATE INDEX its_shop ON receipt_2025 (shop_id);
INSERT INTO receipt_2025 VALUES ('2025-05-01', 1, 13, 'salt');

CREATE TABLE book (
  price numeric,
  twice numeric GENERATED ALWAYS AS (price * 2) STORED,
  thrice numeric GENERATED ALWAYS AS (price * 3) VIRTUAL,
  fourfold numeric GENERATED ALWAYS AS (price * 4) VIRTUAL
);

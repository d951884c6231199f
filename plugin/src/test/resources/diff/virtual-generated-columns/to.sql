CREATE TABLE book (
  price numeric,
  twice numeric GENERATED ALWAYS AS (price * 2) VIRTUAL,
  thrice numeric GENERATED ALWAYS AS (price * 3) STORED,
  fourfold numeric GENERATED ALWAYS AS (price * 44) VIRTUAL,
  half numeric GENERATED ALWAYS AS (price / 2) VIRTUAL
);

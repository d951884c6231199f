CREATE TABLE publication (
  title text
);
CREATE TABLE book (
  pages integer
) INHERITS (publication);

CREATE TABLE t (
  a text DEFAULT 'it''s',
  b jsonb DEFAULT '{"a": 1}',
  c timestamptz,
  d text DEFAULT 'gone',
  e text[] DEFAULT '{}'
);

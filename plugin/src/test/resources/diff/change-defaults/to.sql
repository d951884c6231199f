CREATE TABLE t (
  a text DEFAULT 'back\slash',
  b jsonb DEFAULT '{"a": 2}',
  c timestamptz DEFAULT now(),
  d text,
  e text[] DEFAULT '{x}'
);

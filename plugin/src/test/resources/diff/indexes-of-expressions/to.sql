CREATE TABLE account (
  email text,
  first_name text,
  last_name text,
  data jsonb
);

CREATE INDEX by_call ON account (lower(email));
CREATE INDEX by_calls ON account (coalesce(lower(email), first_name), lower(last_name) DESC);
CREATE INDEX by_operator ON account ((first_name || last_name));
CREATE INDEX by_calls_and_operator ON account ((lower(first_name) || lower(last_name)));
CREATE INDEX by_cast ON account (((data ->> 'age')::integer));
CREATE UNIQUE INDEX by_call_and_class ON account (lower(email) text_pattern_ops);

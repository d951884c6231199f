CREATE INDEX by_call ON account (lower(email));

-- warning new-unique-on-existing: fails if two rows of account have the same lower(email)
--   SELECT lower(email), count(*) FROM account WHERE lower(email) IS NOT NULL GROUP BY lower(email) HAVING count(*) > 1;
CREATE UNIQUE INDEX by_call_and_class ON account (lower(email) text_pattern_ops);

CREATE INDEX by_calls ON account (coalesce(lower(email), first_name), lower(last_name) DESC);

CREATE INDEX by_calls_and_operator ON account ((lower(first_name) || lower(last_name)));

CREATE INDEX by_cast ON account (((data ->> 'age')::integer));

CREATE INDEX by_operator ON account ((first_name || last_name));

CREATE DOMAIN label AS text NOT NULL;
CREATE DOMAIN short_name AS label CONSTRAINT short CHECK (length(VALUE) < 20);
CREATE DOMAIN state AS text DEFAULT 'new' NOT NULL;
CREATE TABLE person (id bigint PRIMARY KEY, alias text);

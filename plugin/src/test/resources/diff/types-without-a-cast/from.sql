CREATE TABLE job (id uuid, span numeric(21), state smallint, tag text, tags text, at timestamp);

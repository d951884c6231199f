CREATE TABLE rest_0 (
  old integer NOT NULL,
  kind char(10) NOT NULL,
  note text,
  CONSTRAINT rest_0_pkey PRIMARY KEY (kind, old),
  CONSTRAINT rest_0_note_old_kind_key UNIQUE (note, old) INCLUDE (kind)
);

CREATE TABLE rest_1 (
  old integer NOT NULL,
  kind char(10) NOT NULL,
  note text,
  CONSTRAINT rest_1_pkey PRIMARY KEY (kind, old),
  CONSTRAINT rest_1_note_old_kind_key UNIQUE (note, old) INCLUDE (kind)
);

LOCK TABLE rest;

-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE rest_moved ON COMMIT DROP AS SELECT * FROM rest;

ALTER TABLE t DETACH PARTITION rest;

DROP TABLE rest;

CREATE TABLE rest (
  old integer NOT NULL,
  kind char(10) NOT NULL,
  note text,
  CONSTRAINT rest_pkey PRIMARY KEY (kind, old),
  CONSTRAINT rest_note_old_kind_key UNIQUE (note, old) INCLUDE (kind)
) PARTITION BY HASH (old);

CREATE UNIQUE INDEX rest_0_old_kind_idx ON rest_0 (old) INCLUDE (kind);

CREATE UNIQUE INDEX rest_1_old_kind_idx ON rest_1 (old) INCLUDE (kind);

CREATE UNIQUE INDEX rest_old_kind_idx ON rest (old) INCLUDE (kind);

ALTER TABLE t ATTACH PARTITION rest DEFAULT;

ALTER TABLE rest ATTACH PARTITION rest_0 FOR VALUES WITH (modulus 2, remainder 0);

ALTER TABLE rest ATTACH PARTITION rest_1 FOR VALUES WITH (modulus 2, remainder 1);

INSERT INTO rest (old, kind, note) SELECT old, kind, note FROM pg_temp.rest_moved;

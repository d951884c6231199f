LOCK TABLE rest;

-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE rest_0_moved ON COMMIT DROP AS SELECT * FROM rest_0;

-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE rest_1_moved ON COMMIT DROP AS SELECT * FROM rest_1;

ALTER TABLE rest DETACH PARTITION rest_1;

ALTER TABLE rest DETACH PARTITION rest_0;

ALTER TABLE t DETACH PARTITION rest;

DROP TABLE rest;

CREATE TABLE rest (
  old integer NOT NULL,
  kind char(10) NOT NULL,
  note text,
  CONSTRAINT rest_pkey PRIMARY KEY (kind, old),
  CONSTRAINT rest_note_old_kind_key UNIQUE (note, old) INCLUDE (kind)
);

CREATE UNIQUE INDEX rest_old_kind_idx ON rest (old) INCLUDE (kind);

ALTER TABLE t ATTACH PARTITION rest DEFAULT;

INSERT INTO rest (old, kind, note) SELECT old, kind, note FROM pg_temp.rest_0_moved;

INSERT INTO rest (old, kind, note) SELECT old, kind, note FROM pg_temp.rest_1_moved;

DROP TABLE rest_1;

DROP TABLE rest_0;

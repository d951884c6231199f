-- baseline
--
-- revision: d57319b89cd8
-- parent:   none
-- created:  2026-11-22T10:01:00Z

-- migrate:up
CREATE TABLE note (
  id bigint NOT NULL,
  body text,
  CONSTRAINT note_pkey PRIMARY KEY (id)
);

-- migrate:down
DROP TABLE note;

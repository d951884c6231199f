-- recreates the structure, but cannot restore the rows of egg
CREATE TABLE egg (
  id bigint NOT NULL,
  chicken_id bigint,
  CONSTRAINT egg_pkey PRIMARY KEY (id)
);

-- recreates the structure, but cannot restore the rows of chicken
CREATE TABLE chicken (
  id bigint NOT NULL,
  egg_id bigint,
  CONSTRAINT chicken_pkey PRIMARY KEY (id)
);

ALTER TABLE egg ADD CONSTRAINT fk_chicken FOREIGN KEY (chicken_id) REFERENCES chicken (id);

ALTER TABLE chicken ADD CONSTRAINT fk_egg FOREIGN KEY (egg_id) REFERENCES egg (id);

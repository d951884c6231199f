CREATE TABLE chicken (
  id bigint NOT NULL,
  egg_id bigint,
  CONSTRAINT chicken_pkey PRIMARY KEY (id)
);

CREATE TABLE egg (
  id bigint NOT NULL,
  chicken_id bigint,
  CONSTRAINT egg_pkey PRIMARY KEY (id)
);

-- warning foreign-key-without-index: no index of chicken begins with (egg_id); each DELETE from egg reads all of chicken
ALTER TABLE chicken ADD CONSTRAINT fk_egg FOREIGN KEY (egg_id) REFERENCES egg (id);

-- warning foreign-key-without-index: no index of egg begins with (chicken_id); each DELETE from chicken reads all of egg
ALTER TABLE egg ADD CONSTRAINT fk_chicken FOREIGN KEY (chicken_id) REFERENCES chicken (id);

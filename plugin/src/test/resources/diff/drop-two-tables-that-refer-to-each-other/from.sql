CREATE TABLE chicken (id bigint PRIMARY KEY, egg_id bigint);
CREATE TABLE egg (id bigint PRIMARY KEY, chicken_id bigint);
ALTER TABLE chicken ADD CONSTRAINT fk_egg FOREIGN KEY (egg_id) REFERENCES egg (id);
ALTER TABLE egg ADD CONSTRAINT fk_chicken FOREIGN KEY (chicken_id) REFERENCES chicken (id);

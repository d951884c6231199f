CREATE TABLE account (
  id bigint PRIMARY KEY,
  tenant bigint NOT NULL,
  email text NOT NULL
);
ALTER TABLE account ADD CONSTRAINT uk_one UNIQUE (email);
CREATE UNIQUE INDEX ux_two ON account (id, tenant);
INSERT INTO account SELECT g, g % 5, 'a' || g FROM generate_series(1, 1000) g;

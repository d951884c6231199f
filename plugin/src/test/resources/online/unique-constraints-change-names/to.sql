CREATE TABLE account (
  id bigint PRIMARY KEY,
  tenant bigint NOT NULL,
  email text NOT NULL
);
ALTER TABLE account ADD CONSTRAINT uk_one UNIQUE (id, tenant) INCLUDE (email);
CREATE UNIQUE INDEX ux_two ON account (email) INCLUDE (id);

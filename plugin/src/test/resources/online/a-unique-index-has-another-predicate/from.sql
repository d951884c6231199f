CREATE TABLE account (
  id bigint PRIMARY KEY,
  tenant bigint NOT NULL,
  email text NOT NULL
);
CREATE UNIQUE INDEX ux_account_email ON account (email) WHERE tenant > 0;
CREATE UNIQUE INDEX ux_account_tenant ON account (tenant, id);
INSERT INTO account SELECT g, g % 5, 'a' || g FROM generate_series(1, 1000) g;

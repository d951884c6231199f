CREATE TABLE account (
  id bigint PRIMARY KEY,
  tenant bigint NOT NULL,
  email text NOT NULL
);
CREATE UNIQUE INDEX ux_account_email ON account (email) WHERE tenant > 1;
CREATE UNIQUE INDEX ux_account_id_tenant ON account (id, tenant) WHERE tenant > 0;

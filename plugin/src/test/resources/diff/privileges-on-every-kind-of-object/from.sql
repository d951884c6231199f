CREATE ROLE golden_clerk;
CREATE ROLE golden_keeper;
CREATE SCHEMA sales;
GRANT USAGE ON SCHEMA sales TO golden_clerk;
CREATE TYPE mood AS ENUM ('ok', 'sad');
REVOKE USAGE ON TYPE mood FROM PUBLIC;
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE SEQUENCE ticket;
GRANT USAGE, SELECT ON SEQUENCE ticket TO golden_clerk;

CREATE SEQUENCE ticket;
CREATE SEQUENCE number;
CREATE UNLOGGED SEQUENCE fast;
CREATE TABLE guest (id integer, ticket bigint);
ALTER SEQUENCE ticket OWNED BY guest.ticket;

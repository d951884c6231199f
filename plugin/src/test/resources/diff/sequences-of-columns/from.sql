CREATE SEQUENCE ticket;
CREATE SEQUENCE number;
CREATE SEQUENCE fast;
CREATE TABLE guest (id integer, ticket bigint);
ALTER SEQUENCE number OWNED BY guest.id;

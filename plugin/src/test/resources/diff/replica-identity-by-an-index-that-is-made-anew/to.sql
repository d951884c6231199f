CREATE TABLE account (id int NOT NULL, email varchar(40) NOT NULL, CONSTRAINT "Key" UNIQUE (id, email));
ALTER TABLE account REPLICA IDENTITY USING INDEX "Key";
CREATE TABLE member (id int NOT NULL, email varchar(40) NOT NULL);
CREATE UNIQUE INDEX member_email ON member (email DESC);
ALTER TABLE member REPLICA IDENTITY USING INDEX member_email;

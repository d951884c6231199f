ALTER TABLE account REPLICA IDENTITY DEFAULT;

ALTER TABLE account DROP CONSTRAINT "Key";

ALTER TABLE member REPLICA IDENTITY DEFAULT;

DROP INDEX member_email;

-- warning new-unique-on-existing: fails if two rows of member have the same email
--   SELECT email, count(*) FROM member GROUP BY email HAVING count(*) > 1;
CREATE UNIQUE INDEX member_email ON member (email);

ALTER TABLE member REPLICA IDENTITY USING INDEX member_email;

-- warning new-unique-on-existing: fails if two rows of account have the same id
--   SELECT id, count(*) FROM account GROUP BY id HAVING count(*) > 1;
ALTER TABLE account ADD CONSTRAINT "Key" UNIQUE (id);

ALTER TABLE account REPLICA IDENTITY USING INDEX "Key";

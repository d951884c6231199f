CREATE TYPE stage AS ENUM ('draft', 'sent');
CREATE TABLE offer (
  id int PRIMARY KEY,
  stage stage CONSTRAINT offer_stage CHECK (stage <> 'sent'),
  old_stage stage
);
CREATE INDEX offer_open ON offer (id) WHERE stage = 'draft';
CREATE VIEW open_offer AS SELECT id FROM offer WHERE stage = 'draft';
ALTER TABLE offer ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_offer ON offer USING (stage = 'draft');
INSERT INTO offer VALUES (1, 'draft', 'sent');

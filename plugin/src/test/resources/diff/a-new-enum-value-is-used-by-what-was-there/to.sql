CREATE TYPE stage AS ENUM ('idea', 'draft', 'sent');
CREATE TABLE offer (
  id int PRIMARY KEY,
  stage stage DEFAULT 'idea' CONSTRAINT offer_stage CHECK (stage IN ('idea', 'draft')),
  next stage DEFAULT 'idea' NOT NULL
);
CREATE INDEX offer_open ON offer (id) WHERE stage = 'idea';
CREATE VIEW open_offer AS SELECT id FROM offer WHERE stage IN ('idea', 'draft');
ALTER TABLE offer ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_offer ON offer USING (stage IN ('idea', 'draft'));

ALTER TABLE author ADD COLUMN active boolean DEFAULT true NOT NULL;

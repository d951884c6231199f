CREATE SCHEMA "Sales Dept";
CREATE TYPE "Sales Dept"."Mood" AS ENUM ('a "b"');
CREATE TABLE "Sales Dept"."Order" ("user" integer PRIMARY KEY, "say ""hi""" text, "100%$" "Sales Dept"."Mood", "größe" integer CONSTRAINT "ck größe" CHECK ("größe" > 0));
CREATE INDEX "IX" ON "Sales Dept"."Order" ("say ""hi""", lower("say ""hi"""));
COMMENT ON COLUMN "Sales Dept"."Order"."user" IS 'who';

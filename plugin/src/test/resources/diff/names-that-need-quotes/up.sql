DO $$
BEGIN
  IF to_regnamespace('"Sales Dept"') IS NULL THEN
    CREATE SCHEMA "Sales Dept";
  END IF;
END
$$;

CREATE TYPE "Sales Dept"."Mood" AS ENUM ('a "b"');

CREATE TABLE "Sales Dept"."Order" (
  "user" integer NOT NULL,
  "say ""hi""" text,
  "100%$" "Sales Dept"."Mood",
  "größe" integer,
  CONSTRAINT "Order_pkey" PRIMARY KEY ("user"),
  CONSTRAINT "ck größe" CHECK ("größe" > 0)
);

COMMENT ON COLUMN "Sales Dept"."Order"."user" IS 'who';

CREATE INDEX "IX" ON "Sales Dept"."Order" ("say ""hi""", lower("say ""hi"""));

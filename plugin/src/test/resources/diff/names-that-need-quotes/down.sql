DROP TABLE "Sales Dept"."Order";

DROP TYPE "Sales Dept"."Mood";

DROP SCHEMA "Sales Dept";

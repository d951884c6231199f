DROP TABLE "Sales Dept"."Order";

DROP TYPE "Sales Dept"."Mood";

DO $$
BEGIN
  IF (SELECT pg_has_role(nspowner, 'USAGE') FROM pg_namespace WHERE nspname = 'Sales Dept') THEN
    DROP SCHEMA "Sales Dept";
  END IF;
END
$$;

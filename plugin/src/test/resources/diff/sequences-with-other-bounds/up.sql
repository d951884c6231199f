SELECT setval('downwards', least(greatest(n, -500), -10), n < -500)
  FROM nextval('downwards') AS n;

ALTER SEQUENCE downwards MINVALUE -500 MAXVALUE -10 START WITH -10;

ALTER SEQUENCE elsewhere MINVALUE 100 MAXVALUE 200 START WITH 100 RESTART WITH 100;

SELECT setval('narrower', least(greatest(n, 10), 500), n > 500)
  FROM nextval('narrower') AS n;

ALTER SEQUENCE narrower MINVALUE 10 MAXVALUE 500 START WITH 10;

ALTER SEQUENCE of_a_type AS bigint MAXVALUE 32767;

REVOKE UPDATE (name) ON author FROM golden_reader;

REVOKE SELECT ON book FROM PUBLIC;

REVOKE INSERT, SELECT ON book FROM golden_reader;

GRANT TRUNCATE ON book TO CURRENT_USER;

GRANT SELECT ON author TO golden_reader;

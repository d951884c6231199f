REVOKE UPDATE (email) ON contact FROM golden_clerk;

REVOKE SELECT (id) ON contact FROM golden_clerk;

GRANT SELECT (id) ON contact TO golden_clerk WITH GRANT OPTION;

GRANT SELECT (id) ON number TO golden_clerk;

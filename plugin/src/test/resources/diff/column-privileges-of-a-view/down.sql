REVOKE SELECT (id) ON number FROM golden_clerk;

GRANT UPDATE (email) ON contact TO golden_clerk;

REVOKE SELECT (id) ON contact FROM golden_clerk;

GRANT SELECT (id) ON contact TO golden_clerk;

def revisions = new File(basedir, 'src/main/migrations').listFiles().findAll { it.name.endsWith('.sql') }
assert revisions.size() == 1

def sql = revisions[0].text
[
    'email varchar(255) COLLATE "C"',
    'seen timestamptz(3)',
    'CONSTRAINT ck_account_credit CHECK (credit > 0)',
    "CONSTRAINT ck_account_email CHECK (email <> '')",
    ') WITH (fillfactor = 70);',
    "COMMENT ON TABLE account IS 'Who may log in';",
    "COMMENT ON COLUMN account.email IS 'Also the login name';",
    'CREATE INDEX ix_account_email ON account (email) WHERE email is not null;',
].each { assert sql.contains(it) }

assert new File(basedir, 'build.log').text.contains('No changes')

// Hibernate 7 makes a generator whenever it is asked for one; model.lock has what it draws from.
assert new File(basedir, 'src/main/migrations/model.lock').readLines()
    .contains('numbers sequence public.account_numbers column public.account.id')

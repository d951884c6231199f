def revisions = new File(basedir, 'src/main/migrations').listFiles().findAll { it.name.endsWith('.sql') }
assert revisions.size() == 1
assert revisions[0].name ==~ /\d{12}_[0-9a-f]{12}_create_account\.sql/

def sql = revisions[0].text
assert sql.startsWith('-- create account\n')
assert sql.contains('CREATE TABLE account (')
assert sql.contains('email varchar(320) NOT NULL')
assert sql.contains('CONSTRAINT ck_account_balance CHECK (balance >= 0)')
assert sql.contains('CREATE INDEX ix_account_email')
assert sql.contains('-- migrate:down')
assert sql.contains('DROP TABLE account;')

assert new File(basedir, 'src/main/migrations/model.lock').text.contains('entity com.acme.Account public.account')

def log = new File(basedir, 'build.log').text
assert log.contains('No changes')

// The fourth run is made of the same as the second, whatever its message; the fifth is not.
assert log.count('Nothing changed since a run that found no changes') == 1
assert log.contains('Not taken from an earlier run: one of these changed: hibernateProperties, ')
assert log.count('No changes: the history matches the entities and schema files.') == 3
// Whoever reads the entities makes their converter.
assert new File(basedir, 'target/read-by.txt').readLines().unique().size() == 4

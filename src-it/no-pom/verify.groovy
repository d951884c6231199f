def sql = new File(basedir, 'target/change.sql').text
assert sql.contains('-- from schema/old.sql to schema/new.sql')
assert sql.contains('BEGIN;')
assert sql.contains('TYPE varchar(320)')
assert sql.contains('SET NOT NULL')
assert sql.contains('CREATE INDEX CONCURRENTLY ix_account_email ON account (lower(email')

def log = new File(basedir, 'build.log').text
assert log =~ /applied 0a1b2c3d4e5f create account/
assert log =~ /applied \S+Z +0a1b2c3d4e5f create account/
assert log.contains('No changes')
// Nothing is taken for a folder called ${project.basedir}.
assert basedir.list().findAll { it.contains('$') } == []

assert log.readLines().any { it =~ /^::error file=.*flyway\/V2__index\.sql,line=2,title=index-built-under-lock::/ }
assert log =~ /1 error.*See target.migrate.verify\.html/
def written = new File(basedir, 'target/migrate')
assert log =~ /Why: mvn \S+:lint -Dmigrate\.explain=index-built-under-lock/
assert log.readLines().containsAll(['# index-built-under-lock', '# long-lock'])
['verify.sarif', 'verify.junit.xml', 'verify.gitlab.json', 'verify.md', 'verify.html'].each { assert new File(written, it).length() > 0 }
assert new File(written, 'verify.json').text.contains('"passed": false')

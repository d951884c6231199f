assert !new File(basedir, 'src/main/migrations').exists()
assert !new File(basedir, 'model/src/main/migrations').exists()
def revisions = new File(basedir, 'app/src/main/migrations').listFiles().findAll { it.name.endsWith('.sql') }
assert revisions.size() == 1
def sql = revisions[0].text
assert sql.contains('CREATE TABLE customer (')
assert sql.contains('CREATE TABLE invoice (')
assert sql.contains('REFERENCES customer (id)')

def log = new File(basedir, 'build.log').text
assert log.contains('+ table customer (2 columns)')
assert log.contains('+ table invoice (2 columns, 1 foreign key)')
assert log =~ /applied [0-9a-f]{12} customers and invoices/
assert log =~ /At: [0-9a-f]{12} customers and invoices/
assert log.contains('Verified 1 revision')
// Files are named from where Maven was started.
assert log =~ /Wrote app.src.main.migrations.\d+_[0-9a-f]{12}_customers_and_invoices\.sql/
assert log.contains('the embedded development database (app/target/migrate)')
assert log.contains('the embedded development database (target/migrate)')
assert log.contains('No changes')
assert log =~ /Run it in \S+app/
assert new File(basedir, 'app/target/migrate').isDirectory()
assert new File(basedir, 'app/target/migrate/verify.sarif').text.contains('"id": "migrate/')
assert !new File(basedir, 'target/migrate').exists()

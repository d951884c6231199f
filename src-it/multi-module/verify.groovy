assert !new File(basedir, 'src/main/migrations').exists()
assert !new File(basedir, 'model/src/main/migrations').exists()
def revisions = new File(basedir, 'app/src/main/migrations').listFiles().findAll { it.name.endsWith('.sql') }
assert revisions.size() == 1
def sql = revisions[0].text
assert sql.contains('CREATE TABLE customer (')
assert sql.contains('CREATE TABLE invoice (')
assert sql.contains('REFERENCES customer (id)')

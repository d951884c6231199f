def revisions = new File(basedir, 'src/main/migrations').listFiles().findAll { it.name.endsWith('_bookings.sql') }
assert revisions.size() == 1
def sql = revisions[0].text
assert sql.contains('-- parent:   5e1f0c7a9b3d')
assert sql.contains('EXCLUDE USING gist (room WITH =, during WITH &&)')
assert sql.contains('USING gin (tags)')

def log = new File(basedir, 'build.log').text
assert log.contains('+ table booking (4 columns, 1 index)')
assert log.contains('No changes')
assert log.contains('Applied 2 revisions')
assert log.contains('Verified 2 revisions')
assert new File(basedir, 'target/migrate/verify.json').text.contains('"passed": true')
assert new File(basedir, 'target/migrate/verify.md').text.startsWith('<!-- migrate:verify ')
assert new File(basedir, 'target/migrate/verify.html').text.contains('<h2 id="history">History</h2>')
assert new File(basedir, 'target/diff.sql').text.isEmpty()

def alone = new File(basedir, 'target/migrations').listFiles().findAll { it.name.endsWith('_bookings.sql') }
assert alone.size() == 1
def first = alone[0].text
assert first.indexOf('CREATE EXTENSION IF NOT EXISTS btree_gist;') in 1..<first.indexOf('CREATE TABLE booking')

assert new File(basedir, 'target/migrations/default-schema.txt').readLines().last() == 'shop'
assert log.contains('Default schema: shop, from migrate.schema')
assert log.contains('Default schema: shop, recorded in default-schema.txt')
assert new File(basedir, 'target/upgrade.sql').text.contains('search_path = shop')
assert !new File(basedir, 'src/main/migrations/default-schema.txt').exists()

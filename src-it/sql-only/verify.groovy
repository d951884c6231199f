def revisions = new File(basedir, 'src/main/migrations').listFiles().findAll { it.name.endsWith('.sql') }
assert revisions.size() == 1
def sql = revisions[0].text
assert sql.contains('EXCLUDE USING gist (room WITH =, during WITH &&)')
assert sql.contains('USING gin (tags)')
assert new File(basedir, 'build.log').text.contains('No changes')
assert !new File(basedir, 'target/diff.sql').text.contains('ALTER')

def revisions = new File(basedir, 'src/main/migrations').listFiles().findAll { it.name.endsWith('.sql') }
assert revisions.size() == 2
def one = revisions.find { it.name.endsWith('_the_beginning.sql') }
def id = one.name.split('_')[1]
assert one.text.contains('-- replaces: 0a1b2c3d4e5f, 1a1b2c3d4e5f')
assert revisions.find { it != one }.text.contains("-- parent:   ${id}\n")
assert new File(basedir, 'target/migrate/squashed').list().size() == 2

def log = new File(basedir, 'build.log').text
assert log.contains('Squashed 2 revisions, 0a1b2c3d4e5f create account to 1a1b2c3d4e5f create invoice')
assert log.contains('At: 2a1b2c3d4e5f create payment')
assert log.contains("${id} the beginning counts as applied: the 2 revisions that it replaces are")
assert log.contains('Nothing to apply: the database is up to date.')
assert log.contains("took back ${id} the beginning")
assert log.contains("applied ${id} the beginning")
assert log.contains('Took back 2 revisions.')
assert log.contains('Applied 2 revisions.')

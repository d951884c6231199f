def log = new File(basedir, 'build.log').text
assert log.contains('+ table note (2 columns)')
def third = log.substring(log.indexOf('>>>'))
assert third.contains(':verify (default) > process-classes')
assert third.contains('Verified 1 revision.')
log = log.substring(0, log.indexOf(third))
assert log.count('No changes') == 2
assert log.count('Verified 1 revision.') == 2
// The second build has nothing to prove again.
assert log.count('Verified 1 revision. Nothing changed since: target/migrate/verify.html') == 1
assert new File(basedir, 'target/migrate/verify.html').exists()
// One compilation in each of the builds before the fork.
assert log.count(':compile (default-compile)') == 3

def log = new File(basedir, 'build.log').text
assert log.contains('+ table note (2 columns)')
assert log.count('No changes') == 1
assert log.count('Verified 1 revision.') == 2
// The second build has nothing to prove again.
assert log.count('Verified 1 revision. Nothing changed since: target/migrate/verify.html') == 1
assert new File(basedir, 'target/migrate/verify.html').exists()
// Two builds, one compilation each.
assert log.count(':compile (default-compile)') == 2
assert !log.contains('>>>')

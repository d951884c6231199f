def log = new File(basedir, 'build.log').text
assert log.contains('+ table note (2 columns)')
assert log.count('No changes') == 1
assert log.count('Verified 1 revision.') == 2
// Two builds, one compilation each.
assert log.count(':compile (default-compile)') == 2
assert !log.contains('>>>')

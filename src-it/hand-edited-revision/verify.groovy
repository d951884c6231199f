def log = new File(basedir, 'build.log').text
assert log.contains('0a1b2c3d4e5f')
assert log.contains('was changed after it was applied')
assert new File(basedir, 'src/main/migrations').listFiles().any { it.name.contains('by_hand_quotes') }

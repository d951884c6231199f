def log = new File(basedir, 'build.log').text
assert log.contains('src/main/schema')
assert log.contains('src/main/migrations')
assert log.contains('target/classes')

def log = new File(basedir, 'build.log').text
assert log.contains('jdbc:postgresql:')
assert log.contains('localhost:1')
assert log.contains('nowhere')
assert log.contains('nonsense')
assert log.contains('ffffffff')
assert !log.contains('s3cret') || log.readLines().findAll { it.contains('s3cret') }.every { it.contains('Executing') || it.contains('-Dmigrate.password') }

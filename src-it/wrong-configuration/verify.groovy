def log = new File(basedir, 'build.log').text
assert log.contains('jdbc:postgresql:')
assert log.contains('localhost:1')
assert log.contains('nowhere')
assert log.contains('nonsense')
assert log.contains('ffffffff')
assert log.contains('-Dmigrate.renmae is not a parameter of any goal and has no effect; did you mean -Dmigrate.rename?')
assert log.contains('-Dmigrate.targte is not a parameter of any goal; did you mean -Dmigrate.target? Nothing was executed.')
assert log.contains('-Dmigrate.dryRun is for migrate:revision; migrate:downgrade would execute. Nothing was executed.')
assert !log.contains('s3cret') || log.readLines().findAll { it.contains('s3cret') }.every { it.contains('Executing') || it.contains('-Dmigrate.password') }

// Whoever starts Maven may print the command line; Maven itself and we print no password.
assert log.contains("jdbc:postgresql://localhost:1/acme. Write it as")
assert log.contains('These parameters of the database\'s URL do not apply to our sessions: ApplicationName')
assert log =~ /\(f\) url = .*\$\{migrate.url\}/
assert log =~ /\(f\) directUrl = .*\$\{migrate.directUrl\}/
assert log =~ /\(f\) password = .*\$\{migrate.password\}/
def told = log.readLines().findAll { it.contains('m4rk3r') && !it.contains('Executing') && !it.contains('-Dmigrate.') }
assert told.isEmpty()

def log = new File(basedir, 'build.log').text
assert log =~ /Database: database "acme" at 127.0.0.1:\d+ \(user "acme"\), from migrate.url/
assert log =~ /applied 0a1b2c3d4e5f create account/
assert log =~ /At: 0a1b2c3d4e5f create account/
assert log.contains('The password of server acme-production in settings.xml cannot be decrypted')
assert log.contains('password authentication failed for user "acme"')
assert log.contains('settings.xml has no <server> with that id (it has acme-production)')
assert !log.contains('sesame')

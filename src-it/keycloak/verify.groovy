def revisions = new File(basedir, 'src/main/migrations').listFiles().findAll { it.name.endsWith('.sql') }
assert revisions*.name.collect { it.replaceFirst(/^\d{12}_[0-9a-f]{12}_/, '') }.sort() == ['keycloak_26_3.sql', 'keycloak_26_4.sql', 'rows.sql']

def log = new File(basedir, 'build.log').text
assert (log =~ /\+ table \w+ \(\d+ columns/).count == 86
assert log.count('No changes: the history makes what the project states.') == 2
assert log.count('INFO] No changes.\n') == 2
assert log =~ /applied [0-9a-f]{12} rows/
assert log =~ /applied [0-9a-f]{12} keycloak 26.4/
assert log.contains('Took back 2 revisions.')

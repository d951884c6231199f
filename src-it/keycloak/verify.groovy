def revisions = new File(basedir, 'src/main/migrations').listFiles().findAll { it.name.endsWith('.sql') }
assert revisions*.name.collect { it.replaceFirst(/^\d{12}_[0-9a-f]{12}_/, '') }.sort() == ['keycloak_26_3.sql', 'keycloak_26_4.sql', 'rows.sql']
def tables = { name -> (revisions.find { it.name.endsWith(name) }.text =~ /(?m)^CREATE TABLE /).count }
assert tables('_keycloak_26_3.sql') == 85
assert tables('_keycloak_26_4.sql') == 1

def log = new File(basedir, 'build.log').text
assert log.contains('+ table, 85 times: ')
assert log.contains('+ table workflow_state (7 columns)')
assert log.count('No changes: the history matches the entities and schema files.') == 2
assert log.count('INFO] No changes.\n') == 2
assert log =~ /applied [0-9a-f]{12} rows/
assert log =~ /applied [0-9a-f]{12} keycloak 26.4/
assert log.contains('Took back 2 revisions.')

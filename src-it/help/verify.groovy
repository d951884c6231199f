def log = new File(basedir, 'build.log').text
['revision', 'revision-no-fork', 'baseline', 'upgrade', 'downgrade', 'current', 'history', 'heads', 'show', 'stamp', 'verify',
 'verify-no-fork', 'diff'].each { assert log.contains("migrate:$it") }
['migrate.url', 'migrate.server', 'migrate.directory', 'migrate.schemaDirectory', 'migrate.target', 'migrate.embedded',
 'migrate.postgresVersion', 'migrate.shadow', 'migrate.entityDependencies', 'migrate.from', 'migrate.to', 'migrate.output',
 'migrate.skip'].each { assert log.contains(it) }

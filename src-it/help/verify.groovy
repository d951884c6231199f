def log = new File(basedir, 'build.log').text

def goals = ['revision', 'revision-no-fork', 'accept', 'baseline', 'upgrade', 'downgrade', 'current', 'history', 'heads', 'show', 'stamp',
             'verify', 'verify-no-fork', 'diff']
assert goals.findAll { !log.contains("migrate:$it\n") } == []

def properties = ['message', 'migrate.message', 'migrate.url', 'migrate.username', 'migrate.password', 'migrate.server',
                  'migrate.directory', 'migrate.schemaDirectory', 'migrate.target', 'migrate.embedded', 'migrate.postgresVersion',
                  'migrate.shadow', 'migrate.entityDependencies', 'migrate.from', 'migrate.to', 'migrate.output', 'migrate.skip']
assert properties.findAll { !log.contains("User property: $it\n") } == []

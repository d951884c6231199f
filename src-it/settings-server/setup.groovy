import dev.pgmigrate.shadow.TestServer

// A server that lets nobody in without this password; it ends with the outer build.
def server = TestServer.server()
server.connect('postgres').withCloseable { connection ->
  connection.createStatement().withCloseable {
    it.execute("CREATE ROLE acme LOGIN PASSWORD 'open sesame'")
    it.execute('CREATE DATABASE acme OWNER acme')
  }
}

new File(basedir, 'test.properties').text = "migrate.url=jdbc:postgresql://127.0.0.1:${server.port()}/acme\n"

def servers = '''<servers>
    <server>
      <id>acme-production</id>
      <username>acme</username>
      <password>{9WJm/b1ta4gH00xIQqjB6/+NVvXBeDFbIgneBhQObQw=}</password>
    </server>
  </servers>
  <profiles>'''
new File(basedir, 'settings.xml').text =
    new File(basedir.parentFile, 'interpolated-settings.xml').text.replaceFirst('<profiles>', servers)
true

package dev.pgmigrate.shadow;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.pgmigrate.artifact.FolderArtifacts;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;

/**
 * A process of its own that does one thing with an embedded server, says a line, and then waits
 * until it is ended.
 */
final class ServerHolder {
  private ServerHolder() {}

  public static void main(String[] arguments) throws Exception {
    Path repository = Path.of(arguments[1]);
    Path folder = Path.of(arguments[2]);
    var artifacts = new FolderArtifacts(repository);
    switch (arguments[0]) {
      case "unpack" ->
          say(ServerBinaries.of(artifacts, PostgresVersion.DEFAULT, folder).home().toString());
      case "lock" -> {
        try (FileChannel channel = FileChannel.open(folder, CREATE, WRITE);
            FileLock lock = channel.lock()) {
          say(lock.isValid() ? "locked" : "");
          park();
        }
      }
      case "throw-away" -> {
        EmbeddedServer server =
            EmbeddedServer.throwAway(ServerBinaries.of(artifacts, PostgresVersion.DEFAULT, folder));
        say(server.url("postgres"));
        park();
      }
      case "persistent" -> {
        EmbeddedServer server =
            EmbeddedServer.persistent(
                ServerBinaries.of(artifacts, PostgresVersion.DEFAULT, Path.of(arguments[3])),
                folder,
                Duration.ofSeconds(5));
        try (Connection connection = server.connect("postgres");
            Statement statement = connection.createStatement()) {
          statement.execute("CREATE TABLE IF NOT EXISTS kept (n integer)");
          statement.execute("INSERT INTO kept VALUES (1)");
        }
        say(server.url("postgres"));
        park();
      }
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private static void park() throws InterruptedException {
    Thread.currentThread().join();
  }
}

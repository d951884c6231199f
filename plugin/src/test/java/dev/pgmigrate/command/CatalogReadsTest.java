package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.lint.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often a goal reads a whole catalog: it is what costs most of a large schema. */
class CatalogReadsTest {
  private static final String TABLE = "CREATE TABLE t (id int PRIMARY KEY);";

  @TempDir Path root;

  @Test
  void aRevisionReadsWhatIsStatedTheHistoryAndTheProofOfTheNewRevision() throws IOException {
    try (TestProject project = new TestProject(root).withoutDatabase();
        Counting server = new Counting(project)) {
      project.schema(TABLE);
      project.revision("first");
      assertThat(server.reads()).isEqualTo(3);
      project.revision("nothing");
      assertThat(server.reads()).isEqualTo(2);
      project.schema(TABLE.replace(")", ", n int)"));
      project.revision("another column");
      assertThat(server.reads()).isEqualTo(3);
    }
  }

  @Test
  void verifyReadsWhatIsStatedAndTheHistoryBeforeAndAfterEachTurnOfTheNewestRevision()
      throws IOException {
    try (TestProject project = new TestProject(root).withoutDatabase();
        Counting server = new Counting(project)) {
      project.schema(TABLE);
      project.revision("first");
      server.reads();
      assertThat(VerifyCommand.run(project.project()).failsOn(Severity.WARNING)).isFalse();
      assertThat(server.reads()).isEqualTo(5);
    }
  }

  /** Without drift, which is another question, a plan reads what its steps touch. */
  @Test
  void aPlanReadsTheDatabaseOnlyIfThereIsSomethingToDo() throws IOException {
    try (TestProject project = new TestProject(root);
        Counting server = new Counting(URI.create(project.url().substring("jdbc:".length())))) {
      project.schema(TABLE);
      project.revision("first");
      project.upgrade();
      project.database(DatabaseConfig.of(server.before(project.url()), null, null));
      assertThat(plan(project).revisions()).isEmpty();
      assertThat(server.reads()).isZero();
      project.schema(TABLE.replace(")", ", n int)"));
      project.revision("another column");
      server.reads();
      assertThat(plan(project).revisions()).hasSize(1);
      assertThat(server.reads()).isEqualTo(1);
    }
  }

  private static PlanCommand.Result plan(TestProject project) {
    return PlanCommand.run(
        new PlanCommand.Input(
            project.project(), PlanCommand.Kind.UPGRADE, null, false, false, false));
  }

  /** Stands before a server, and counts one query of each reading. */
  private static final class Counting implements AutoCloseable {
    private static final String QUERY = "-- One row is a namespace that is neither";
    private final ServerSocket listening =
        new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger reads = new AtomicInteger();
    private final URI server;

    /** Before the server of throw-away databases. */
    Counting(TestProject project) throws IOException {
      this(URI.create(project.project().shadow().substring("jdbc:".length())));
      project.shadow(before(project.project().shadow()), SharedServer.strict());
    }

    Counting(URI server) throws IOException {
      this.server = server;
      start(this::accept);
    }

    /** The same database by way of us. */
    String before(String url) {
      return url.replaceFirst("//[^/]+/", "//127.0.0.1:" + listening.getLocalPort() + "/");
    }

    /** How often since it was asked last. */
    int reads() {
      return reads.getAndSet(0);
    }

    private void accept() throws IOException {
      while (true) {
        Socket client = listening.accept();
        Socket socket = new Socket(server.getHost(), server.getPort());
        start(() -> pump(client, socket, true));
        start(() -> pump(socket, client, false));
      }
    }

    private void pump(Socket from, Socket to, boolean toServer) throws IOException {
      try (from;
          to) {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] bytes = new byte[65536];
        for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
          String text = new String(bytes, 0, n, StandardCharsets.ISO_8859_1);
          for (int at = text.indexOf(QUERY); at >= 0; at = text.indexOf(QUERY, at + 1)) {
            reads.incrementAndGet();
          }
          out.write(bytes, 0, n);
          out.flush();
        }
      }
    }

    private interface Work {
      void run() throws IOException;
    }

    private static void start(Work work) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  work.run();
                } catch (SocketException closed) {
                  // The other side has gone.
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      thread.setDaemon(true);
      thread.start();
    }

    @Override
    public void close() throws IOException {
      listening.close();
    }
  }
}

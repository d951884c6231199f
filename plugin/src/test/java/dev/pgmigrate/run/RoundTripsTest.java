package dev.pgmigrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.jdbc.JdbcUrl;
import dev.pgmigrate.revision.MigrationFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a step costs: how often we wait for the server, however many steps and tables there are. */
class RoundTripsTest {
  /** BEGIN goes with the fence: the server answers it, and nobody waits. */
  private static final int ANSWERS_OF_A_STEP = 4;

  @Test
  void threeForAStepOfOneStatement() throws IOException, SQLException {
    int few = answers(5);
    int many = answers(25);

    assertThat(many - few).isEqualTo(20 * ANSWERS_OF_A_STEP);
  }

  /** How many messages the server answers in the session that executes so many revisions. */
  private static int answers(int revisions) throws IOException, SQLException {
    try (Applying applying = new Applying();
        Counting server = new Counting(URI.create(applying.url().substring("jdbc:".length())))) {
      List<MigrationFile> files = new ArrayList<>();
      for (int i = 1; i <= revisions; i++) {
        files.add(
            Applying.file(
                String.format(Locale.ROOT, "%012x", i),
                "-- migrate:up\nCREATE TABLE t%d (id int PRIMARY KEY);\n".formatted(i)));
      }
      Database counted =
          Database.of(
              JdbcUrl.of(
                  applying
                      .url()
                      .replaceFirst("//[^/]+/", "//127.0.0.1:" + server.port() + "/")
                      .concat(applying.url().contains("?") ? "&" : "?")
                      .concat("sslmode=disable&gssEncMode=disable")),
              null,
              null);
      List<Task> tasks = files.stream().map(Task::up).toList();
      assertThat(
              applying
                  .executor(counted, applying.database, Progress.SILENT)
                  .run(files, state -> Work.of(tasks))
                  .complete())
          .hasSize(revisions);
      return server.answers.get();
    }
  }

  /** Stands before the server, and counts how often it is ready for the next message. */
  private static final class Counting implements AutoCloseable {
    private final ServerSocket listening =
        new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final URI server;
    private final AtomicInteger answers = new AtomicInteger();

    Counting(URI server) throws IOException {
      this.server = server;
      CuttingProxy.start(this::accept);
    }

    int port() {
      return listening.getLocalPort();
    }

    private void accept() throws IOException {
      while (true) {
        Socket client = listening.accept();
        Socket socket = new Socket(server.getHost(), server.getPort());
        CuttingProxy.start(() -> pump(client, socket, false));
        CuttingProxy.start(() -> pump(socket, client, true));
      }
    }

    private void pump(Socket from, Socket to, boolean counted) throws IOException {
      Frames frames = new Frames();
      try (from;
          to) {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] bytes = new byte[65536];
        for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
          if (counted) {
            answers.addAndGet(frames.ready(bytes, n));
          }
          out.write(bytes, 0, n);
          out.flush();
        }
      }
    }

    @Override
    public void close() throws IOException {
      listening.close();
    }
  }

  /** The server's messages: a letter, four bytes of length that count themselves, the rest. */
  private static final class Frames {
    private static final int HEAD = 5;
    private int letter;
    private int read;
    private int length;

    /** How many of these bytes' messages say that the server is ready. */
    int ready(byte[] bytes, int count) {
      int ready = 0;
      for (int i = 0; i < count; i++) {
        if (read == 0) {
          letter = bytes[i];
          length = 0;
        } else if (read < HEAD) {
          length = (length << 8) | (bytes[i] & 0xff);
        }
        read++;
        if (read >= HEAD && read == length + 1) {
          ready += letter == 'Z' ? 1 : 0;
          read = 0;
        }
      }
      return ready;
    }
  }
}

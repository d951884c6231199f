package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.config.Origin;
import dev.pgmigrate.config.SettingsPlaces;
import dev.pgmigrate.draft.Placement;
import dev.pgmigrate.draft.WarningLevels;
import dev.pgmigrate.entity.EntityInput;
import dev.pgmigrate.jdbc.JdbcUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was kept is asked for once, and nothing of the question outlives it. */
class UnansweredQuestionTest {
  private final List<String> debug = new ArrayList<>();

  private KeptRevision run(TestProject project, ServerSocket server) {
    JdbcUrl url =
        JdbcUrl.of(
            "jdbc:postgresql://127.0.0.1:"
                + server.getLocalPort()
                + "/shop?sslmode=disable&gssEncMode=disable");
    project
        .embeddedShadow(null)
        .database(new DatabaseConfig(url, "u", null, Origin.APPLICATION, "from a file"));
    return new KeptRevision(
        new RevisionCommand.Input(
            project.project(),
            null,
            false,
            Placement.ON_HEAD,
            false,
            false,
            null,
            null,
            null,
            Instant.now(),
            new Random()),
        WarningLevels.NONE,
        debug::add);
  }

  private static ServerSocket server() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
  }

  @Test
  void aDatabaseThatCannotBeReachedIsAskedOnce(@TempDir Path folder) throws Exception {
    try (TestProject project = new TestProject(folder);
        ServerSocket server = server()) {
      CompletableFuture<Integer> asked = CompletableFuture.supplyAsync(() -> refuse(server));
      assertThat(run(project, server).printed()).isEmpty();
      server.close();

      assertThat(asked.get(60, TimeUnit.SECONDS)).isEqualTo(1);
      assertThat(debug).singleElement().asString().startsWith("Nothing is kept: ");
    }
  }

  /** Hangs up until it is closed; how often. */
  private static int refuse(ServerSocket server) {
    for (int asked = 0; ; asked++) {
      try {
        server.accept().close();
      } catch (IOException e) {
        return asked;
      }
    }
  }

  @Test
  @Timeout(60)
  void whatFailsBesideWaitsForTheDatabase(@TempDir Path folder) throws Exception {
    try (TestProject project = new TestProject(folder);
        ServerSocket server = server()) {
      project.write("application.yml", "spring: [half");
      project.entities(
          new EntityInput(
              List.of(),
              List.of(),
              Map.of(),
              null,
              17,
              false,
              new SettingsPlaces(List.of(), folder, Map.of(), Map.of(), List.of())));
      Thread asking = Thread.currentThread();
      CountDownLatch answered = new CountDownLatch(1);
      CompletableFuture<Boolean> waited =
          CompletableFuture.supplyAsync(() -> hangUp(server, asking, answered));
      assertThat(run(project, server).printed()).isEmpty();
      answered.countDown();

      assertThat(debug).singleElement().asString().contains("application.yml");
      assertThat(waited.get(60, TimeUnit.SECONDS)).as("waited for the database").isTrue();
    }
  }

  /** Lets the database answer when it is waited for, or when that was given up: which it was. */
  private static boolean hangUp(ServerSocket server, Thread asking, CountDownLatch givenUp) {
    try (Socket socket = server.accept()) {
      while (givenUp.getCount() > 0) {
        if (isWaiting(asking)) {
          return true;
        }
        Thread.onSpinWait();
      }
      return false;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isWaiting(Thread asking) {
    String caller = "";
    for (StackTraceElement call : asking.getStackTrace()) {
      if (call.getClassName().equals(RevisionIngredients.class.getName())) {
        return caller.equals("await");
      }
      caller = call.getMethodName();
    }
    return false;
  }
}

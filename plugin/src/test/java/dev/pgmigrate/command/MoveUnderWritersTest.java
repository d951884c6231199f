package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * While columns move to another table, both releases write the same rows, each in its place. Nobody
 * meets an error, and nothing is lost. All lock the row of the one table first: the other order is
 * a deadlock between any two writers.
 */
class MoveUnderWritersTest {
  private static final String PLAIN =
      "CREATE TABLE house (id int PRIMARY KEY, name text, plan text, rooms int NOT NULL);";
  private static final String SECONDARY =
      "CREATE TABLE house (id int PRIMARY KEY, name text);"
          + "CREATE TABLE house_plan (house_id int PRIMARY KEY REFERENCES house, plan text,"
          + " rooms int NOT NULL);";

  /** More than two ranges of the copy. */
  private static final int ROWS = 11_000;

  /** Rows that every writer updates; each has as many that it alone writes. */
  private static final int SHARED = 100;

  private static final int MORE = 40;

  @TempDir Path root;
  private TestProject project;
  private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
  private final Map<Integer, String> own = new ConcurrentHashMap<>();
  private final List<Writer> writers = new ArrayList<>();

  @BeforeEach
  void open() {
    project = new TestProject(root);
  }

  @AfterEach
  void close() throws InterruptedException {
    stop(writers);
    project.close();
  }

  @Test
  void toASecondaryTableAndBack() throws Exception {
    project.schema(PLAIN).revision("first");
    project.upgrade();
    project.execute(
        "INSERT INTO house SELECT i, 'n', 'p' || i, i FROM generate_series(0, " + ROWS + ") i");
    project
        .schema(SECONDARY)
        .revision("move", "house.plan:house_plan.plan,house.rooms:house_plan.rooms", null);

    List<Writer> old = start(true, 1, 2);
    await(old);
    assertThat(project.upgrade().applied()).hasSize(1);
    await(old);
    List<Writer> now = start(false, 3, 4);
    await(old);
    await(now);
    stop(old);
    assertThat(project.upgradeWithContract().applied()).hasSize(1);
    await(now);
    project.downgrade("-1");
    old = start(true, 5, 6);
    await(old);
    await(now);
    stop(writers);

    assertThat(errors).isEmpty();
    assertThat(
            project.query(
                "SELECT h.id FROM house h LEFT JOIN house_plan p ON p.house_id = h.id"
                    + " WHERE h.plan IS DISTINCT FROM p.plan OR h.rooms IS DISTINCT FROM p.rooms"))
        .isEmpty();
    assertThat(project.query("SELECT count(*) FROM house")).containsExactly("" + (ROWS + 1));
    own.forEach(
        (id, plan) ->
            assertThat(project.query("SELECT plan FROM house WHERE id = " + id))
                .containsExactly(plan));
    project.downgrade("-1");
    assertThat(project.query("SELECT count(*) FROM house WHERE rooms IS NOT NULL"))
        .containsExactly("" + (ROWS + 1));
  }

  private List<Writer> start(boolean plain, int... numbers) {
    List<Writer> started = new ArrayList<>();
    for (int number : numbers) {
      Writer writer = new Writer(plain, number);
      writer.start();
      started.add(writer);
    }
    writers.addAll(started);
    return started;
  }

  /** Waits until each has written some more. */
  private void await(List<Writer> some) throws InterruptedException {
    for (Writer writer : some) {
      writer.more = new CountDownLatch(MORE);
      if (errors.isEmpty()) {
        assertThat(writer.more.await(60, TimeUnit.SECONDS)).as("%s", errors).isTrue();
      }
    }
  }

  private static void stop(List<Writer> some) throws InterruptedException {
    some.forEach(writer -> writer.stopped = true);
    for (Writer writer : some) {
      writer.join();
    }
  }

  /** A session of one release. */
  private final class Writer extends Thread {
    private final boolean plain;
    private final int number;
    private volatile boolean stopped;
    private volatile CountDownLatch more = new CountDownLatch(MORE);

    Writer(boolean plain, int number) {
      this.plain = plain;
      this.number = number;
    }

    @Override
    public void run() {
      try (Connection connection = project.connect();
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        while (!stopped) {
          int row = ThreadLocalRandom.current().nextInt(SHARED);
          boolean shared = ThreadLocalRandom.current().nextBoolean();
          int id = shared ? row : SHARED * number + row;
          String plan = "w" + ThreadLocalRandom.current().nextInt();
          write(statement, id, plan, !shared);
          connection.commit();
          if (!shared) {
            own.put(id, plan);
          }
          more.countDown();
        }
      } catch (SQLException e) {
        errors.add(e);
      }
    }

    private void write(Statement statement, int id, String plan, boolean again)
        throws SQLException {
      if (plain && again) {
        statement.execute("DELETE FROM house WHERE id = " + id);
        statement.execute(
            "INSERT INTO house (id, name, plan, rooms) VALUES ("
                + id
                + ", 'n', '"
                + plan
                + "', 2)");
      } else if (plain) {
        statement.execute("UPDATE house SET plan = '" + plan + "', rooms = 3 WHERE id = " + id);
      } else {
        statement.execute("UPDATE house SET name = 'm' WHERE id = " + id);
        statement.execute(
            "UPDATE house_plan SET plan = '" + plan + "', rooms = 5 WHERE house_id = " + id);
      }
    }
  }
}

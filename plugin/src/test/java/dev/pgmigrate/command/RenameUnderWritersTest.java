package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * While a column is renamed, and while that is taken back, the application of before writes it
 * under the old name and the new one under the new name, both to the same rows. Nobody meets an
 * error, and nothing is lost.
 */
class RenameUnderWritersTest {
  private static final String UNDEFINED_COLUMN = "42703";

  /** More than two ranges of the backfill. */
  private static final int ROWS = 12_000;

  private static final int BUSY = 300;
  private static final int MORE = 50;

  @TempDir Path root;
  private TestProject project;

  /** What each row holds, as the last who wrote it knows. */
  private final Map<Integer, String> written = new ConcurrentHashMap<>();

  private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
  private final AtomicInteger next = new AtomicInteger(ROWS);
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text |",
        "text NOT NULL REFERENCES number_plan | CREATE UNIQUE INDEX ix ON account (id, phone);",
        "text NOT NULL DEFAULT 'd' CHECK (phone <> '') | CREATE INDEX ix ON account (phone);",
      })
  void nothingIsLost(String definition, String index) throws Exception {
    boolean hasDefault = definition.contains("DEFAULT");
    String schema =
        "CREATE TABLE number_plan (id text PRIMARY KEY);"
            + "CREATE TABLE account (id int PRIMARY KEY, phone "
            + definition
            + ");"
            + (index == null ? "" : index);
    project.schema(schema).revision("first");
    project.upgrade();
    project.execute("INSERT INTO number_plan SELECT 'v' || i FROM generate_series(0, 99) i");
    project.execute(
        "INSERT INTO account SELECT i, 'v' || i % 100 FROM generate_series(0, "
            + (ROWS - 1)
            + ") i");
    for (int i = 0; i < ROWS; i++) {
      written.put(i, "v" + i % 100);
    }
    project
        .schema(schema.replace("phone", "number"))
        .revision("rename", "account.phone:number", null);

    List<Writer> old = start("phone", hasDefault);
    List<Writer> now = start("number", hasDefault);
    await(old);
    assertThat(project.upgrade().applied()).hasSize(1);
    await(old);
    await(now);
    stop(old);
    assertThat(project.upgradeWithContract().applied()).hasSize(1);
    await(now);
    assertThat(project.columns("account")).containsExactlyInAnyOrder("id", "number");
    assertNothingIsLost(now, "number");

    now = start("number", hasDefault);
    await(now);
    project.downgrade("-1");
    List<Writer> again = start("phone", hasDefault);
    await(again);
    await(now);
    stop(now);
    assertThat(project.query("SELECT id FROM account WHERE phone IS DISTINCT FROM number"))
        .isEmpty();
    project.downgrade("-1");
    await(again);
    assertThat(project.columns("account")).containsExactlyInAnyOrder("id", "phone");
    assertNothingIsLost(again, "phone");
  }

  private void assertNothingIsLost(List<Writer> running, String column)
      throws InterruptedException {
    stop(running);
    assertThat(errors).isEmpty();
    Map<Integer, String> found = new HashMap<>();
    for (String row : project.query("SELECT id || ' ' || " + column + " FROM account")) {
      found.put(Integer.valueOf(row.split(" ")[0]), row.split(" ")[1]);
    }
    assertThat(found).isEqualTo(written);
  }

  private List<Writer> start(String column, boolean hasDefault) {
    List<Writer> started = List.of(new Writer(column, hasDefault), new Writer(column, hasDefault));
    started.forEach(Thread::start);
    writers.addAll(started);
    return started;
  }

  /** Until each has written some more. */
  private void await(List<Writer> running) throws InterruptedException {
    running.forEach(writer -> writer.progress = new CountDownLatch(MORE));
    for (Writer writer : running) {
      for (int i = 0; i < 600 && errors.isEmpty(); i++) {
        if (writer.progress.await(100, TimeUnit.MILLISECONDS)) {
          break;
        }
      }
      assertThat(errors).isEmpty();
      assertThat(writer.progress.getCount()).isZero();
    }
  }

  private static void stop(List<Writer> running) throws InterruptedException {
    running.forEach(writer -> writer.stopped = true);
    for (Writer writer : running) {
      writer.join();
    }
  }

  /** An application that knows one of the two columns. */
  private final class Writer extends Thread {
    private final String column;
    private final boolean hasDefault;
    private boolean seen;
    volatile boolean stopped;
    volatile CountDownLatch progress = new CountDownLatch(MORE);

    Writer(String column, boolean hasDefault) {
      this.column = column;
      this.hasDefault = hasDefault;
    }

    @Override
    public void run() {
      try (Connection connection = project.connect();
          Statement statement = connection.createStatement()) {
        while (!stopped) {
          if (write(statement)) {
            progress.countDown();
          }
        }
      } catch (Throwable e) {
        errors.add(e);
      }
    }

    /** One row at a time is one writer's: so it is known who wrote it last. */
    private boolean write(Statement statement) {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      // What leaves the column out is written only by who has seen it.
      int kind = random.nextInt(hasDefault && seen ? 4 : 3);
      String value = kind == 3 ? "d" : "v" + random.nextInt(100);
      int id = kind == 0 || kind == 3 ? next.getAndIncrement() : random.nextInt(BUSY) * 40;
      String sql =
          switch (kind) {
            case 0 -> "INSERT INTO account (id, $) VALUES (#, '%')";
            case 1 -> "UPDATE account SET $ = '%' WHERE id = #";
            case 2 ->
                "INSERT INTO account (id, $) VALUES (#, '%')"
                    + " ON CONFLICT (id) DO UPDATE SET $ = EXCLUDED.$";
            default -> "INSERT INTO account (id) VALUES (#)";
          };
      String filled = sql.replace("$", column).replace("#", "" + id).replace("%", value);
      AtomicBoolean done = new AtomicBoolean();
      written.compute(
          id,
          (row, before) -> {
            done.set(execute(statement, filled));
            return done.get() ? value : before;
          });
      return done.get();
    }

    /** False while the new column is not there yet. */
    private boolean execute(Statement statement, String sql) {
      try {
        statement.executeUpdate(sql);
        seen = true;
        return true;
      } catch (SQLException e) {
        if (UNDEFINED_COLUMN.equals(e.getSQLState()) && column.equals("number") && !seen) {
          return false;
        }
        throw new AssertionError(sql + ": " + e.getMessage(), e);
      }
    }
  }
}

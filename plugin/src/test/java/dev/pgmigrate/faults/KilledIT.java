package dev.pgmigrate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.schema.Schema;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of an upgrade at every boundary of its steps and inside each kind of step. */
class KilledIT {
  /** Statements inside the steps: of a transaction, outside of one, of a batch. */
  private static final List<String> INSIDE =
      List.of(
          "^CREATE TABLE account",
          "^INSERT INTO done VALUES \\('add'\\)",
          "^CREATE UNIQUE INDEX CONCURRENTLY",
          "^UPDATE account",
          "^DROP INDEX CONCURRENTLY");

  @TempDir Path root;

  @TestFactory
  List<DynamicTest> killed() throws Exception {
    Map<String, Integer> places = new LinkedHashMap<>();
    Schema faultFree;
    try (Scene scene = new Scene(root.resolve("fault-free"))) {
      List<String> statements = scene.wire().record();
      scene.through("upgrade").succeeded();
      faultFree = scene.schema();
      scene.isWhole(faultFree);
      // The boundaries: each step, each range and each row of the journal ends with one.
      int boundaries = count(statements, Wire.COMMIT);
      assertThat(boundaries)
          .as("each row of the journal is committed")
          .isGreaterThanOrEqualTo(count(statements, "INSERT INTO \\S*migrate_history"));
      places.put(Wire.COMMIT, boundaries);
      for (String place : INSIDE) {
        assertThat(count(statements, place)).as(place).isPositive();
        places.put(place, 1);
      }
    }
    List<DynamicTest> tests = new ArrayList<>();
    places.forEach(
        (place, times) -> {
          for (int nth = 1; nth <= times; nth++) {
            tests.add(killed(faultFree, place, nth, true));
            tests.add(killed(faultFree, place, nth, false));
          }
        });
    return tests;
  }

  private static int count(List<String> statements, String regex) {
    Pattern pattern = Pattern.compile(regex, Pattern.DOTALL);
    return (int) statements.stream().filter(s -> pattern.matcher(s).find()).count();
  }

  private DynamicTest killed(Schema faultFree, String place, int nth, boolean before) {
    String what = place.equals(Wire.COMMIT) ? "COMMIT" : place.replace("^", "");
    String name = (before ? "before " : "after ") + what + " no. " + nth;
    return DynamicTest.dynamicTest(
        name,
        () -> {
          try (Scene scene = new Scene(root.resolve(name.replaceAll("\\W+", "-")))) {
            Wire.Hold hold =
                before ? scene.wire().before(nth, place) : scene.wire().after(nth, place);
            Maven upgrade = scene.through("upgrade");
            // How often the lease is renewed is a matter of time: there may be a commit less.
            if (nth > 1 && !hold.await(upgrade)) {
              upgrade.succeeded();
              scene.isWhole(faultFree);
              return;
            }
            hold.await();
            upgrade.kill();
            scene.wire().cut();
            if (scene.leaseThere()) {
              scene.letTheLeaseExpire();
            }
            scene.upgrade();
            scene.isWhole(faultFree);
          }
        });
  }

  @Test
  void whatAKilledClientsServerIsStillBuildingIsEndedAndBuiltAnew() throws Exception {
    try (Scene scene = new Scene(root)) {
      scene.direct("upgrade", "-Dmigrate.target=+1").succeeded();
      try (var reader = scene.database().connect()) {
        // An old snapshot: CREATE INDEX CONCURRENTLY waits for it, for ever.
        reader.setAutoCommit(false);
        reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        reader.createStatement().execute("SELECT count(*) FROM done");
        Maven upgrade = scene.direct("upgrade");
        scene.until(
            "1",
            """
            SELECT count(*) FROM pg_stat_activity
            WHERE query LIKE 'CREATE UNIQUE INDEX CONCURRENTLY%' AND wait_event_type = 'Lock'
            """);
        upgrade.kill();
        scene.until(
            "1",
            "SELECT count(*) FROM pg_index WHERE NOT indisvalid AND indrelid = 'account'::regclass");
        scene.letTheLeaseExpire();
        Maven next = scene.direct("upgrade");
        scene.until(
            "t",
            "SELECT count(*) > 1 FROM migrate_history WHERE revision = '0000000000a2' AND step = 2");
        reader.rollback();
        next.succeeded();
      }
      scene.isWhole(scene.schema());
    }
  }
}

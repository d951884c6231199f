package dev.pgmigrate.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.Uses;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Ten thousand tables are no reason to wait: nothing here is quadratic. */
class ScaleTest {
  @Test
  void tenThousandTables() {
    Table template =
        Ddl.schema(
                """
                CREATE TABLE t (id bigint PRIMARY KEY, a text NOT NULL, b int DEFAULT 1, c date,
                  CHECK (b > 0), UNIQUE (a));
                CREATE INDEX ix ON t (c);
                """)
            .tables()
            .get(0);
    Schema current = schema(template, 10_000);
    Schema desired = schema(template, 10_001);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    Resolution resolution =
        Intent.resolve(
            desired,
            current,
            ModelLock.EMPTY,
            Accepted.NONE,
            Answers.NONE,
            Filters.NONE,
            Equivalence.TEXTUAL);
    int changes = resolution.changes(Equivalence.TEXTUAL).size();
    List<String> lock = ModelLock.next(resolution, current, Map.of(), new TreeMap<>()).lines();
    ModelLock.parse(lock);
    // Of the processor, whoever else works on this machine.
    Duration took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
    System.out.println("10000 tables, " + lock.size() + " lines of model.lock: " + took);

    assertThat(changes).isEqualTo(2);
    assertThat(took).isLessThan(Duration.ofSeconds(30));
  }

  private static Schema schema(Table t, int count) {
    List<Table> tables = new ArrayList<>();
    for (int i = 10_000; i < 10_000 + count; i++) {
      tables.add(
          new Table(
              new QualifiedName("public", "t" + i),
              t.columns(),
              t.constraints(),
              t.indexes(),
              false,
              t.parameters(),
              null,
              null,
              null,
              null,
              null,
              List.of(),
              null,
              null,
              t.access()));
    }
    return new Schema(
        Schema.EMPTY.namespaces(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.copyOf(tables),
        List.of(),
        Uses.NONE);
  }
}

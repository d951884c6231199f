package dev.pgmigrate.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.ddl.Features;
import dev.pgmigrate.intent.Accepted;
import dev.pgmigrate.intent.Answers;
import dev.pgmigrate.intent.Filters;
import dev.pgmigrate.intent.Intent;
import dev.pgmigrate.intent.ModelLock;
import dev.pgmigrate.intent.Resolution;
import dev.pgmigrate.plan.PlanMode;
import dev.pgmigrate.plan.Planner;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.Uses;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand tables are no reason to wait: nothing here is quadratic.
 *
 * <p>What is counted are the bytes that a thread asks for: they follow what is compared, whoever
 * else works on this machine.
 */
class ScaleTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final Table BEFORE =
      table(
          """
          CREATE TABLE t (id bigint PRIMARY KEY, a text NOT NULL, b int DEFAULT 1, c date, d text,
            e int, f int, CHECK (b > 0), UNIQUE (a));
          CREATE INDEX ix ON t (c);
          CREATE UNIQUE INDEX one ON t (d);
          """);

  private static final Table AFTER =
      table(
          """
          CREATE TABLE t (id bigint PRIMARY KEY, a text NOT NULL, b bigint DEFAULT 2, c date,
            d varchar(100), e int NOT NULL, g int, CHECK (b > 1), UNIQUE (a, c));
          CREATE INDEX ix ON t (c, id);
          CREATE UNIQUE INDEX one ON t (d, e);
          COMMENT ON TABLE t IS 'after';
          """);

  @Test
  void tablesThatStayAreComparedOnce() {
    assertLinear(500, 2_000, ScaleTest::nothingToDo);
  }

  @Test
  void changesAreOrderedOnce() {
    assertLinear(100, 400, tables -> plan(tables, false));
  }

  @Test
  void changesOfTablesInUseAreOrderedOnce() {
    assertLinear(100, 400, tables -> plan(tables, true));
  }

  private interface Work {
    void on(int tables);
  }

  /** Four times as many tables take at most five times the bytes. */
  private static void assertLinear(int few, int many, Work work) {
    work.on(few);
    long small = bytes(few, work);
    long large = bytes(many, work);
    assertThat((double) large / small).isLessThan(1.25 * many / few);
  }

  private static long bytes(int tables, Work work) {
    long thread = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(thread);
    work.on(tables);
    return THREADS.getThreadAllocatedBytes(thread) - before;
  }

  private static void nothingToDo(int tables) {
    Schema current = schema(BEFORE, tables);
    Schema desired = schema(BEFORE, tables + 1);
    Resolution resolution =
        Intent.resolve(
            desired,
            current,
            ModelLock.EMPTY,
            Accepted.NONE,
            Answers.NONE,
            Filters.NONE,
            Equivalence.TEXTUAL);
    assertThat(resolution.changes(Equivalence.TEXTUAL)).hasSize(3);
    ModelLock.parse(ModelLock.next(resolution, current, Map.of(), new TreeMap<>()).lines());
  }

  private static void plan(int tables, boolean online) {
    Schema from = schema(BEFORE, tables);
    Schema to = schema(AFTER, tables);
    List<Change> changes = SchemaComparator.compare(from, to, Equivalence.TEXTUAL);
    assertThat(changes).hasSizeGreaterThan(10 * tables);
    assertThat(Planner.plan(changes, from, to, new PlanMode(online, new Features(18))).up())
        .isNotEmpty();
  }

  private static Table table(String ddl) {
    return Ddl.schema(ddl).tables().get(0);
  }

  private static Schema schema(Table t, int count) {
    List<Table> tables = new ArrayList<>();
    for (int i = 10_000; i < 10_000 + count; i++) {
      String suffix = "_" + i;
      tables.add(
          new Table(
              new QualifiedName("public", "t" + i),
              t.columns(),
              t.constraints().stream().map(c -> c.withName(c.name() + suffix)).toList(),
              t.indexes().stream().map(index -> index.withName(index.name() + suffix)).toList(),
              false,
              t.parameters(),
              null,
              null,
              null,
              null,
              null,
              List.of(),
              null,
              t.comment(),
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

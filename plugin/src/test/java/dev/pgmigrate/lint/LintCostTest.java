package dev.pgmigrate.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.pgmigrate.lint.rules.Rules;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.sql.Statement;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A revision of thousands of statements is what an adopted database begins with. */
class LintCostTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Nothing that a statement costs grows with the number of those before or behind it. */
  @Test
  void fourTimesAsManyStatementsCostFourTimesAsMuch() {
    cost(creating(50));
    long few = cost(creating(250));
    long many = cost(creating(1000));
    assertThat(many).isBetween(few * 2, few * 5);
  }

  /** In allocated bytes. */
  private static long cost(WatchedRevision revision) {
    Linter linter = new Linter(Rules.all(), Map.of());
    long thread = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(thread);
    assertThat(linter.lint(revision)).isNotEmpty();
    return THREADS.getThreadAllocatedBytes(thread) - before;
  }

  /** One step that creates tables, each with an index in a statement of its own. */
  private static WatchedRevision creating(int tables) {
    List<WatchedStatement> watched = new ArrayList<>();
    for (int i = 0; i < tables; i++) {
      Relation table =
          new Relation(new QualifiedName("public", "t" + i), Relation.Kind.TABLE, false);
      RelationState created = state(table, i, List.of());
      RelationState indexed = state(table, i, List.of(index(i, tables)));
      watched.add(seen("CREATE TABLE", watched.size(), table, new RelationChange(null, created)));
      watched.add(
          seen("CREATE INDEX", watched.size(), table, new RelationChange(created, indexed)));
    }
    List<Step> up =
        List.of(Step.transaction(watched.stream().map(WatchedStatement::statement).toList()));
    Revision revision =
        new Revision(
            "0123456789ab",
            "all",
            List.of(),
            List.of(),
            List.of(),
            Instant.EPOCH,
            Revision.Phase.EXPAND,
            null,
            Map.of(),
            up,
            List.of());
    return new WatchedRevision(
        revision, List.of(new WatchedStep(Step.Kind.TRANSACTION, watched)), false);
  }

  private static RelationState state(Relation table, long id, List<IndexState> indexes) {
    ColumnState column =
        new ColumnState(1, "at", "timestamp without time zone", 1114, false, false, false, false);
    return new RelationState(
        table,
        id,
        List.of(column),
        "d",
        false,
        RowVisibility.OFF,
        indexes,
        List.of(),
        List.of(),
        List.of());
  }

  private static IndexState index(int table, int tables) {
    return new IndexState(
        tables + table,
        "i" + table,
        "btree",
        false,
        false,
        true,
        false,
        false,
        List.of(1),
        List.of("1"),
        List.of(),
        null);
  }

  private static WatchedStatement seen(String tag, int at, Relation table, RelationChange change) {
    Effects effects =
        new Effects(
            List.of(new Lock(table, LockMode.ACCESS_EXCLUSIVE)),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(new Command(tag, "table", table.toString(), false)),
            List.of(),
            List.of(change),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            false,
            null);
    return new WatchedStatement(
        new Statement(tag + " " + table, List.of(), at + 1), effects, DmlShape.NONE);
  }
}

package dev.pgmigrate.run;

import dev.pgmigrate.jdbc.Jdbc;
import dev.pgmigrate.jdbc.SqlResource;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.sql.Literal;
import dev.pgmigrate.sql.SqlState;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.TokenCursor;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a step leaves no index of a partitioned table invalid: a database may have
 * partitions that the history does not know. What is built on them already is attached; where
 * nothing is, the step fails, for a unique one would not hold and another would not be used.
 */
record PartitionedIndexes(Transactions.Transaction transaction, Progress progress) {
  private static final String GAPS = SqlResource.text(PartitionedIndexes.class, "partition-gaps");

  /** A row where the database has a partitioned table at all. */
  static final String POSSIBLE =
      SqlResource.text(PartitionedIndexes.class, "partitioned-table-there").strip();

  /** A row where an index of one was made or changed. */
  private static final String LOCKED =
      SqlResource.text(PartitionedIndexes.class, "partitioned-index-locked").strip();

  private static final String SCRIPT =
      """
      DO $migrate_partitions$
      DECLARE
        migrate_index regclass;
      BEGIN
        SELECT i.indexrelid
        INTO migrate_index
        FROM pg_catalog.pg_index i
        JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
        WHERE c.relkind = 'I'
          AND NOT i.indisvalid
          AND (i.xmin = pg_catalog.pg_current_xact_id_if_assigned()::xid
               OR i.indexrelid IN (SELECT to_regclass(name) FROM unnest(%s) name))
          AND NOT EXISTS (SELECT FROM unnest(%s) name WHERE to_regclass(name) = i.indexrelid)
        LIMIT 1;
        IF FOUND THEN
          RAISE EXCEPTION 'index %% stays invalid: there are partitions that the revision does not know', migrate_index
          USING HINT = 'mvn migrate:upgrade says what is to be built, and attaches it.';
        END IF;
      END
      $migrate_partitions$""";

  /**
   * A partition that lacks an index of its table.
   *
   * @param partitioned whether it has partitions itself
   * @param attach lacks the name of the partition's index
   * @param candidates indexes of the partition that may be it
   * @param only makes an index on a partition that is partitioned, without those below
   * @param build what a person can execute
   */
  private record Gap(
      String index,
      String table,
      String partition,
      boolean partitioned,
      String attach,
      List<String> candidates,
      String only,
      String build) {}

  /** Called at the end of a step's transaction in which {@link #POSSIBLE} has a row. */
  void complete(Task task, int index) throws SQLException {
    if (!Jdbc.answers(transaction.connection(), LOCKED)) {
      return;
    }
    List<Step> steps = task.steps();
    List<String> now = attachedTo(steps.subList(index, index + 1));
    List<String> later = attachedTo(steps.subList(index + 1, steps.size()));
    Set<String> made = new HashSet<>();
    List<Gap> gaps = gaps(now, later);
    while (!gaps.isEmpty()) {
      boolean closed = false;
      for (Gap gap : gaps) {
        closed |= close(gap, made);
      }
      if (!closed) {
        throw unfinished(steps.get(index), gaps);
      }
      gaps = gaps(now, later);
    }
  }

  /** Whether there is less to do now. */
  private boolean close(Gap gap, Set<String> made) throws SQLException {
    for (String candidate : gap.candidates()) {
      if (attach(gap.attach() + candidate)) {
        progress.notice(
            "The history does not know the partition %s: its index %s is attached to %s."
                .formatted(gap.partition(), candidate, gap.index()));
        return true;
      }
    }
    if (gap.partitioned() && made.add(gap.attach() + gap.partition())) {
      Jdbc.execute(transaction.connection(), gap.only());
      return true;
    }
    return false;
  }

  /** PostgreSQL refuses an index of another definition. */
  private boolean attach(String sql) throws SQLException {
    Connection connection = transaction.connection();
    Savepoint before = connection.setSavepoint();
    try {
      Jdbc.execute(connection, sql);
      connection.releaseSavepoint(before);
      return true;
    } catch (SQLException e) {
      if (Jdbc.lost(e) || Jdbc.badMoment(e)) {
        throw e;
      }
      connection.rollback(before);
      return false;
    }
  }

  private SQLException unfinished(Step step, List<Gap> gaps) {
    Statement last = step.statements().get(step.statements().size() - 1);
    transaction.concerns(
        last,
        gaps.stream()
            .flatMap(gap -> gap.build().lines())
            .collect(
                Collectors.joining(
                    "\n    ",
                    ". This database has partitions that the revision does not know. Build the"
                        + " missing indexes; the next run attaches them:\n    ",
                    "\n ")));
    return new SQLException(
        gaps.stream()
            .collect(
                Collectors.groupingBy(
                    gap -> "index " + gap.index() + " of " + gap.table(),
                    java.util.LinkedHashMap::new,
                    Collectors.mapping(Gap::partition, Collectors.joining(", "))))
            .entrySet()
            .stream()
            .map(
                entry ->
                    entry.getKey()
                        + " stays invalid, because these partitions lack it: "
                        + entry.getValue())
            .collect(Collectors.joining("; ")),
        SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE);
  }

  private List<Gap> gaps(List<String> now, List<String> later) throws SQLException {
    Connection connection = transaction.connection();
    try (PreparedStatement statement = connection.prepareStatement(GAPS)) {
      statement.setArray(1, connection.createArrayOf("text", now.toArray()));
      statement.setArray(2, connection.createArrayOf("text", later.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        List<Gap> gaps = new ArrayList<>();
        while (row.next()) {
          gaps.add(
              new Gap(
                  row.getString("index"),
                  row.getString("table"),
                  row.getString("partition"),
                  row.getBoolean("partitioned"),
                  row.getString("attach"),
                  texts(row.getArray("candidates")),
                  row.getString("only"),
                  row.getString("build")));
        }
        return gaps;
      }
    }
  }

  private static List<String> texts(@Nullable Array array) throws SQLException {
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }

  /** A statement that fails where a step would leave an index invalid; empty where none can be. */
  static Optional<String> script(Task task, int index) {
    List<Step> steps = task.steps();
    List<String> now = attachedTo(steps.subList(index, index + 1));
    if (now.isEmpty()
        && steps.get(index).statements().stream().noneMatch(PartitionedIndexes::isOfOne)) {
      return Optional.empty();
    }
    return Optional.of(
        SCRIPT.formatted(array(now), array(attachedTo(steps.subList(index + 1, steps.size())))));
  }

  private static String array(List<String> names) {
    return names.stream()
        .map(Literal::quote)
        .collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
  }

  /** Whether it concerns a table without those below it. */
  private static boolean isOfOne(Statement statement) {
    TokenCursor sql = TokenCursor.of(statement.sql());
    while (sql.hasNext()) {
      if (sql.next().isWord("only")) {
        return true;
      }
    }
    return false;
  }

  /** The indexes to which statements of these steps attach others. */
  private static List<String> attachedTo(List<Step> steps) {
    return steps.stream()
        .flatMap(step -> step.statements().stream())
        .flatMap(statement -> attachedTo(TokenCursor.of(statement.sql())))
        .toList();
  }

  private static Stream<String> attachedTo(TokenCursor sql) {
    if (!sql.take("alter", "index")) {
      return Stream.of();
    }
    sql.take("if", "exists");
    String index = Postcondition.name(sql);
    return sql.sees("attach", "partition") ? Stream.of(index) : Stream.of();
  }
}

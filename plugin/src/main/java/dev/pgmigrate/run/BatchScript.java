package dev.pgmigrate.run;

import dev.pgmigrate.journal.JournalEntry;
import dev.pgmigrate.journal.JournalEntry.Outcome;
import dev.pgmigrate.journal.StepGroup;
import dev.pgmigrate.plan.Batch;
import dev.pgmigrate.run.OfflineScript.Tables;
import dev.pgmigrate.sql.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A batch as one DO statement: range by range, each committed together with its row. */
final class BatchScript {

  /** Declared names that no column has. */
  private static final String BOUND = "migrate_bound";

  private static final String FROM = "migrate_from";
  private static final String TO = "migrate_to";

  /** As a run does: a row comparison looks at a column only where those before it are equal. */
  private static final String OPTIONAL =
      """
      IF EXISTS (SELECT FROM pg_catalog.pg_attribute
                 WHERE attrelid = %s::regclass AND attname IN (%s) AND NOT attnotnull) THEN
        RAISE EXCEPTION 'a batch walks over several columns only where all of them are NOT NULL: %%', %s;
      END IF;
      """;

  private static final String COLUMN_BOUND =
      "SELECT %1$s INTO %2$s FROM %3$s WHERE %4$s IS NOT NULL ORDER BY %5$s LIMIT 1";

  /**
   * Keys, table, key; from, to, bound as targets; the same as rows; the offset; the first of to.
   */
  private static final String COLUMN_RANGE =
      """
      IF %11$s IS NULL THEN
        SELECT %1$s INTO %4$s FROM %2$s WHERE %3$s <= %9$s ORDER BY %1$s LIMIT 1;
      ELSE
        SELECT %1$s INTO %4$s FROM %2$s
        WHERE %3$s > %8$s AND %3$s <= %9$s ORDER BY %1$s LIMIT 1;
      END IF;
      SELECT %1$s INTO %5$s FROM %2$s
      WHERE %3$s >= %7$s AND %3$s <= %9$s ORDER BY %1$s OFFSET %10$d LIMIT 1;
      IF %11$s IS NULL THEN
        SELECT %6$s INTO %5$s;
      END IF""";

  private static final int ROWS_OF_A_BLOCK = 50;
  private static final String BLOCK_BOUND =
      """
      WITH RECURSIVE part AS (
        SELECT %1$s::regclass::oid AS oid
        UNION
        SELECT inhrelid FROM pg_catalog.pg_inherits JOIN part ON inhparent = oid)
      SELECT format('(%%s,65535)', max(pg_catalog.pg_relation_size(oid)) / current_setting('block_size')::bigint - 1)::tid
      INTO migrate_bound
      FROM part
      HAVING max(pg_catalog.pg_relation_size(oid)) > 0""";
  private static final String BLOCK_RANGE =
      """
      migrate_from := format('(%%s,0)', COALESCE((migrate_to::text::point)[0]::bigint + 1, 0))::tid;
      migrate_to := LEAST(format('(%%s,65535)', (migrate_from::text::point)[0]::bigint + %1$d)::tid, migrate_bound)""";

  private BatchScript() {}

  /**
   * What is executed beside the ranges, each a statement without its semicolon; empty where nothing
   * is. They may name the bound, the key that was reached, and {@code migrate_rows}.
   *
   * @param fence at the head of each transaction
   * @param nothing when there is no key
   * @param begun before the first range
   * @param range with each range but the last
   * @param last with the last range
   */
  private record Beside(String fence, String nothing, String begun, String range, String last) {}

  /**
   * The statement that journals what it does.
   *
   * @param portion the step of the batch, and what is done with it
   * @param done the journal's row for when it is done
   * @param fence fails unless the lease is ours
   */
  static String write(
      Batch batch, StepGroup portion, JournalEntry done, Tables tables, String fence) {
    JournalEntry later = done.withScript(null);
    String bound = KeyWalk.text(names(batch, BOUND));
    String to = KeyWalk.text(names(batch, TO));
    return write(
        batch,
        new Beside(
            "EXECUTE " + Literal.quote(fence),
            all(portion, done, tables, tables.append(done, "NULL", "NULL", "0")),
            tables.append(done.withOutcome(Outcome.STARTED), bound, "NULL", "0"),
            tables.append(later.withOutcome(Outcome.RANGE), bound, to, "migrate_rows"),
            all(portion, later, tables, tables.append(later, bound, to, "migrate_rows"))));
  }

  /** The statement that keeps no journal. */
  static String write(Batch batch) {
    return write(batch, new Beside("", "", "", "", ""));
  }

  private static String write(Batch batch, Beside beside) {
    List<String> bound = names(batch, BOUND);
    List<String> from = names(batch, FROM);
    List<String> to = names(batch, TO);
    return String.format(
        Locale.ROOT,
        """
            DO $migrate_batch$
            DECLARE
            %1$s
              migrate_rows bigint := 0;
              migrate_changed bigint;
            BEGIN
            %2$s  %3$s;
              IF %11$s IS NULL THEN
            %4$s    RETURN;
              END IF;
            %5$s  COMMIT;
              LOOP
            %2$s    %6$s;
                EXECUTE %7$s USING %12$s;
                GET DIAGNOSTICS migrate_changed = ROW_COUNT;
                migrate_rows := migrate_rows + migrate_changed;
                IF %13$s >= %14$s THEN
            %8$s      EXIT;
                END IF;
            %9$s    COMMIT;
                PERFORM pg_sleep(%10$s);
              END LOOP;
            END
            $migrate_batch$""",
        declared(batch, List.of(bound, from, to)),
        line(beside.fence()),
        bound(batch, bound),
        line(beside.nothing()),
        line(beside.begun()),
        range(batch, from, to, bound),
        Literal.quote(batch.sql(parameters(batch, 1), parameters(batch, 1 + from.size()))),
        line(beside.last()),
        line(beside.range()),
        String.valueOf(batch.pause().toMillis() / 1000.0),
        bound.get(0),
        String.join(", ", from) + ", " + String.join(", ", to),
        KeyWalk.row(to),
        KeyWalk.row(bound));
  }

  /** A statement on a line of its own, or no line. */
  private static String line(String statement) {
    return statement.isEmpty() ? "" : "  " + statement + ";\n";
  }

  /** A variable for each of the keys. */
  private static List<String> names(Batch batch, String name) {
    int size = batch.keys().size();
    return size == 1
        ? List.of(name)
        : IntStream.rangeClosed(1, size).mapToObj(n -> name + "_" + n).toList();
  }

  private static String declared(Batch batch, List<List<String>> variables) {
    List<String> lines = new ArrayList<>();
    for (List<String> names : variables) {
      for (int i = 0; i < names.size(); i++) {
        String type = batch.byBlock() ? "tid" : batch.table() + "." + batch.keys().get(i) + "%TYPE";
        lines.add("  " + names.get(i) + " " + type + ";");
      }
    }
    return String.join("\n", lines);
  }

  private static String parameters(Batch batch, int first) {
    return KeyWalk.row(
        IntStream.range(first, first + batch.keys().size()).mapToObj(n -> "$" + n).toList());
  }

  private static String bound(Batch batch, List<String> bound) {
    if (batch.byBlock()) {
      return BLOCK_BOUND.formatted(Literal.quote(batch.table()));
    }
    String optional =
        batch.keys().size() == 1
            ? ""
            : OPTIONAL.formatted(
                Literal.quote(batch.table()),
                batch.keys().stream()
                    .map(key -> "(parse_ident(" + Literal.quote(key) + "))[1]")
                    .collect(Collectors.joining(", ")),
                Literal.quote(batch.key()));
    return optional
        + COLUMN_BOUND.formatted(
            String.join(", ", batch.keys()),
            String.join(", ", bound),
            batch.table(),
            batch.key(),
            String.join(" DESC, ", batch.keys()) + " DESC");
  }

  private static String range(Batch batch, List<String> from, List<String> to, List<String> bound) {
    if (batch.byBlock()) {
      return BLOCK_RANGE.formatted(Math.max(1, batch.size() / ROWS_OF_A_BLOCK) - 1);
    }
    return COLUMN_RANGE.formatted(
        String.join(", ", batch.keys()),
        batch.table(),
        batch.key(),
        String.join(", ", from),
        String.join(", ", to),
        String.join(", ", bound),
        KeyWalk.row(from),
        KeyWalk.row(to),
        KeyWalk.row(bound),
        batch.size() - 1,
        to.get(0));
  }

  /** The batch's own row as it is appended, and those of the steps that are done with it. */
  private static String all(StepGroup portion, JournalEntry row, Tables tables, String own) {
    return portion.rows(row).stream()
        .map(one -> one.equals(row) ? own : tables.append(one))
        .collect(Collectors.joining(";\n"));
  }
}

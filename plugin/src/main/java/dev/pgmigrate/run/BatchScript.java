package dev.pgmigrate.run;

import dev.pgmigrate.plan.Batch;
import dev.pgmigrate.run.JournalEntry.Outcome;
import dev.pgmigrate.run.OfflineScript.Tables;
import dev.pgmigrate.sql.Literal;
import java.util.Locale;
import java.util.stream.Collectors;

/** A batch as one DO statement: range by range, each committed together with its row. */
final class BatchScript {

  private static final String COLUMN_BOUND =
      "SELECT %1$s INTO migrate_bound FROM %2$s WHERE %1$s IS NOT NULL ORDER BY %1$s DESC LIMIT 1";
  private static final String COLUMN_RANGE =
      """
      IF migrate_to IS NULL THEN
        SELECT %1$s INTO migrate_from FROM %2$s WHERE %1$s <= migrate_bound ORDER BY %1$s LIMIT 1;
      ELSE
        SELECT %1$s INTO migrate_from FROM %2$s
        WHERE %1$s > migrate_to AND %1$s <= migrate_bound ORDER BY %1$s LIMIT 1;
      END IF;
      SELECT %1$s INTO migrate_to FROM %2$s
      WHERE %1$s >= migrate_from AND %1$s <= migrate_bound ORDER BY %1$s OFFSET %3$d LIMIT 1;
      migrate_to := COALESCE(migrate_to, migrate_bound)""";

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
   * The statement.
   *
   * @param portion the step of the batch, and what is done with it
   * @param done the journal's row for when it is done
   * @param fence fails unless the lease is ours
   */
  static String write(
      Batch batch, Portion portion, JournalEntry done, Tables tables, String fence) {
    JournalEntry later = done.withScript(null);
    String bound = "migrate_bound::text";
    String reached = "migrate_to::text";
    String type = batch.byBlock() ? "tid" : batch.table() + "." + batch.key() + "%TYPE";
    // Declared names that no column has.
    return String.format(
        Locale.ROOT,
        """
      DO $migrate_batch$
      DECLARE
        migrate_bound %1$s;
        migrate_from %1$s;
        migrate_to %1$s;
        migrate_rows bigint := 0;
        migrate_changed bigint;
      BEGIN
        EXECUTE %2$s;
        %3$s;
        IF migrate_bound IS NULL THEN
          %4$s;
          RETURN;
        END IF;
        %5$s;
        COMMIT;
        LOOP
          EXECUTE %2$s;
          %6$s;
          EXECUTE %7$s USING migrate_from, migrate_to;
          GET DIAGNOSTICS migrate_changed = ROW_COUNT;
          migrate_rows := migrate_rows + migrate_changed;
          IF migrate_to >= migrate_bound THEN
            %8$s;
            EXIT;
          END IF;
          %9$s;
          COMMIT;
          PERFORM pg_sleep(%10$s);
        END LOOP;
      END
      $migrate_batch$""",
        type,
        Literal.quote(fence),
        batch.byBlock()
            ? BLOCK_BOUND.formatted(Literal.quote(batch.table()))
            : COLUMN_BOUND.formatted(batch.key(), batch.table()),
        all(portion, done, tables, tables.append(done, "NULL", "NULL", "0")),
        tables.append(done.withOutcome(Outcome.STARTED), bound, "NULL", "0"),
        batch.byBlock()
            ? BLOCK_RANGE.formatted(Math.max(1, batch.size() / ROWS_OF_A_BLOCK) - 1)
            : COLUMN_RANGE.formatted(batch.key(), batch.table(), batch.size() - 1),
        Literal.quote(batch.sql("$1", "$2")),
        all(portion, later, tables, tables.append(later, bound, reached, "migrate_rows")),
        tables.append(later.withOutcome(Outcome.RANGE), bound, reached, "migrate_rows"),
        String.valueOf(batch.pause().toMillis() / 1000.0));
  }

  /** The batch's own row as it is appended, and those of the steps that are done with it. */
  private static String all(Portion portion, JournalEntry row, Tables tables, String own) {
    return portion.rows(row).stream()
        .map(one -> one.equals(row) ? own : tables.append(one))
        .collect(Collectors.joining(";\n"));
  }
}

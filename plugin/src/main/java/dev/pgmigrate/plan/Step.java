package dev.pgmigrate.plan;

import dev.pgmigrate.sql.Statement;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A part of a revision that is executed and journalled as a whole: one {@code migrate:up} or {@code
 * migrate:down} block.
 *
 * @param options of a batch, see {@link Batch}: {@code key}, {@code size}, {@code pause}, {@code
 *     target}, {@code table}; else empty
 * @param doneWhen a boolean query that tells whether a step without a transaction has happened, or
 *     null
 * @param line of the block's header in its file, from 1; 0 when it is in no file
 */
@API(status = API.Status.EXPERIMENTAL)
public record Step(
    Kind kind,
    List<Statement> statements,
    Map<String, String> options,
    @Nullable String doneWhen,
    int line) {
  /** How a step is executed. */
  public enum Kind {
    /** All statements in one transaction, with the journal's row. */
    TRANSACTION,
    /** One statement outside any transaction, verified afterwards. */
    NO_TRANSACTION,
    /** A backfill: its statement runs once per key range, each in a transaction of its own. */
    BATCH
  }

  public Step {
    statements = List.copyOf(statements);
    options = Map.copyOf(options);
  }

  /** Whether there is nothing to do: what the step with this number does in the other direction. */
  public boolean isEmpty() {
    return statements.isEmpty();
  }

  /** A generated step in one transaction. */
  public static Step transaction(List<Statement> statements) {
    return new Step(Kind.TRANSACTION, statements, Map.of(), null, 0);
  }

  /** A generated step outside any transaction. */
  public static Step noTransaction(Statement statement) {
    return new Step(Kind.NO_TRANSACTION, List.of(statement), Map.of(), null, 0);
  }

  /** A generated backfill; options as in {@code -- migrate:up batch}. */
  public static Step batch(Statement statement, Map<String, String> options) {
    return new Step(Kind.BATCH, List.of(statement), options, null, 0);
  }
}

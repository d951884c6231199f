package dev.pgmigrate.run;

import dev.pgmigrate.sql.Statement;
import java.util.List;
import java.util.Set;

/** What is executed at the end of a step's transaction, before its row is written. */
final class StepEnd {
  /**
   * What is deferred to the commit runs under the step's own settings, not ours. Then: whether the
   * database has partitioned tables.
   */
  static final String SQL = "SET CONSTRAINTS ALL IMMEDIATE;\n" + PartitionedIndexes.POSSIBLE;

  /** Statements with these first words have no rows to show, and write none but by a call. */
  private static final Set<String> DEFINING = Set.of("comment", "drop", "grant", "revoke");

  private StepEnd() {}

  /**
   * Whether it goes with the last of these statements in one message, so that nobody waits for it.
   * Where one of them may defer a check, it does not: the server does not say which part of a
   * message failed, and the last statement would be blamed. A default or an event trigger whose
   * function defers one is not seen here: then the error's own words tell the constraint.
   */
  static boolean goesWithLast(List<Statement> statements) {
    return statements.stream().map(RowUse::of).allMatch(StepEnd::defersNothing);
  }

  /** A query, also that of a new type's values, may call what writes rows. */
  private static boolean defersNothing(RowUse use) {
    return switch (use.first()) {
      case "create" -> !use.readsRows();
      case "alter" -> !use.words().contains("using");
      default -> DEFINING.contains(use.first());
    };
  }
}

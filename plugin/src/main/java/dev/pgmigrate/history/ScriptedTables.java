package dev.pgmigrate.history;

import dev.pgmigrate.journal.JournalEntry;
import dev.pgmigrate.journal.JournalEntry.Actor;
import dev.pgmigrate.journal.JournalEntry.Failure;
import dev.pgmigrate.journal.JournalEntry.Outcome;
import dev.pgmigrate.run.OfflineScript;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Our two tables in a script that nobody is connected for: the same statements, with literals. */
public final class ScriptedTables implements OfflineScript.Tables {
  private final HistoryTables tables;
  private final List<String> touched;

  /**
   * The tables in this schema.
   *
   * @param touched tables that the script may change, as {@code namespace.name} or {@code name}
   */
  public ScriptedTables(String namespace, Collection<String> touched) {
    this.tables = new HistoryTables(namespace);
    this.touched = List.copyOf(touched);
  }

  @Override
  public List<String> create() {
    return List.of(
        unlessThere(HistoryTables.HISTORY, "create-history"),
        tables.sql("migrate-history").stripTrailing(),
        unlessThere(HistoryTables.LOCK, "create-lock"),
        bound("insert-lock", String.valueOf(HistoryTables.FORMAT)));
  }

  /** CREATE TABLE IF NOT EXISTS wants the right to create also where the table exists. */
  private String unlessThere(String table, String resource) {
    return """
    DO $migrate$
    BEGIN
      IF to_regclass(%s) IS NULL THEN
        %s;
      END IF;
    END
    $migrate$"""
        .formatted(literal(tables.name(table)), body(resource));
  }

  @Override
  public String expect(List<String> standing) {
    return tables
        .sql("expect-history")
        .replace("{journals}", bound("find-journals", array(touched)))
        .replace("{format}", String.valueOf(HistoryTables.FORMAT))
        .replace("{standing}", literal(String.join(", ", standing)))
        .stripTrailing();
  }

  @Override
  public String take(String run, Actor actor, long millis) {
    return orFail(
        bound(
            "take-lock",
            token(run),
            String.valueOf(HistoryTables.FORMAT),
            literal(run),
            literal(actor.by()),
            String.valueOf(millis)),
        "Another run is at work on this database: mvn migrate:current says which");
  }

  @Override
  public String fence(String run, long millis) {
    return orFail(
        bound("beat-lock", String.valueOf(millis), token(run)),
        "This script has lost its lease: a step took longer, and another run took over");
  }

  @Override
  public String free(String run) {
    return bound("free-lock", token(run));
  }

  /** Of this session: two that execute one file are two holders. */
  private static String token(String run) {
    return literal("script " + run + " ") + " || pg_catalog.pg_backend_pid()";
  }

  private static String orFail(String update, String message) {
    return """
    DO $migrate$
    BEGIN
      %s;
      IF NOT FOUND THEN
        RAISE EXCEPTION %s;
      END IF;
    END
    $migrate$"""
        .formatted(update, literal(message));
  }

  @Override
  public String append(JournalEntry entry) {
    return append(entry, "NULL", "NULL", "NULL");
  }

  @Override
  public String append(JournalEntry e, String bound, String reached, String rows) {
    Failure failure = e.failure();
    return body("lock-history")
        + ";\n"
        + bound(
            "append-history",
            String.valueOf(HistoryTables.FORMAT),
            literal(e.run()),
            literal(e.revision()),
            literal(e.message()),
            array(e.parents()),
            literal(PostgresJournal.word(e.phase())),
            literal(PostgresJournal.word(e.direction())),
            String.valueOf(e.step()),
            String.valueOf(e.steps()),
            literal(PostgresJournal.word(e.kind())),
            literal(PostgresJournal.word(e.outcome())),
            literal(e.checksum()),
            literal(e.script()),
            "NULL",
            String.valueOf(e.outcome() != Outcome.STARTED),
            literal(failure == null ? null : failure.sqlState()),
            literal(failure == null ? null : failure.message()),
            bound,
            reached,
            rows,
            literal(e.actor().by()),
            literal(e.actor().tool()),
            literal(e.actor().approval()));
  }

  private static String array(List<String> values) {
    return values.stream()
        .map(ScriptedTables::literal)
        .collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
  }

  /** The statement of a resource, its question marks replaced. */
  private String bound(String resource, String... values) {
    String[] parts = body(resource).split("\\?", -1);
    if (parts.length != values.length + 1) {
      throw new IllegalStateException(resource + " has other parameters");
    }
    StringBuilder sql = new StringBuilder(parts[0]);
    for (int i = 0; i < values.length; i++) {
      sql.append(values[i]).append(parts[i + 1]);
    }
    return sql.toString();
  }

  /** Without the comments at its head. */
  private String body(String resource) {
    return tables
        .sql(resource)
        .lines()
        .dropWhile(line -> line.startsWith("--"))
        .collect(Collectors.joining("\n"))
        .stripTrailing();
  }

  /** Means the same whatever standard_conforming_strings is. */
  private static String literal(@Nullable String text) {
    if (text == null) {
      return "NULL";
    }
    String quoted = text.replace("'", "''");
    return quoted.contains("\\") ? "E'" + quoted.replace("\\", "\\\\") + "'" : "'" + quoted + "'";
  }
}

package dev.pgmigrate.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The settings that change what a statement means, pinned in every session that replays, applies or
 * reads, and at the head of every script we write: {@code timestamptz DEFAULT '2020-01-01 00:00'}
 * is another instant under another time zone, and a backfill under row level security another set
 * of rows.
 */
public final class SessionSettings {
  /** What a step has set is its own: these end it, whoever it acts as. */
  public static final List<String> OWN_AGAIN =
      List.of("RESET SESSION AUTHORIZATION", "RESET ROLE", "RESET ALL");

  /** Lets PostgreSQL refuse what a policy would hide rows from. */
  public static final String ROWS_NOT_HIDDEN = "SET row_security = off";

  /** Only for a step whose tables' policies hide nothing from its role. */
  public static final String POLICIES_APPLY = "SET row_security = on";

  /**
   * The server compiles what it takes for expensive: seconds for one of our questions to the
   * catalog, which it answers in milliseconds. Not for a session that executes migrations.
   */
  private static final String NOT_COMPILED = "SET jit = off";

  private static final String SET = "SET ";
  private static final String LOCAL = "SET LOCAL ";

  private static final List<String> PINNED =
      List.of(
          "SET TimeZone = 'UTC'",
          "SET DateStyle = 'ISO, YMD'",
          "SET IntervalStyle = 'postgres'",
          "SET bytea_output = 'hex'",
          "SET standard_conforming_strings = on",
          // Policies would hide rows in silence, from a backfill and from its proof alike.
          ROWS_NOT_HIDDEN,
          "SET check_function_bodies = off");

  /**
   * What a role's defaults would end a step by, and the first major version that knows it; besides
   * the timeouts for locks and statements, which a run has values of its own for.
   */
  private static final SortedMap<String, Integer> TIMEOUTS =
      new TreeMap<>(
          Map.of(
              "idle_in_transaction_session_timeout", 0,
              "idle_session_timeout", 14,
              "transaction_timeout", 17));

  private SessionSettings() {}

  /** For a session that executes migrations: names without a namespace are in {@code namespace}. */
  public static List<String> forWriting(String namespace) {
    return with("SET search_path = " + Identifier.quote(namespace));
  }

  /**
   * The same for a transaction that executes them: behind a pooler the next one may be in another
   * session.
   */
  public static List<String> forTransaction(String namespace) {
    return forWriting(namespace).stream().map(SessionSettings::local).toList();
  }

  /**
   * Makes a session that executes migrations what it was at the beginning, in one message.
   *
   * @param major of the server
   */
  public static String again(String namespace, int major) {
    List<String> sets = new ArrayList<>(ofEverySession(major));
    sets.addAll(forWriting(namespace));
    return String.join("; ", OWN_AGAIN) + "; " + inOne(sets);
  }

  /** A {@code SET} that ends with the transaction. */
  public static String local(String set) {
    return LOCAL + set.substring(SET.length());
  }

  /**
   * These {@code SET} statements as one query of one row. Server and driver do for each statement
   * what they do for a long one, and the driver searches the whole message after each {@code SET}.
   */
  public static String inOne(Collection<String> sets) {
    return sets.stream()
        .map(SessionSettings::asCall)
        .collect(Collectors.joining(",\n  ", "SELECT pg_catalog.num_nonnulls(\n  ", ")"));
  }

  private static String asCall(String set) {
    boolean local = set.startsWith(LOCAL);
    int equals = set.indexOf(" = ");
    String name = set.substring((local ? LOCAL : SET).length(), equals);
    String value = set.substring(equals + " = ".length());
    return "pg_catalog.set_config(%s, %s, %s)"
        .formatted(
            Literal.quote(name), value.startsWith("'") ? value : Literal.quote(value), local);
  }

  /** For a session that reads a catalog: every deparsed text comes out fully qualified. */
  public static List<String> forReading() {
    return with("SET search_path = ''", NOT_COMPILED);
  }

  /**
   * For every session of ours, whatever it is for.
   *
   * @param major of the server
   */
  public static List<String> ofEverySession(int major) {
    List<String> all = new ArrayList<>(withoutTimeouts(major));
    all.add(ROWS_NOT_HIDDEN);
    return all;
  }

  /** The timeouts of a session or a transaction. */
  public static Set<String> timeouts() {
    return TIMEOUTS.keySet();
  }

  /**
   * None of them ends a step.
   *
   * @param major of the server: an older one does not know all of them
   */
  public static List<String> withoutTimeouts(int major) {
    return TIMEOUTS.entrySet().stream()
        .filter(timeout -> timeout.getValue() <= major)
        .map(timeout -> "SET " + timeout.getKey() + " = 0")
        .toList();
  }

  /**
   * The same as a statement that every server understands; a statement may take as long as it does,
   * too.
   *
   * @param local only for the transaction
   */
  public static String withoutTimeoutsAnywhere(boolean local) {
    return """
        DO $migrate_timeouts$
        BEGIN
          PERFORM set_config(name, '0', %s)
          FROM pg_catalog.pg_settings
          WHERE name IN ('statement_timeout', '%s');
        END
        $migrate_timeouts$"""
        .formatted(local, String.join("', '", timeouts()));
  }

  /**
   * A question of ours between the statements of a migration, in one message: it is not compiled,
   * and what follows runs as the database is set.
   */
  public static String notCompiled(String query) {
    return local(NOT_COMPILED) + ";\n" + query.strip() + ";\nSET LOCAL jit = DEFAULT";
  }

  private static List<String> with(String... more) {
    List<String> all = new ArrayList<>(PINNED);
    all.addAll(List.of(more));
    return List.copyOf(all);
  }
}

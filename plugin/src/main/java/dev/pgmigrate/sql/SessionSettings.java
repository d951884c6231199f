package dev.pgmigrate.sql;

import java.util.List;

/**
 * The settings that change what a statement means, pinned in every session that replays, applies or
 * reads, and at the head of every script we write: {@code timestamptz DEFAULT '2020-01-01 00:00'}
 * is another instant under another time zone.
 */
public final class SessionSettings {
  private static final List<String> PINNED =
      List.of(
          "SET TimeZone = 'UTC'",
          "SET DateStyle = 'ISO, YMD'",
          "SET IntervalStyle = 'postgres'",
          "SET bytea_output = 'hex'",
          "SET standard_conforming_strings = on",
          "SET check_function_bodies = off");

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

  /** A {@code SET} that ends with the transaction. */
  public static String local(String set) {
    return set.replaceFirst("^SET ", "SET LOCAL ");
  }

  /** For a session that reads a catalog: every deparsed text comes out fully qualified. */
  public static List<String> forReading() {
    return with("SET search_path = ''");
  }

  private static List<String> with(String searchPath) {
    List<String> all = new java.util.ArrayList<>(PINNED);
    all.add(searchPath);
    return List.copyOf(all);
  }
}

package dev.pgmigrate.lint;

/**
 * PostgreSQL refused a statement.
 *
 * @param sqlState its code, e.g. {@code 25001}
 * @param message its words
 */
public record Refusal(String sqlState, String message) {}

package dev.pgmigrate.lint;

import org.apiguardian.api.API;

/**
 * PostgreSQL refused a statement.
 *
 * @param sqlState its code, e.g. {@code 25001}
 * @param message its words
 */
@API(status = API.Status.EXPERIMENTAL)
public record Refusal(String sqlState, String message) {}

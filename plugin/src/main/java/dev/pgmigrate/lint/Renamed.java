package dev.pgmigrate.lint;

import org.apiguardian.api.API;

/**
 * A routine or type that was there before the first revision that is judged, and that a statement
 * renamed or moved to another schema.
 *
 * @param type e.g. {@code function}
 * @param from its full name before, quoted where needed
 * @param to its full name now
 */
@API(status = API.Status.EXPERIMENTAL)
public record Renamed(String type, String from, String to) {}

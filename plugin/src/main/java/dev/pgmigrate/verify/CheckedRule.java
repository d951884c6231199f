package dev.pgmigrate.verify;

import org.apiguardian.api.API;

/**
 * Something that was checked.
 *
 * @param rule kebab-case and stable; findings of the check carry it
 * @param title what holds where nothing is found, a clause: {@code there is one head}
 */
@API(status = API.Status.EXPERIMENTAL)
public record CheckedRule(String rule, String title) {
  /** The comparison of a live database with its history. */
  public static final String DRIFT = "drift";
}

package dev.pgmigrate.change;

import dev.pgmigrate.schema.ObjectId;
import java.util.List;

/**
 * Something that a person should know before applying a change.
 *
 * @param id stable, kebab-case, one row of the page "What is detected, and what is not"
 * @param message one sentence: what can go wrong
 * @param details further lines: the query that finds the rows in the way, the USING we wrote
 */
public record Warning(String id, ObjectId object, String message, List<String> details) {
  public Warning {
    details = List.copyOf(details);
  }
}

package dev.pgmigrate.command;

import dev.pgmigrate.change.Change;
import dev.pgmigrate.schema.ObjectId;

/**
 * One thing that somebody changed in the live database, past the migrations.
 *
 * @param object what differs
 * @param sql what was done, as the statement that would do it again; on one line
 */
public record Drift(ObjectId object, String sql) {
  /** What a change does, shortly. */
  public static Drift of(Change change) {
    String sql = change.up().isEmpty() ? "" : change.up().get(0).sql();
    return new Drift(change.object(), sql.replaceAll("\\s+", " "));
  }
}

package dev.pgmigrate.command;

import dev.pgmigrate.change.Change;
import dev.pgmigrate.diff.SchemaComparator;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import java.util.List;

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

  /** What leads from what the history makes to what is there. */
  static List<Drift> between(Project project, Schema history, Schema live, SchemaSources sources) {
    Schema there = project.filters().over(history, live).schema();
    return SchemaComparator.compare(history, there, sources.equivalence()).stream()
        .map(Drift::of)
        .toList();
  }
}

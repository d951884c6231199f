package dev.pgmigrate.command;

import dev.pgmigrate.catalog.Catalog;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.CreateNamespace;
import dev.pgmigrate.diff.SchemaComparator;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.shadow.ReplayException;
import dev.pgmigrate.shadow.ShadowEquivalence;
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
    if (change instanceof CreateNamespace) {
      // Its statement is a block that first looks whether it is there.
      sql = "CREATE " + change.object();
    }
    return new Drift(change.object(), sql.replaceAll("\\s+", " "));
  }

  /**
   * What leads from what these revisions make to what is there. They are executed on a server of
   * the live one's major version, as far as there is one: each prints definitions in its own way.
   */
  static List<Drift> between(
      Project project,
      History history,
      List<Revision> applied,
      Catalog live,
      SchemaSources sources) {
    SchemaSources alike = sources.onMajor(live.serverVersion() / 10_000);
    try {
      return compare(project, history, applied, live, alike);
    } catch (ReplayException e) {
      if (alike == sources) {
        throw e;
      }
      // A stamped database may never have executed what its version does not understand.
      return compare(project, history, applied, live, sources);
    }
  }

  private static List<Drift> compare(
      Project project,
      History history,
      List<Revision> applied,
      Catalog live,
      SchemaSources sources) {
    try (ReplayedHistory replayed = sources.replayed(history, applied);
        ShadowEquivalence equivalence = replayed.equivalence()) {
      Schema made = replayed.read().schema();
      Schema there = project.filters().over(made, live.schema()).schema();
      return SchemaComparator.compare(made, there, equivalence).stream().map(Drift::of).toList();
    }
  }
}

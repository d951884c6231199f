package dev.pgmigrate.command;

import dev.pgmigrate.catalog.Catalog;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.shadow.Replay;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A throw-away database with a history applied to it, on which more can be tried. */
final class ReplayedHistory implements AutoCloseable {
  private final SchemaSources sources;
  private final ShadowDatabase database;
  private final Replay replay;
  private final List<Statement> statements = new ArrayList<>();

  ReplayedHistory(SchemaSources sources, History history, List<Revision> revisions) {
    this.sources = sources;
    this.database = sources.shadow().create();
    this.replay = new Replay(database, history::describe);
    try {
      up(revisions);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  void up(List<Revision> revisions) {
    replay.up(revisions);
    revisions.forEach(revision -> executed(revision.up()));
  }

  void down(Revision revision) {
    replay.down(List.of(revision));
    executed(revision.down());
  }

  private void executed(List<Step> steps) {
    steps.forEach(step -> statements.addAll(step.statements()));
  }

  Catalog read() {
    return sources.read(database, statements);
  }

  @Override
  public void close() {
    database.close();
  }
}

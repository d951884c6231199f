package dev.pgmigrate.command;

import dev.pgmigrate.diff.Filters;
import dev.pgmigrate.history.PostgresJournal;
import dev.pgmigrate.history.PostgresLease;
import dev.pgmigrate.run.AppliedRevision;
import dev.pgmigrate.run.AppliedState;
import dev.pgmigrate.run.Database;
import dev.pgmigrate.run.Executor;
import dev.pgmigrate.run.JournalEntry.Actor;
import dev.pgmigrate.run.Progress;
import dev.pgmigrate.run.Work;
import dev.pgmigrate.schema.Schema;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The target database together with its journal and lease. */
final class JournalledDatabase {
  private final Project project;
  private final TargetDatabase target;
  private final String historySchema;
  private final Filters filters;
  private final PostgresJournal journal;

  JournalledDatabase(Project project, TargetDatabase target) {
    this.project = project;
    this.target = target;
    this.historySchema = project.target().historySchema();
    this.filters = project.filters();
    this.journal = new PostgresJournal(historySchema);
  }

  TargetDatabase target() {
    return target;
  }

  /** What the journal adds up to; nothing is written. */
  AppliedState state() {
    try (Connection connection = target.database().connectForReading()) {
      return AppliedState.of(journal.read(connection));
    } catch (SQLException e) {
      throw TargetDatabase.unreadable(target.database(), e);
    }
  }

  /** The catalog's schema. */
  Schema schema() {
    return TargetDatabase.catalog(target.database(), project).schema();
  }

  /** Executes, under the lease, what the journal's state asks for. */
  void run(History history, Function<AppliedState, Work> decide, Progress progress) {
    Database database = target.database();
    new Executor(
            database,
            database,
            journal,
            new PostgresLease(database, historySchema, PostgresLease.Times.DEFAULT),
            actor(),
            project.target().limits(),
            progress)
        .run(history.migrationFiles(), decide);
  }

  /**
   * What an upgrade of this database does.
   *
   * @throws MigrationFailure when this history is not one that can be applied to it
   */
  UpgradePlan upgradePlan(History history, AppliedState state, String to, boolean contract) {
    refuseUnknown(state, history);
    refuseUnadopted(state, history);
    return UpgradePlan.of(history, state, to, contract || target.embedded());
  }

  private static Actor actor() {
    String version = JournalledDatabase.class.getPackage().getImplementationVersion();
    return new Actor(
        System.getProperty("user.name") + "@" + hostName(),
        "migrate-maven-plugin " + (version == null ? "(library)" : version),
        null);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /**
   * @throws MigrationFailure when the database has revisions that the checkout lacks
   */
  void refuseUnknown(AppliedState state, History history) {
    Set<String> unknown =
        history
            .graph()
            .unknown(
                state.revisions().stream()
                    .filter(AppliedRevision::present)
                    .map(AppliedRevision::id)
                    .collect(Collectors.toCollection(HashSet::new)));
    if (!unknown.isEmpty()) {
      throw new MigrationFailure(
          "The database is ahead of this checkout: it has "
              + state.revisions().stream()
                  .filter(revision -> unknown.contains(revision.id()))
                  .map(revision -> revision.id() + " (" + revision.message() + ")")
                  .collect(Collectors.joining(", "))
              + ", of which there is no file here. Use the checkout that applied it.");
    }
  }

  /**
   * @throws MigrationFailure when the database has tables that no history of ours made
   */
  void refuseUnadopted(AppliedState state, History history) {
    if (!state.revisions().isEmpty() || !state.initialising()) {
      return;
    }
    int tables = filters.within(schema()).tables().size();
    if (tables > 0) {
      throw new MigrationFailure(
          "The database has "
              + tables
              + (tables == 1 ? " table" : " tables")
              + " and no history of migrations. Adopt it first: "
              + (history.graph().revisions().isEmpty()
                  ? "mvn migrate:baseline"
                  : "mvn migrate:stamp where the revisions here have made it (-Dmigrate.target says"
                      + " how far), mvn migrate:baseline where the folder of migrations is to begin"
                      + " with what it holds"));
    }
  }
}

package dev.pgmigrate.project;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.catalog.Catalog;
import dev.pgmigrate.catalog.CatalogReader;
import dev.pgmigrate.catalog.DefaultPrivileges;
import dev.pgmigrate.history.PostgresJournal;
import dev.pgmigrate.history.PostgresLease;
import dev.pgmigrate.history.Protection;
import dev.pgmigrate.intent.Filters;
import dev.pgmigrate.intent.Neighbours;
import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.journal.JournalEntry;
import dev.pgmigrate.journal.JournalEntry.Actor;
import dev.pgmigrate.journal.JournalEntry.Kind;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.journal.Worklist;
import dev.pgmigrate.run.Executor;
import dev.pgmigrate.run.Lease;
import dev.pgmigrate.run.Progress;
import dev.pgmigrate.schema.Schema;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The target database together with its journal and lease. */
public final class JournalledDatabase {
  private final Project project;
  private final TargetDatabase target;
  private final String historySchema;
  private final Filters filters;
  private final PostgresJournal journal;

  public JournalledDatabase(Project project, TargetDatabase target) {
    this.project = project;
    this.target = target;
    this.historySchema = project.target().historySchema();
    this.filters = project.filters();
    this.journal = new PostgresJournal(historySchema);
  }

  public TargetDatabase target() {
    return target;
  }

  /** The namespace of the journal. */
  public String historySchema() {
    return historySchema;
  }

  /** The state from the journal in this checkout; writes nothing. */
  public AppliedState state(History history) {
    return state().in(history.migrationFiles());
  }

  /** The state from the journal; writes nothing. */
  public AppliedState state() {
    try (Connection connection = target.direct().connectForReading()) {
      return AppliedState.of(journal.read(connection));
    } catch (SQLException e) {
      throw TargetDatabase.unreadable(target.direct(), e);
    }
  }

  /** The catalog's schema. */
  Schema schema() {
    return catalog().schema();
  }

  /** The catalog. */
  public Catalog catalog() {
    return TargetDatabase.catalog(target.direct(), project);
  }

  /** The major version of its server. */
  public int serverMajor() {
    try (Connection connection = target.direct().connectForReading()) {
      return connection.getMetaData().getDatabaseMajorVersion();
    } catch (SQLException e) {
      throw TargetDatabase.unreadable(target.direct(), e);
    }
  }

  /** The privileges that ALTER DEFAULT PRIVILEGES gives to the objects of the migrations. */
  public DefaultPrivileges defaultPrivileges() {
    try (Connection connection = target.direct().connectForReading()) {
      return DefaultPrivileges.read(connection, historySchema, project.target().role());
    } catch (SQLException e) {
      throw TargetDatabase.unreadable(target.direct(), e);
    }
  }

  /** The histories of other services in the same database. */
  public List<OtherHistory> others() {
    try (Connection connection = target.direct().connectForReading()) {
      return OtherHistory.in(connection, historySchema);
    } catch (SQLException e) {
      throw TargetDatabase.unreadable(target.direct(), e);
    }
  }

  /** The roles that may change it. */
  public PostgresLease lease() {
    return new PostgresLease(target.direct(), historySchema, PostgresLease.Times.DEFAULT);
  }

  /** The catalog's schema, the same for every user. */
  public Schema schemaWithOwners() {
    try (Connection connection = target.direct().connect(List.of())) {
      return CatalogReader.readWithOwners(connection, historySchema).schema();
    } catch (SQLException e) {
      throw TargetDatabase.unreadable(target.direct(), e);
    }
  }

  /** The rows of the journal about revisions; writes nothing. */
  public List<JournalEntry> rows() {
    return aboutRevisions(journal());
  }

  /** Those rows of a journal that are about revisions. */
  static List<JournalEntry> aboutRevisions(List<JournalEntry> journal) {
    return journal.stream().filter(row -> !row.kind().isOfDatabase()).toList();
  }

  /** All rows of the journal; nothing is written. */
  List<JournalEntry> journal() {
    try (Connection connection = target.database().connectForReading()) {
      return journal.read(connection);
    } catch (SQLException e) {
      throw TargetDatabase.unreadable(target.database(), e);
    }
  }

  /** The identity of the database. */
  public DatabaseIdentity identity() {
    try (Connection connection = target.database().connectForReading()) {
      return DatabaseIdentity.of(connection);
    } catch (SQLException e) {
      throw TargetDatabase.unreadable(target.database(), e);
    }
  }

  /** The row level security of tables that the remaining steps of these tasks use. */
  public List<StepPolicies> policies(List<Task> tasks, AppliedState state) {
    try (Connection connection = target.database().connectForReading()) {
      List<StepPolicies> policies = new ArrayList<>();
      for (Task task : tasks) {
        AppliedRevision applied = state.find(task.revision().id()).orElse(null);
        int done = applied == null ? 0 : applied.next(task);
        String namespace = target.database().namespace();
        policies.addAll(StepPolicies.of(connection, namespace, task, done));
      }
      return policies;
    } catch (SQLException e) {
      throw TargetDatabase.unreadable(target.database(), e);
    }
  }

  /** The journals that protect the database against this user; none if it is not protected. */
  public List<Protection> protection() {
    return protection(List::of);
  }

  /**
   * The same for work that touches these tables: {@code namespace.name}. They are computed only if
   * they matter.
   */
  public List<Protection> protection(Supplier<List<String>> touched) {
    try (Connection connection = target.database().connectForReading()) {
      return Protection.against(connection, touched);
    } catch (SQLException e) {
      throw TargetDatabase.unreadable(target.database(), e);
    }
  }

  /** Creates the journal if there is none, and converts it to the current format. */
  public void createJournal() {
    try (Connection connection = target.direct().connect(List.of())) {
      journal.create(connection);
    } catch (SQLException e) {
      throw TargetDatabase.unreadable(target.database(), e);
    }
  }

  /** The run that has the lease, also without a recent heartbeat; writes nothing. */
  public Optional<Lease.Holder> holder() {
    return new PostgresLease(target.database(), historySchema, PostgresLease.Times.DEFAULT)
        .holder();
  }

  /** Writes a row about the whole database; needs no lease, because it changes nothing else. */
  public void record(Kind kind) {
    try (Connection connection = target.direct().connect(List.of())) {
      journal.create(connection);
      connection.setAutoCommit(false);
      List<String> settings = new ArrayList<>();
      settings.add("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
      settings.addAll(project.target().limits().forTransaction());
      journal.commit(
          connection,
          settings,
          List.of(JournalEntry.ofDatabase("", kind, "", actor(project.target().approval()))));
    } catch (SQLException e) {
      throw TargetDatabase.unreadable(target.database(), e);
    }
  }

  /** The work of a run, and the state that it found. */
  public record Ran(AppliedState found, Worklist work) {}

  /**
   * Executes, under the lease, the work that is decided from the journal's state.
   *
   * @throws ApprovalException if a person must approve it, or has approved another run
   */
  public Ran run(History history, Decision decision, Progress progress) {
    Database database = target.database();
    List<Ran> ran = new ArrayList<>();
    new Executor(
            database,
            target.direct(),
            journal,
            lease(),
            actor(project.target().approval()),
            project.target().limits(),
            progress)
        .run(
            history.migrationFiles(),
            state -> {
              decision.check(state);
              Worklist work =
                  new Gate(this, history, decision, project.target().approval()).pass(state);
              if (!work.stamp()) {
                DownStepCheck.refuse(work.tasks(), state, database, history);
                StepPolicies.inWords(policies(work.tasks(), state)).forEach(progress::notice);
              }
              ran.add(new Ran(state, work));
              return work;
            });
    return ran.get(0);
  }

  public static Actor actor(@Nullable Approval approval) {
    String version = JournalledDatabase.class.getPackage().getImplementationVersion();
    return new Actor(
        System.getProperty("user.name") + "@" + hostName(),
        "migrate-maven-plugin " + (version == null ? "(library)" : version),
        approval == null ? null : approval.toString());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /** Whether an upgrade accepts revisions that the checkout lacks. */
  public boolean aheadAllowed() {
    return project.target().aheadAllowed();
  }

  /**
   * Refuses a database that this history does not know.
   *
   * @throws MigrationException if the database has revisions that the checkout lacks, or only some
   *     of those that one of its revisions replaces
   */
  public void refuseUnknown(AppliedState state, History history) {
    refuseHalfway(state, history);
    List<AppliedRevision> unknown = history.unknown(state);
    if (!unknown.isEmpty()) {
      throw new MigrationException(
          Ahead.has(unknown).strip(),
          "Use the checkout that applied it." + Ahead.ofAnother(unknown, history));
    }
  }

  /**
   * @throws MigrationException when the database has only a part of what a revision replaces
   */
  void refuseHalfway(AppliedState state, History history) {
    history.halfway(state).stream()
        .findFirst()
        .ifPresent(
            halfway -> {
              throw new MigrationException(
                  "halfway: The database has " + halfway.inWords(), halfway.advice());
            });
  }

  /**
   * Refuses a database that nobody has adopted.
   *
   * @throws MigrationException if the database has tables that no history of ours made
   */
  public void refuseUnadopted(AppliedState state, History history) {
    unadopted(state, history)
        .ifPresent(
            why -> {
              throw new MigrationException(why);
            });
  }

  /**
   * Reports that a database with tables gets its first journal: it does not silently count as new.
   */
  public void noticeAdoption(History history, Progress progress) {
    if (unadopted(state(history), history).isPresent()) {
      progress.notice(
          "The database has tables and no journal, so it is not protected. To protect"
              + " it: mvn migrate:protect. If its data came from another database (a dump,"
              + " replication), copy migrate_history from there instead.");
    }
  }

  /**
   * A message if the database has tables that no history of ours made, with what to do; else empty.
   */
  public Optional<String> unadopted(AppliedState state, History history) {
    if (!state.revisions().isEmpty() || !state.initialising()) {
      return Optional.empty();
    }
    Schema whole = schema();
    Schema live = Neighbours.ofUnadopted(whole, Schema.EMPTY).beside(filters).within(whole);
    int tables = live.tables().size();
    if (tables == 0) {
      return Optional.empty();
    }
    List<OtherHistory> others = OtherHistory.foreign(others(), live, Schema.EMPTY);
    int theirs = others.stream().mapToInt(other -> other.tables().size()).sum();
    String has =
        "The database has "
            + tables
            + (tables == 1 ? " table" : " tables")
            + " and no history of migrations"
            + (others.isEmpty() ? ". " : " of this project. ")
            + others.stream()
                .map(other -> other.inWords(live, history.graph().revisions()) + ". ")
                .collect(Collectors.joining());
    return Optional.of(
        theirs == tables
            ? has.strip()
            : has
                + "Adopt it first: "
                + (history.graph().revisions().isEmpty()
                    ? "mvn migrate:baseline"
                    : "mvn migrate:stamp if the revisions here made it (-Dmigrate.target"
                        + " names the last one), mvn migrate:baseline if the first revision should"
                        + " be what the database has")
                + ". If the data came from another database (a dump, replication), first copy"
                + " migrate_history from there: it says what is applied, and whether the"
                + " database is protected.");
  }
}

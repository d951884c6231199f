package dev.pgmigrate.drift;

import dev.pgmigrate.catalog.Catalog;
import dev.pgmigrate.catalog.DefaultPrivileges;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.ChangeAccess;
import dev.pgmigrate.change.CreateNamespace;
import dev.pgmigrate.diff.SchemaComparator;
import dev.pgmigrate.intent.AcceptedDrift;
import dev.pgmigrate.intent.Filters;
import dev.pgmigrate.intent.Neighbours;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.JournalledDatabase;
import dev.pgmigrate.project.OtherHistory;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.ReplayedHistory;
import dev.pgmigrate.project.SchemaSources;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.shadow.ReplayException;
import dev.pgmigrate.shadow.ShadowEquivalence;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody changed in the live database, past the migrations.
 *
 * @param object what differs
 * @param sql what was done, as the statements that would do it again; on one line, without
 *     passwords: it is printed and compared, never executed. Of the tables of another service's
 *     history: what they are, in words
 * @param undo the statements that would take it back, likewise; empty where there are none
 * @param accepted why a person decided to live with it; null when nobody did
 */
@API(status = API.Status.EXPERIMENTAL)
public record Drift(ObjectId object, String sql, String undo, @Nullable String accepted) {
  /** What a change does, shortly. */
  public static Drift of(Change change) {
    return new Drift(change.object(), sql(change), sql(change.reverse()), null);
  }

  /** Each with what the file drift.txt says of it. */
  @API(status = API.Status.INTERNAL)
  static List<Drift> known(List<Drift> drift, AcceptedDrift accepted) {
    return drift.stream()
        .map(one -> one.line(accepted).map(line -> one.accepted(line.reason())).orElse(one))
        .toList();
  }

  /** The line that accepts it, if there is one. */
  @API(status = API.Status.INTERNAL)
  public Optional<AcceptedDrift.Line> line(AcceptedDrift accepted) {
    return accepted.about(object.toString(), sql);
  }

  /** The line that would accept it. */
  @API(status = API.Status.INTERNAL)
  public AcceptedDrift.Line line(String reason) {
    return new AcceptedDrift.Line(0, object.toString(), sql, reason);
  }

  private Drift accepted(String reason) {
    return new Drift(object, sql, undo, reason);
  }

  /** The object's name without its kind: {@code public.account.nick}. */
  public String name() {
    return object.toString().substring(object.kind().word().length() + 1);
  }

  /** Whether it is new: nobody decided to live with it. */
  public boolean isOpen() {
    return accepted == null;
  }

  private static String sql(Change change) {
    // Its statement is a block that first looks whether it is there.
    return change instanceof CreateNamespace
        ? "CREATE " + change.object()
        : change.up().stream()
            .map(statement -> statement.shown().replaceAll("\\s+", " "))
            .collect(Collectors.joining("; "));
  }

  /**
   * What leads from what these revisions make to what is there. They are executed on a server of
   * the live one's major version, as far as there is one: each prints definitions in its own way.
   * What others keep in the same database, and what default privileges gave to our objects, is
   * none.
   *
   * @param major the version of the live database's server
   * @param live what the live database holds, asked for when the revisions have been executed
   * @param there the history as it was executed already: taken if it has just these revisions
   */
  @API(status = API.Status.INTERNAL)
  static List<Drift> between(
      Project project,
      History history,
      List<Revision> applied,
      int major,
      Supplier<Catalog> live,
      JournalledDatabase database,
      SchemaSources sources,
      @Nullable ReplayedHistory there) {
    SchemaSources alike = sources.onMajor(major);
    if (there != null && there.isOf(alike) && there.revisions().equals(applied)) {
      return compare(project, there, live.get(), database);
    }
    try {
      return compare(project, history, applied, live, database, alike);
    } catch (ReplayException e) {
      if (alike == sources) {
        throw e;
      }
      // A stamped database may never have executed what its version does not understand.
      return compare(project, history, applied, live, database, sources);
    }
  }

  private static List<Drift> compare(
      Project project,
      History history,
      List<Revision> applied,
      Supplier<Catalog> live,
      JournalledDatabase database,
      SchemaSources sources) {
    try (ReplayedHistory replayed = sources.replayed(history, applied)) {
      return compare(project, replayed, live.get(), database);
    }
  }

  private static List<Drift> compare(
      Project project, ReplayedHistory replayed, Catalog live, JournalledDatabase database) {
    try (ShadowEquivalence equivalence = replayed.equivalence()) {
      Catalog replay = replayed.read();
      Schema made = replay.schema();
      DefaultPrivileges defaults = database.defaultPrivileges();
      Filters ours = Neighbours.of(live.schema(), made).beside(project.filters());
      Schema seen = ours.over(made, live.schema()).schema();
      List<OtherHistory> foreign = OtherHistory.foreign(database.others(), seen, made);
      List<Drift> drift = new ArrayList<>();
      for (OtherHistory other : foreign) {
        ours = other.beside(ours, seen);
        drift.add(
            new Drift(
                ObjectId.table(other.tables().first()), other.inWords(seen, List.of()), "", null));
      }
      Schema there = foreign.isEmpty() ? seen : ours.over(made, live.schema()).schema();
      List<Change> changes = SchemaComparator.compare(made, there, equivalence);
      List<String> executed = statements(replayed.revisions());
      OtherMajor.of(replay, live).beyond(changes).stream()
          .filter(change -> !givesOwner(change, executed))
          .flatMap(change -> beyond(defaults, change).stream())
          .map(Drift::of)
          .forEach(drift::add);
      return drift;
    }
  }

  /**
   * Whether the revisions have given an object the owner that it has, and no other one since. On a
   * throw-away database whose own user is called like that, nobody can tell it from no owner at
   * all.
   */
  private static boolean givesOwner(Change change, List<String> executed) {
    return change instanceof ChangeAccess access
        && access.from().owner() == null
        && access.to().owner() != null
        && !access.up().isEmpty()
        && access.up().stream().allMatch(statement -> isLast(statement.sql(), executed));
  }

  private static boolean isLast(String sql, List<String> executed) {
    String about = sql.replaceFirst("(?s) OWNER TO .*", " OWNER TO ");
    return executed.stream()
        .filter(other -> other.startsWith(about))
        .reduce((earlier, later) -> later)
        .filter(sql::equals)
        .isPresent();
  }

  private static List<String> statements(List<Revision> revisions) {
    return revisions.stream()
        .flatMap(revision -> revision.up().stream())
        .flatMap(step -> step.statements().stream())
        .map(Statement::sql)
        .toList();
  }

  private static Optional<Change> beyond(DefaultPrivileges defaults, Change change) {
    if (!(change instanceof ChangeAccess access)) {
      return Optional.of(change);
    }
    Access to = defaults.without(access.object(), access.from(), access.to());
    return to.equals(access.from())
        ? Optional.empty()
        : Optional.of(new ChangeAccess(access.object(), access.from(), to, access.columns()));
  }
}

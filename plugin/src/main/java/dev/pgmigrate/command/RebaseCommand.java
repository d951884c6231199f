package dev.pgmigrate.command;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.config.Origin;
import dev.pgmigrate.diff.SchemaComparator;
import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.journal.Worklist;
import dev.pgmigrate.project.Decision;
import dev.pgmigrate.project.GitBase;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.JournalledDatabase;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.SchemaSources;
import dev.pgmigrate.project.TargetDatabase;
import dev.pgmigrate.revision.MigrationDirectory;
import dev.pgmigrate.revision.MigrationDirectoryException;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionGraph;
import dev.pgmigrate.revision.RevisionText;
import dev.pgmigrate.run.Progress;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.shadow.DevelopmentDatabase;
import dev.pgmigrate.shadow.ReplayException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts unmerged revisions on top of those of others; one header changes. A database that already
 * has them keeps them, and its journal records that, if the order makes no difference.
 */
public final class RebaseCommand {
  /**
   * The input.
   *
   * @param revision the first revision to move; null, if there are two heads, for those that the
   *     base branch lacks
   * @param head their new parent; null for the only other head
   * @param base Git's base branch; null for the remote's default
   */
  public record Input(
      Project project,
      @Nullable String revision,
      @Nullable String head,
      @Nullable String base,
      Progress progress) {}

  /**
   * The result.
   *
   * @param moved the moved revisions, oldest first
   * @param onto the new parent of the first of them
   * @param file the changed file
   * @param mended descriptions of the databases whose journal was mended
   * @param notChecked what could not be checked, and why
   */
  public record Result(
      List<Revision> moved,
      Revision onto,
      Path file,
      List<String> mended,
      List<String> notChecked) {
    public Result {
      moved = List.copyOf(moved);
      mended = List.copyOf(mended);
      notChecked = List.copyOf(notChecked);
    }
  }

  private final Input input;
  private final Project project;
  private final History history;
  private final RevisionGraph graph;
  private final GitBase base;
  private final List<String> notChecked = new ArrayList<>();

  private RebaseCommand(Input input) {
    this.input = input;
    this.project = input.project();
    this.history = History.read(project);
    this.graph = history.graph();
    this.base = GitBase.of(project, input.base());
  }

  /**
   * Changes the parent of the first of them.
   *
   * @throws MigrationException if it is not clear which, if others have them, or if a database that
   *     has them would differ from the new order's result; then nothing is changed
   */
  public static Result run(Input input) {
    return new RebaseCommand(input).run();
  }

  private Result run() {
    if (graph.heads().size() < 2) {
      throw new MigrationException(
          "There is nothing to rebase: the history does not have two heads.",
          "If the other branch is not here yet: git pull");
    }
    Revision first = input.revision() == null ? firstOfMine() : graph.resolve(input.revision());
    Set<String> ids = graph.descent(first);
    List<Revision> mine = graph.revisions().stream().filter(r -> ids.contains(r.id())).toList();
    Revision onto = onto(ids);
    refuseMerges(first, mine, ids);
    refuseMerged(mine);
    RevisionGraph rebased = rebased(first, onto);
    List<Project> having = having(mine, rebased);

    MigrationDirectory directory = new MigrationDirectory(project.migrations());
    Path file = history.file(first).path();
    String before = MigrationDirectory.text(file);
    directory.rewrite(file, RevisionText.withParent(before, onto.id()));
    List<String> mended = new ArrayList<>();
    try {
      having.forEach(each -> mended.add(mend(each, ids)));
    } catch (RuntimeException e) {
      try {
        directory.rewrite(file, before);
      } catch (MigrationDirectoryException alsoNot) {
        e.addSuppressed(alsoNot);
      }
      throw e;
    }
    return new Result(mine, onto, file, mended, notChecked);
  }

  /** Of two heads the one that the base lacks is ours. */
  private Revision firstOfMine() {
    List<Revision> heads = graph.heads();
    List<Revision> own = heads.stream().filter(head -> !merged(head)).toList();
    if (heads.size() != 2 || own.size() != 1) {
      throw unclear(
          base.branch()
              .map(name -> "of the heads, " + name + " has " + (heads.size() - own.size()))
              .orElse("Git has no branch to compare with (-Dmigrate.base=)"));
    }
    Revision other = heads.get(1 - heads.indexOf(own.get(0)));
    Set<String> ids = new HashSet<>(graph.ancestry(own.get(0)));
    ids.removeAll(graph.ancestry(other));
    List<Revision> firsts =
        graph.revisions().stream()
            .filter(r -> ids.contains(r.id()) && !merged(r))
            .filter(r -> r.parents().stream().noneMatch(ids::contains))
            .toList();
    if (firsts.size() != 1) {
      throw unclear("they begin at " + (firsts.isEmpty() ? "none" : named(firsts)));
    }
    return firsts.get(0);
  }

  private MigrationException unclear(String why) {
    return new MigrationException(
        "Cannot tell which revisions are yours: " + why + ".",
        "Name the first of yours: mvn migrate:rebase -Dmigrate.revision=<id>. The"
            + " heads are "
            + named(graph.heads()));
  }

  private boolean merged(Revision revision) {
    return base.has(history.file(revision));
  }

  private Revision onto(Set<String> mine) {
    if (input.head() != null) {
      Revision named = graph.resolve(input.head());
      if (mine.contains(named.id())) {
        throw new MigrationException(
            named(List.of(named)) + " is itself one of the revisions to move.");
      }
      return named;
    }
    List<Revision> others = graph.heads().stream().filter(h -> !mine.contains(h.id())).toList();
    if (others.size() != 1) {
      throw new MigrationException(
          "Cannot tell which revision yours should follow, there are several other"
              + " heads: "
              + named(others)
              + ".",
          "Name one: -Dmigrate.head=");
    }
    return others.get(0);
  }

  private static void refuseMerges(Revision first, List<Revision> mine, Set<String> ids) {
    for (Revision each : mine) {
      boolean joins =
          each.equals(first) ? each.parents().size() > 1 : !ids.containsAll(each.parents());
      if (joins) {
        throw new MigrationException(
            named(List.of(each)) + " joins several branches; it cannot be moved.",
            "If only you have it, delete it, then rebase.");
      }
    }
  }

  private void refuseMerged(List<Revision> mine) {
    if (base.branch().isEmpty()) {
      notChecked.add(base.unknown());
    }
    mine.stream()
        .filter(this::merged)
        .findFirst()
        .ifPresent(
            there -> {
              throw new MigrationException(
                  named(List.of(there))
                      + " is merged: "
                      + base.branch().orElseThrow()
                      + " has "
                      + history.describe(there)
                      + ". Others may have applied it.",
                  "Join the heads: mvn migrate:merge");
            });
  }

  private RevisionGraph rebased(Revision first, Revision onto) {
    return RevisionGraph.of(
        graph.revisions().stream()
            .map(r -> r.equals(first) ? r.withParents(List.of(onto.id())) : r)
            .toList());
  }

  /** The project once for each of its databases that has some of them, each fit to be mended. */
  private List<Project> having(List<Revision> mine, RevisionGraph rebased) {
    List<Project> having = new ArrayList<>();
    DatabaseConfig configured = project.target().configured();
    if (configured != null) {
      try {
        if (has(project, mine, rebased)) {
          having.add(project);
        }
      } catch (DatabaseException e) {
        // Nobody named this database for migrating.
        if (configured.origin() != Origin.APPLICATION) {
          throw e;
        }
        notChecked.add(
            "Whether " + configured.describe() + " has them was not checked: " + e.getMessage());
      }
    }
    if (DevelopmentDatabase.exists(project.work())) {
      Project embedded = project.withEmbeddedDatabase();
      if (has(embedded, mine, rebased)) {
        having.add(embedded);
      }
    }
    return having;
  }

  private boolean has(Project place, List<Revision> mine, RevisionGraph rebased) {
    try (TargetDatabase target = TargetDatabase.open(place)) {
      JournalledDatabase database = new JournalledDatabase(place, target);
      AppliedState state = database.state(history);
      List<AppliedRevision> there =
          mine.stream()
              .flatMap(r -> state.find(r.id()).filter(AppliedRevision::present).stream())
              .toList();
      if (there.isEmpty()) {
        return false;
      }
      String where =
          there.stream()
                  .map(r -> r.id() + " (" + r.message() + ")")
                  .collect(Collectors.joining(", "))
              + " applied in "
              + target.description();
      if (!database.protection().isEmpty()) {
        throw new MigrationException(
            where + ", which is protected: others have them, too.",
            "Join the heads: mvn migrate:merge");
      }
      database.refuseUnknown(state, history);
      String way =
          "Take them back first: mvn migrate:downgrade -Dmigrate.target="
              + (mine.get(0).parents().isEmpty() ? "base" : mine.get(0).parents().get(0));
      if (!there.stream().allMatch(AppliedRevision::complete)) {
        throw new MigrationException("Only partly: " + where + ".", way);
      }
      different(state, rebased)
          .ifPresent(
              why -> {
                throw new MigrationException(where + ", and " + why + ".", way);
              });
      return true;
    }
  }

  /** Why the database is not what the new order makes; empty when the order makes no difference. */
  private Optional<String> different(AppliedState state, RevisionGraph rebased) {
    List<Revision> after = rebased.revisions();
    List<Revision> there =
        state.complete().stream().flatMap(id -> rebased.revision(id).stream()).toList();
    List<Revision> now = new ArrayList<>(there);
    after.stream().filter(r -> !there.contains(r)).forEach(now::add);
    if (now.equals(after)) {
      return Optional.empty();
    }
    try (SchemaSources sources = new SchemaSources(project)) {
      Schema asIs = sources.history(history, now).schema();
      Schema asNew = sources.history(history, after).schema();
      return SchemaComparator.compare(asIs, asNew, sources.equivalence()).isEmpty()
          ? Optional.empty()
          : Optional.of("in the new order they make another schema");
    } catch (ReplayException e) {
      return Optional.of("they cannot be applied in both orders (" + e.getMessage() + ")");
    }
  }

  /** Says in the journal what they follow now; they stay as they are. */
  private String mend(Project place, Set<String> mine) {
    History now = History.read(place);
    try (TargetDatabase target = TargetDatabase.openForWriting(place, "rebase")) {
      JournalledDatabase database = new JournalledDatabase(place, target);
      database.run(now, new Mended(now, database, mine), input.progress());
      return target.description();
    }
  }

  /** Records those that are applied anew. */
  private record Mended(History history, JournalledDatabase database, Set<String> mine)
      implements Decision {
    @Override
    public String goal() {
      return "rebase";
    }

    @Override
    public String options() {
      return "";
    }

    @Override
    public void check(AppliedState now) {
      database.refuseUnknown(now, history);
    }

    @Override
    public Worklist work(AppliedState state) {
      return new Worklist(
          history.graph().revisions().stream()
              .filter(r -> mine.contains(r.id()) && state.isComplete(r.id()))
              .map(r -> Task.up(history.file(r)))
              .toList(),
          true,
          null);
    }
  }

  private static String named(List<Revision> revisions) {
    return revisions.stream()
        .map(r -> r.id() + " (" + r.message() + ")")
        .collect(Collectors.joining(", "));
  }
}

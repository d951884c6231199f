package dev.pgmigrate.command;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.catalog.Catalog;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.diff.SchemaComparator;
import dev.pgmigrate.draft.Message;
import dev.pgmigrate.drift.Drift;
import dev.pgmigrate.project.GitBase;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.ReplayedHistory;
import dev.pgmigrate.project.SchemaSources;
import dev.pgmigrate.revision.MigrationDirectory;
import dev.pgmigrate.revision.MigrationFile;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionGraph;
import dev.pgmigrate.revision.RevisionId;
import dev.pgmigrate.revision.RevisionParser;
import dev.pgmigrate.revision.RevisionRange;
import dev.pgmigrate.revision.RevisionText;
import dev.pgmigrate.shadow.ReplayException;
import dev.pgmigrate.sql.Statement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Replaces many revisions with one that has all their steps. Changes files, all or none, and no
 * database. A database that has all of them has the new one, too.
 */
public final class SquashCommand {
  /**
   * The input.
   *
   * @param message the message; null to derive it from the replaced revisions
   * @param range {@code first:last}, both included; {@code base:last} or {@code last} from the
   *     beginning; null: up to the newest that the base branch has, else to the head
   * @param base Git's base branch; null for the remote's default
   */
  public record Input(
      Project project,
      @Nullable String message,
      @Nullable String range,
      @Nullable String base,
      RandomGenerator random) {}

  /**
   * The result.
   *
   * @param written the new revision
   * @param replaced the replaced revisions, in their order
   * @param kept the folder with their files
   * @param changed the changed files of revisions that follow the new one
   * @param merged the branch whose newest revision is the last replaced one; null if the range was
   *     given or ends at the head
   */
  public record Result(
      MigrationFile written,
      List<Revision> replaced,
      Path kept,
      List<Path> changed,
      @Nullable String merged) {
    public Result {
      replaced = List.copyOf(replaced);
      changed = List.copyOf(changed);
    }
  }

  private static final int SHOWN_DIFFERENCES = 3;

  private final Input input;
  private final Project project;
  private final History history;
  private final RevisionGraph graph;
  private @Nullable String merged;

  private SquashCommand(Input input) {
    this.input = input;
    this.project = input.project();
    this.history = History.read(project);
    this.graph = history.graph();
  }

  /**
   * Writes the revision, if it is proven to make the same catalog.
   *
   * @throws MigrationException if there is nothing to squash or the proof fails; then nothing is
   *     written
   */
  public static Result run(Input input) {
    return new SquashCommand(input).run();
  }

  private Result run() {
    RevisionRange run = asked();
    List<Revision> replaced = run.revisions();
    if (replaced.size() < 2) {
      throw new MigrationException(
          "There is nothing to squash: " + named(replaced.get(0)) + " is already one revision.",
          "Name more: -Dmigrate.revision=<first>:<last>");
    }
    Revision composed = run.asOne(RevisionId.random(input.random()), message(replaced));
    MigrationDirectory directory = new MigrationDirectory(project.migrations());
    Path file = project.migrations().resolve(MigrationDirectory.fileName(composed));
    Map<Path, String> texts = new LinkedHashMap<>();
    texts.put(file, MigrationDirectory.newText(composed));
    for (Revision each : run.dependents()) {
      Path path = history.file(each).path();
      String text = MigrationDirectory.text(path);
      texts.put(path, RevisionText.withInstead(text, run.ids(), composed.id()));
    }
    // What is proven is what a checkout reads, line by line.
    History after = after(run, texts);
    Revision one = after.graph().resolve(composed.id());
    prove(after, one, replaced);
    Path kept = project.work().resolve("squashed");
    directory.replaceAll(
        replaced.stream().map(each -> history.file(each).path()).toList(), kept, byName(texts));
    return new Result(
        new MigrationFile(file, one),
        replaced,
        kept,
        texts.keySet().stream().filter(path -> !path.equals(file)).toList(),
        merged);
  }

  private RevisionRange asked() {
    if (graph.revisions().isEmpty()) {
      throw new MigrationException("There is no revision yet, so there is nothing to squash.");
    }
    String range = input.range();
    if (range == null || range.isBlank()) {
      return RevisionRange.of(graph, null, newest());
    }
    int colon = range.indexOf(':');
    String first = colon < 0 ? "base" : range.substring(0, colon).strip();
    Revision last = graph.resolve(range.substring(colon + 1).strip());
    return RevisionRange.of(graph, first.equals("base") ? null : graph.resolve(first), last);
  }

  /** What is not merged may still be amended, or rebased. */
  private Revision newest() {
    Revision head = graph.resolve("head");
    GitBase base = GitBase.of(project, input.base());
    List<Revision> revisions = graph.revisions();
    for (int i = revisions.size() - 1; i >= 0; i--) {
      Revision each = revisions.get(i);
      if (base.has(history.file(each))) {
        merged = each.equals(head) ? null : base.branch().orElse(null);
        return each;
      }
    }
    return head;
  }

  private String message(List<Revision> replaced) {
    String asked = input.message();
    return asked == null || asked.isBlank()
        ? "squash " + replaced.get(0).id() + " to " + replaced.get(replaced.size() - 1).id()
        : Message.of(asked);
  }

  /** The history as it is to be. */
  private History after(RevisionRange run, Map<Path, String> texts) {
    Map<String, Path> files = new HashMap<>(history.files());
    List<Revision> revisions = new ArrayList<>();
    run.ids().forEach(files::remove);
    texts.forEach(
        (path, text) -> {
          Revision revision = RevisionParser.parse(path, text);
          files.put(revision.id(), path);
          revisions.add(revision);
        });
    graph.revisions().stream()
        .filter(r -> files.containsKey(r.id()))
        .filter(r -> revisions.stream().noneMatch(changed -> changed.id().equals(r.id())))
        .forEach(revisions::add);
    return new History(
        project,
        RevisionGraph.of(revisions),
        files,
        history.lock(),
        history.locked(),
        history.accepted());
  }

  private Map<String, String> byName(Map<Path, String> texts) {
    Path folder = project.migrations().toAbsolutePath();
    Map<String, String> byName = new LinkedHashMap<>();
    texts.forEach(
        (path, text) -> byName.put(folder.relativize(path.toAbsolutePath()).toString(), text));
    return byName;
  }

  /** Both histories make the same; and up, down and up again is the same as up. */
  private void prove(History after, Revision one, List<Revision> replaced) {
    List<Revision> all = after.graph().revisions();
    int place = all.indexOf(one);
    try (SchemaSources sources = new SchemaSources(project)) {
      Catalog expected = sources.history(history, graph.revisions());
      try (ReplayedHistory replayed = sources.replayed(after, all.subList(0, place))) {
        Catalog before = replayed.read();
        replayed.up(List.of(one));
        if (one.irreversible() == null) {
          replayed.down(one);
          refuseDifferent("its downgrade makes another schema", replayed.read(), before, sources);
          replayed.up(List.of(one));
        }
        replayed.up(all.subList(place + 1, all.size()));
        refuseDifferent("it makes another schema", replayed.read(), expected, sources);
      } catch (ReplayException e) {
        throw new MigrationException(
            null,
            0,
            "Nothing was written. The squashed revision cannot be executed: " + e.getMessage(),
            origin(e, replaced)
                .map(
                    from ->
                        "The statement is in "
                            + history.describe(from)
                            + ". If a downgrade is broken, fix the migrate:down block there, or"
                            + " write into its header that there is none (irreversible: why)")
                .orElse(null),
            null);
      }
    }
  }

  private static void refuseDifferent(
      String what, Catalog found, Catalog expected, SchemaSources sources) {
    List<String> different =
        Stream.concat(
                SchemaComparator.compare(found.schema(), expected.schema(), sources.equivalence())
                    .stream()
                    .map(SquashCommand::shown),
                found.notCompared().equals(expected.notCompared())
                    ? Stream.of()
                    : Stream.of("not compared are " + expected.notCompared()))
            .toList();
    if (!different.isEmpty()) {
      throw new MigrationException(
          "Nothing was written. Tried on a throw-away database, "
              + what
              + ". The missing changes: "
              + different.stream().limit(SHOWN_DIFFERENCES).collect(Collectors.joining("; "))
              + (different.size() > SHOWN_DIFFERENCES
                  ? "; and " + (different.size() - SHOWN_DIFFERENCES) + " more"
                  : ""));
    }
  }

  private static String shown(Change change) {
    return Drift.of(change).sql();
  }

  /** Which of the replaced revisions a statement comes from. */
  private static Optional<Revision> origin(ReplayException e, List<Revision> replaced) {
    Statement statement = e.statement();
    return replaced.stream()
        .filter(
            revision ->
                statement != null
                    && Stream.concat(revision.down().stream(), revision.up().stream())
                        .flatMap(step -> step.statements().stream())
                        .anyMatch(each -> each.sql().equals(statement.sql())))
        .findFirst();
  }

  private static String named(Revision revision) {
    return revision.id() + " (" + revision.message() + ")";
  }
}

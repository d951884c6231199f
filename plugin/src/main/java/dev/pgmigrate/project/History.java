package dev.pgmigrate.project;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.intent.Accepted;
import dev.pgmigrate.intent.AcceptedDrift;
import dev.pgmigrate.intent.MalformedLineException;
import dev.pgmigrate.intent.ModelLock;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.revision.MigrationDirectory;
import dev.pgmigrate.revision.MigrationFile;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionGraph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The content of the migrations folder.
 *
 * @param files revision id to its file
 * @param locked whether there is a model.lock at all
 */
public record History(
    Project project,
    RevisionGraph graph,
    Map<String, Path> files,
    ModelLock lock,
    boolean locked,
    Accepted accepted) {
  public static final String LOCK = "model.lock";
  public static final String ACCEPTED = "accepted.txt";
  public static final String DRIFT = "drift.txt";

  public static History read(Project project) {
    MigrationDirectory directory = new MigrationDirectory(project.migrations());
    List<MigrationFile> files = directory.read();
    RevisionGraph graph = RevisionGraph.of(files.stream().map(MigrationFile::revision).toList());
    files.forEach(file -> refuseReplaced(graph, file, project));
    Optional<String> lock = directory.readText(LOCK);
    return new History(
        project,
        graph,
        files.stream().collect(Collectors.toMap(f -> f.revision().id(), MigrationFile::path)),
        lock.map(text -> parse(project, LOCK, text, ModelLock::parse)).orElse(ModelLock.EMPTY),
        lock.isPresent(),
        directory
            .readText(ACCEPTED)
            .map(text -> parse(project, ACCEPTED, text, Accepted::parse))
            .orElse(Accepted.NONE));
  }

  /** Else both would be applied. */
  private static void refuseReplaced(RevisionGraph graph, MigrationFile file, Project project) {
    graph
        .replacement(file.revision().id())
        .ifPresent(
            one -> {
              throw new MigrationException(
                  "Revision "
                      + one.id()
                      + " ("
                      + one.message()
                      + ") replaces "
                      + file.revision().id()
                      + ", which also has a file",
                  "Delete " + project.show(file.path()) + ", or correct the 'replaces:' header.");
            });
  }

  /** The same with new revisions, which have no files yet. */
  public History with(List<Revision> written) {
    return new History(
        project,
        RevisionGraph.of(Stream.concat(graph.revisions().stream(), written.stream()).toList()),
        files,
        lock,
        locked,
        accepted);
  }

  /** The accepted drift of the live database; read only on demand. */
  public AcceptedDrift acceptedDrift() {
    return new MigrationDirectory(project.migrations())
        .readText(DRIFT)
        .map(text -> parse(project, DRIFT, text, AcceptedDrift::parse))
        .orElse(AcceptedDrift.NONE);
  }

  /** The file of a revision of this checkout. */
  public MigrationFile file(Revision revision) {
    Path path = files.get(revision.id());
    if (path == null) {
      throw new IllegalStateException(revision.id() + " has no file");
    }
    return new MigrationFile(path, revision);
  }

  /**
   * The revisions that are applied, fully or partly, and not in this checkout: the database is
   * ahead.
   */
  public List<AppliedRevision> unknown(AppliedState state) {
    return state.revisions().stream()
        .filter(AppliedRevision::present)
        .filter(revision -> graph.revision(revision.id()).isEmpty())
        .filter(revision -> graph.replacement(revision.id()).isEmpty())
        .toList();
  }

  /**
   * The graph with revisions that only the journal has. Its parent may be unknown: a contract
   * revision that was held. Then it follows the revision that was applied before it.
   */
  public RevisionGraph graphWith(List<Revision> journalled, AppliedState state) {
    if (journalled.isEmpty()) {
      return graph;
    }
    List<String> applied = state.present();
    Set<String> known =
        Stream.concat(graph.revisions().stream(), journalled.stream())
            .map(Revision::id)
            .collect(Collectors.toSet());
    List<Revision> all = new ArrayList<>(graph.revisions());
    for (Revision revision : journalled) {
      boolean complete = known.containsAll(revision.parents());
      all.add(complete ? revision : revision.withParents(before(revision, applied, known)));
    }
    return RevisionGraph.of(all);
  }

  private static List<String> before(Revision revision, List<String> applied, Set<String> known) {
    List<String> parents = new ArrayList<>(revision.parents());
    parents.retainAll(known);
    for (int i = applied.indexOf(revision.id()) - 1; i >= 0 && parents.isEmpty(); i--) {
      if (known.contains(applied.get(i))) {
        parents.add(applied.get(i));
      }
    }
    return parents;
  }

  /** The squashed revisions of which only some replaced ones are applied. */
  public List<Halfway> halfway(AppliedState state) {
    Map<Revision, List<AppliedRevision>> there = new LinkedHashMap<>();
    for (AppliedRevision revision : state.revisions()) {
      if (revision.present()) {
        graph
            .replacement(revision.id())
            .ifPresent(one -> there.computeIfAbsent(one, key -> new ArrayList<>()).add(revision));
      }
    }
    return there.entrySet().stream().map(e -> new Halfway(e.getKey(), e.getValue())).toList();
  }

  /** For a message: its file as people see it, or its message while it has no file. */
  public String describe(Revision revision) {
    Path path = files.get(revision.id());
    return path == null ? "the new revision (" + revision.message() + ")" : project.show(path);
  }

  /** All of them. */
  public List<MigrationFile> migrationFiles() {
    return graph.revisions().stream().map(this::file).toList();
  }

  private static <T> T parse(
      Project project, String name, String text, Function<List<String>, T> parser) {
    try {
      return parser.apply(text.lines().toList());
    } catch (MalformedLineException e) {
      throw new MigrationException(
          Path.of(project.show(project.migrations().resolve(name))),
          e.line(),
          e.fault(),
          e.advice(),
          e);
    }
  }
}

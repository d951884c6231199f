package dev.pgmigrate.proof;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.project.GitBase;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.revision.Checksum;
import dev.pgmigrate.revision.MigrationDirectory;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionFormatException;
import dev.pgmigrate.revision.RevisionParser;
import dev.pgmigrate.sql.ShownSql;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.verify.VerdictBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds merged revisions that are not what they were where this checkout left its base branch.
 * Comments, down steps and additional needs may change; a squash may stand for what it replaces.
 */
public final class EditedHistory {
  public static final String RULE = "edited-history";

  private static final String WRITE = "Write a new revision for the change: mvn migrate:revision.";

  private final Project project;
  private final History history;
  private final GitBase base;
  private final String commit;
  private final VerdictBuilder verdict;

  private EditedHistory(History history, GitBase base, String commit, VerdictBuilder verdict) {
    this.project = history.project();
    this.history = history;
    this.base = base;
    this.commit = commit;
    this.verdict = verdict;
  }

  /**
   * Compares.
   *
   * @param base the branch that revisions are merged into
   */
  public static void check(History history, GitBase base, VerdictBuilder verdict) {
    Optional<String> commit = base.mergeBase();
    String why = base.obstacle().orElse("");
    if (commit.isPresent()) {
      verdict.checked(
          RULE, "no revision that " + base.branch().orElseThrow() + " has was edited or removed");
      new EditedHistory(history, base, commit.get(), verdict).compare();
    } else if (base.isWanted()) {
      verdict.found(Finding.error(RULE, null, 0, "the merged revisions are not known", why));
    } else {
      verdict.notChecked(RULE, why);
    }
  }

  private void compare() {
    for (Map.Entry<String, String> file : new TreeMap<>(base.changed()).entrySet()) {
      Path path = project.migrations().resolve(file.getKey());
      try {
        compare(path, RevisionParser.parseJournalled(path, file.getValue()));
      } catch (RevisionFormatException e) {
        verdict.notChecked(
            RULE,
            project.show(path)
                + " was not a readable revision at "
                + base.branch().orElseThrow()
                + ".");
      }
    }
  }

  private void compare(Path path, Revision before) {
    Optional<Revision> now = history.graph().revision(before.id());
    if (now.isPresent()) {
      Place place = new Place(history.file(now.get()).path(), now.get(), path);
      headers(place, before);
      steps(place, before);
    } else if (history.graph().replacement(before.id()).isEmpty()) {
      gone(path, before);
    }
  }

  /**
   * A merged revision as it is here.
   *
   * @param merged the file that it was merged in
   */
  private record Place(Path file, Revision now, Path merged) {}

  private void gone(Path path, Revision before) {
    Optional<Revision> other =
        history.graph().revisions().stream()
            .filter(
                revision ->
                    history.file(revision).path().equals(path)
                        || (!base.has(history.file(revision))
                            && !before.up().isEmpty()
                            && checksums(revision).equals(checksums(before))))
            .findFirst();
    String name = before.id() + " (" + before.message() + ")";
    if (other.isEmpty()) {
      found(null, path, 0, "the merged revision " + name + " was removed", path);
      return;
    }
    Path file = history.file(other.get()).path();
    found(
        other.get(),
        file,
        line(file, "revision"),
        "the merged revision "
            + name
            + " was renumbered: its id is "
            + other.get().id()
            + " now, so a database that has it would execute it again",
        path);
  }

  private void headers(Place place, Revision before) {
    Set<String> parents = replaced(before.parents());
    Set<String> now = new TreeSet<>(place.now().parents());
    if (!parents.equals(now)) {
      header(place, "parent", "follows " + ids(now) + " now, and followed " + ids(parents));
    }
    Set<String> needs = replaced(before.dependsOn());
    needs.removeAll(place.now().dependsOn());
    if (!needs.isEmpty()) {
      header(place, "depends-on", "does not depend on " + ids(needs) + " any more");
    }
    if (!new TreeSet<>(before.replaces()).equals(new TreeSet<>(place.now().replaces()))) {
      header(
          place,
          "replaces",
          "replaces "
              + ids(new TreeSet<>(place.now().replaces()))
              + " now, and replaced "
              + ids(new TreeSet<>(before.replaces())));
    }
    if (before.phase() != place.now().phase()) {
      header(place, "phase", "has another phase, so it is applied at another time");
    }
  }

  private void header(Place place, String name, String what) {
    found(
        place.now(),
        place.file(),
        line(place.file(), name),
        "the merged revision " + place.now().id() + " " + what,
        place.merged());
  }

  /** What a squash stands for goes by its name. */
  private Set<String> replaced(List<String> ids) {
    return ids.stream()
        .map(id -> history.graph().replacement(id).map(Revision::id).orElse(id))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String ids(Set<String> ids) {
    return ids.isEmpty() ? "none" : String.join(", ", ids);
  }

  private void steps(Place place, Revision before) {
    List<Step> was = before.up();
    List<Step> now = place.now().up();
    for (int i = 0; i < Math.max(was.size(), now.size()); i++) {
      if (i >= now.size()) {
        edited(place, 0, "up step " + (i + 1) + " was removed: " + sql(was.get(i)));
        return;
      }
      if (i >= was.size()) {
        edited(place, now.get(i).line(), "up step " + (i + 1) + " was added: " + sql(now.get(i)));
        return;
      }
      if (!checksum(was.get(i)).equals(checksum(now.get(i)))) {
        edited(place, now.get(i), was.get(i));
        return;
      }
    }
  }

  private void edited(Place place, Step now, Step was) {
    int same = 0;
    int least = Math.min(now.statements().size(), was.statements().size());
    while (same < least && checksum(now, same).equals(checksum(was, same))) {
      same++;
    }
    if (same < now.statements().size()) {
      Statement statement = now.statements().get(same);
      edited(
          place,
          statement.line(),
          same < was.statements().size()
              ? "'" + shown(was.statements().get(same)) + "' is now '" + shown(statement) + "'"
              : "'" + shown(statement) + "' was added");
    } else if (same < was.statements().size()) {
      edited(place, now.line(), "'" + shown(was.statements().get(same)) + "' was removed");
    } else {
      edited(place, now.line(), "the step is executed in another way");
    }
  }

  private void edited(Place place, int line, String what) {
    found(
        place.now(),
        place.file(),
        line,
        "the merged revision " + place.now().id() + " was edited: " + what,
        place.merged());
  }

  private void found(@Nullable Revision now, Path file, int line, String message, Path merged) {
    Finding finding =
        Finding.error(
            RULE,
            file,
            line,
            message,
            "Restore it: git checkout "
                + commit.substring(0, 12)
                + " -- "
                + quoted(project.show(merged))
                + ". "
                + WRITE);
    String why = now == null ? null : now.allow().get(RULE);
    verdict.found(why == null ? finding : finding.allowed(why));
  }

  private static String quoted(String path) {
    return path.contains(" ") ? "'" + path + "'" : path;
  }

  /** The line of a header; 0 when the file has none. */
  private static int line(Path file, String name) {
    List<String> lines = MigrationDirectory.text(file).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).replaceFirst("^--\\s*", "").startsWith(name + ":")) {
        return i + 1;
      }
    }
    return 0;
  }

  private static String sql(Step step) {
    return step.statements().isEmpty()
        ? "an empty one"
        : "'" + shown(step.statements().get(0)) + "'";
  }

  private static String shown(Statement statement) {
    return ShownSql.start(statement.sql());
  }

  private static List<String> checksums(Revision revision) {
    List<String> all = new ArrayList<>();
    revision.up().forEach(step -> all.add(checksum(step)));
    return all;
  }

  /** As the journal computes it, without what only tells whether the step has happened. */
  private static String checksum(Step step) {
    return checksum(step, step.statements());
  }

  private static String checksum(Step step, int statement) {
    return checksum(step, List.of(step.statements().get(statement)));
  }

  private static String checksum(Step step, List<Statement> statements) {
    Step plain = new Step(step.kind(), statements, step.options(), null, 0);
    return Checksum.of(plain, Revision.Phase.EXPAND);
  }
}

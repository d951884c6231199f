package dev.pgmigrate.project;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.config.BuildServer;
import dev.pgmigrate.git.Git;
import dev.pgmigrate.revision.MigrationDirectory;
import dev.pgmigrate.revision.MigrationFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Git's base branch, into which revisions are merged: others have its revisions. If Git cannot
 * tell, {@link #obstacle} says why.
 */
public final class GitBase {
  private static final Pattern ID = Pattern.compile("(?m)^-- *revision: *([0-9a-f]{12})\\b");

  private final Git git;
  private final Path folder;
  private final String below;
  private @Nullable String branch;
  private @Nullable String tip;
  private @Nullable String mergeBase;
  private @Nullable String obstacle;
  private boolean wanted;
  private boolean moved;
  private Map<String, String> atTip = Map.of();
  private Map<String, String> atMergeBase = Map.of();
  private @Nullable Set<String> elsewhere;

  private GitBase(Path folder, Path there) {
    this.folder = folder;
    this.git = new Git(there);
    this.below = there.relativize(folder).toString().replace('\\', '/');
  }

  /**
   * The base of a project's migrations.
   *
   * @param asked its name; null for the one of the build server, or the remote's own default
   * @throws MigrationException if the named branch does not exist
   */
  public static GitBase of(Project project, @Nullable String asked) {
    Path folder = project.migrations().toAbsolutePath().normalize();
    Path there = folder;
    // A branch may have removed the last revision, and the folder with it.
    while (!Files.isDirectory(there) && there.getParent() != null) {
      there = there.getParent();
    }
    GitBase base = new GitBase(folder, there);
    base.find(project, asked);
    return base;
  }

  private void find(Project project, @Nullable String asked) {
    Git.Answer place =
        git.ask("rev-parse", "--is-shallow-repository", "--show-superproject-working-tree");
    if (!place.ok()) {
      wanted = project.server().ofPullRequest();
      obstacle =
          place.noProgram()
              ? "The program git is not on the PATH. Install it."
              : "Git cannot say what is merged: " + place.complaint();
      refuse(project, asked);
      return;
    }
    List<String> lines = place.text().lines().toList();
    // In a submodule the server's variables are about the repository around it.
    BuildServer server =
        lines.size() > 1 && !lines.get(1).isBlank() ? BuildServer.NONE : project.server();
    wanted = server.ofPullRequest();
    List<String> candidates =
        asked == null ? server.candidates() : List.of(asked, "origin/" + asked);
    List<String> names = new ArrayList<>(candidates);
    names.add("HEAD");
    Map<String, String> commits = git.commits(names);
    Optional<String> found = candidates.stream().filter(commits::containsKey).findFirst();
    if (found.isEmpty()) {
      if (isIgnored(project)) {
        return;
      }
      obstacle =
          "Git has no branch "
              + alternatives(candidates)
              + " here. Fetch it. "
              + server.fetch(wanted(server, asked))
              + (asked == null ? ". Or name another one: -Dmigrate.base=" : "");
      refuse(project, asked);
      return;
    }
    String commit = Objects.requireNonNull(commits.get(found.get()));
    atTip = git.files(commit, below);
    if (atTip.isEmpty() && isIgnored(project)) {
      return;
    }
    branch = found.get();
    tip = commit;
    mergeBase = common(commit, commits.get("HEAD"), server);
    if (mergeBase != null) {
      atMergeBase = mergeBase.equals(tip) ? atTip : git.files(mergeBase, below);
      if (atMergeBase.isEmpty() && atTip.isEmpty()) {
        findMoved(mergeBase, commit);
      }
    } else if (!commits.containsKey("HEAD")) {
      obstacle = "Git has no commit here yet.";
    } else {
      obstacle = "Git finds no commit that HEAD and " + branch + " have in common.";
      if (lines.get(0).equals("true")) {
        obstacle +=
            " The clone is shallow: the older commits are missing. Fetch them. " + server.deepen();
      }
    }
  }

  /** A branch may have moved the whole folder. */
  private void findMoved(String mergeBase, String tip) {
    Optional<String> before =
        new MigrationDirectory(folder).oldestName().flatMap(name -> git.folderOf(name, mergeBase));
    if (before.isPresent()) {
      moved = true;
      atMergeBase = git.filesFromRoot(mergeBase, before.get());
      atTip = git.filesFromRoot(tip, before.get());
    }
  }

  /** A repository around the project that does not want its files knows nothing of them. */
  private boolean isIgnored(Project project) {
    if (!git.ask("check-ignore", "--quiet", below.isEmpty() ? "." : below).ok()) {
      return false;
    }
    wanted = false;
    obstacle = "Git ignores the folder " + project.show(folder) + ".";
    return true;
  }

  /** The commit where this checkout has left the branch. */
  private @Nullable String common(String tip, @Nullable String head, BuildServer server) {
    Optional<String> common = head == null ? Optional.empty() : git.mergeBase(head, tip);
    // What the server calls the base is one, however little of the history was fetched.
    return common.orElse(tip.equals(server.base()) ? tip : null);
  }

  private void refuse(Project project, @Nullable String asked) {
    if (asked != null) {
      throw new MigrationException(
          "migrate.base is "
              + asked
              + "; for revisions it must be a branch of Git, in "
              + project.show(folder)
              + ".",
          Objects.requireNonNull(obstacle));
    }
  }

  private static String wanted(BuildServer server, @Nullable String asked) {
    String name =
        asked != null ? asked : server.target() != null ? server.target() : server.usual();
    if (name == null) {
      return "main";
    }
    return name.startsWith("origin/") ? name.substring("origin/".length()) : name;
  }

  private static String alternatives(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }

  /** All that its answers depend on, besides the files of the checkout. */
  public List<String> state() {
    return List.of(
        String.valueOf(branch),
        String.valueOf(tip),
        String.valueOf(mergeBase),
        String.valueOf(obstacle));
  }

  /** Its name; empty if unknown. */
  public Optional<String> branch() {
    return Optional.ofNullable(branch);
  }

  /**
   * Why Git cannot tell which revisions are merged, or where this checkout left the branch; with
   * the cure.
   */
  public Optional<String> obstacle() {
    return Optional.ofNullable(obstacle);
  }

  /** The same, for the question whether a revision is merged. */
  public String unknown() {
    return "It was not checked whether it is merged. " + obstacle;
  }

  /** The commit where this checkout left the branch; empty if unknown. */
  public Optional<String> mergeBase() {
    return Optional.ofNullable(mergeBase);
  }

  /**
   * Whether the build is of a pull request into it, and Git has the revisions: then the branch must
   * be known.
   */
  public boolean isWanted() {
    return wanted;
  }

  /**
   * The revisions' files at the merge base that differ here, or do not exist here: path in the
   * folder, with slashes, to the text there.
   */
  public Map<String, String> changed() {
    if (mergeBase == null) {
      return Map.of();
    }
    Map<String, String> ids = new HashMap<>(atMergeBase);
    ids.keySet().removeIf(path -> !path.endsWith(".sql"));
    if (!moved) {
      git.changed(mergeBase, below).ifPresent(ids.keySet()::retainAll);
    }
    return texts(ids);
  }

  /**
   * The revisions' files that it got since this checkout left it: path in the folder, with slashes,
   * to the text.
   */
  public Map<String, String> gained() {
    Map<String, String> ids = new HashMap<>(atTip);
    ids.keySet().removeIf(path -> !path.endsWith(".sql") || atMergeBase.containsKey(path));
    return mergeBase == null ? Map.of() : texts(ids);
  }

  /** Whether it has removed this file since this checkout left it. */
  public boolean hasRemoved(Path file) {
    return atMergeBase.containsKey(path(file)) && !atTip.containsKey(path(file));
  }

  private Map<String, String> texts(Map<String, String> ids) {
    Map<String, String> texts = git.texts(ids.values());
    Map<String, String> all = new HashMap<>();
    ids.forEach((path, id) -> all.put(path, texts.getOrDefault(id, "")));
    return all;
  }

  /** Whether it has this revision, also in a file of another name; false if unknown. */
  public boolean has(MigrationFile file) {
    String path = path(file.path());
    return branch != null
        && (atTip.containsKey(path)
            || atMergeBase.containsKey(path)
            || hasElsewhere(file.revision().id()));
  }

  /** Whether it has this revision in a file whose name does not exist here. */
  public boolean hasElsewhere(String id) {
    return branch != null && elsewhere().contains(id);
  }

  /** The revisions of it whose files are not here under their names. */
  private Set<String> elsewhere() {
    if (elsewhere == null) {
      Map<String, String> gone = new HashMap<>(atTip);
      gone.putAll(atMergeBase);
      gone.keySet().removeIf(path -> !path.endsWith(".sql") || Files.exists(folder.resolve(path)));
      elsewhere =
          git.texts(gone.values()).values().stream()
              .flatMap(text -> ID.matcher(text).results().limit(1))
              .map(found -> found.group(1))
              .collect(Collectors.toSet());
    }
    return elsewhere;
  }

  /** A file's path as it stands in the results. */
  String path(Path file) {
    return Git.normalised(
        folder.relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/'));
  }
}

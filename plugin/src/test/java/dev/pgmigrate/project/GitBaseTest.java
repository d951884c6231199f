package dev.pgmigrate.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.command.TestProject;
import dev.pgmigrate.config.BuildServer;
import dev.pgmigrate.proof.NewRevisions;
import dev.pgmigrate.verify.VerdictBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which branch revisions are merged into, in clones as people and build servers make them. */
class GitBaseTest {
  private static final List<String> IDS = List.of("00000000000a", "00000000000b", "00000000000c");

  @TempDir Path temp;
  private final List<TestProject> open = new java.util.ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(TestProject::close);
  }

  @Test
  void mergedIsWhatTheBranchHasOrHadWhereThisOneLeftIt() throws IOException {
    TestProject project = origin("project").git("checkout", "-q", "-b", "mine");
    revision(project, 1);
    project.git("add", ".").git("commit", "-q", "-m", "mine");
    project.git("update-ref", "refs/remotes/origin/main", "main");

    assertThat(isNew(project)).containsExactly("revision 1");

    project.git("mv", file(0), "migrations/renamed.sql");
    assertThat(isNew(project)).as("a file under another name").containsExactly("revision 1");

    project.git("checkout", "-q", "-f", "main");
    project.git("rm", "-q", file(0));
    project.git("commit", "-q", "-m", "squashed");
    project.git("update-ref", "refs/remotes/origin/main", "main");
    project.git("checkout", "-q", "mine");
    assertThat(isNew(project))
        .as("what the branch has removed since")
        .containsExactly("revision 1");
  }

  @Test
  void theBuildServerNamesTheBranch() {
    TestProject project = origin("project");
    project.git("branch", "develop").git("checkout", "-q", "-b", "mine");
    revision(project, 1);
    project.git("add", ".").git("commit", "-q", "-m", "mine");
    for (Map<String, String> environment :
        List.of(
            Map.of("GITHUB_ACTIONS", "true", "GITHUB_BASE_REF", "develop"),
            Map.of("GITLAB_CI", "true", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "develop"),
            Map.of("GITLAB_CI", "true", "CI_DEFAULT_BRANCH", "develop"),
            Map.of("JENKINS_URL", "http://ci/", "CHANGE_TARGET", "develop"),
            Map.of("BITBUCKET_BUILD_NUMBER", "7", "BITBUCKET_PR_DESTINATION_BRANCH", "develop"),
            Map.of("TF_BUILD", "True", "SYSTEM_PULLREQUEST_TARGETBRANCH", "refs/heads/develop"))) {
      project.builtBy(BuildServer.of(environment));
      assertThat(base(project).branch()).as("%s", environment).contains("develop");
      assertThat(isNew(project)).as("%s", environment).containsExactly("revision 1");
    }
    project.git("update-ref", "refs/remotes/origin/develop", "HEAD");
    assertThat(base(project).branch()).as("the remote's branch counts").contains("origin/develop");
    assertThat(isNew(project)).isEmpty();

    project.builtBy(BuildServer.of(Map.of("GITHUB_ACTIONS", "true", "GITHUB_BASE_REF", "gone")));
    assertThat(base(project).branch()).as("no other branch in its place").isEmpty();
    assertThat(base(project).obstacle())
        .hasValueSatisfying(
            text ->
                assertThat(text)
                    .contains("no branch origin/gone or gone here")
                    .contains("fetch-depth: 0")
                    .contains("git fetch origin gone:refs/remotes/origin/gone"));
  }

  @Test
  void aShallowCloneIsExplained() throws IOException {
    TestProject origin = origin("origin").git("checkout", "-q", "-b", "mine");
    revision(origin, 1);
    origin.git("add", ".").git("commit", "-q", "-m", "mine");
    origin.git("checkout", "-q", "main");
    revision(origin, 2);
    origin.git("add", ".").git("commit", "-q", "-m", "theirs");
    origin.git("checkout", "-q", "mine");
    Path clone = temp.resolve("clone");
    origin.git("clone", "-q", "--depth=1", "file://" + temp.resolve("origin"), clone.toString());
    TestProject project = opened(clone);
    project.builtBy(BuildServer.of(Map.of("GITHUB_ACTIONS", "true", "GITHUB_BASE_REF", "main")));
    assertThat(base(project).obstacle())
        .hasValueSatisfying(t -> assertThat(t).contains("Fetch it"));

    project.git("fetch", "-q", "--depth=1", "origin", "main:refs/remotes/origin/main");
    assertThat(base(project).branch()).contains("origin/main");
    assertThat(base(project).mergeBase()).isEmpty();
    assertThat(base(project).obstacle())
        .hasValueSatisfying(
            text ->
                assertThat(text)
                    .contains("The clone is shallow")
                    .contains("fetch-depth: 0")
                    .contains("git fetch --unshallow"));

    project.git("fetch", "-q", "--unshallow");
    assertThat(base(project).mergeBase()).isPresent();
    assertThat(base(project).obstacle()).isEmpty();
  }

  @Test
  void theCommitThatGitLabNamesWillDoWhereTheBranchWasNotFetched() throws IOException {
    TestProject project = origin("project");
    String merged =
        base(project.git("update-ref", "refs/remotes/origin/main", "HEAD"))
            .mergeBase()
            .orElseThrow();
    project.git("update-ref", "-d", "refs/remotes/origin/main");
    project.git("checkout", "-q", "-b", "mine").git("branch", "-q", "-D", "main");
    revision(project, 1);
    project.git("add", ".").git("commit", "-q", "-m", "mine");
    project.builtBy(
        BuildServer.of(
            Map.of(
                "GITLAB_CI",
                "true",
                "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
                "main",
                "CI_MERGE_REQUEST_DIFF_BASE_SHA",
                merged)));
    assertThat(base(project).mergeBase()).contains(merged);
    assertThat(isNew(project)).containsExactly("revision 1");
  }

  @Test
  void whereGitKnowsNothingItsOwnWordsSayWhy() throws IOException {
    TestProject alone = opened(temp.resolve("alone"));
    revision(alone, 0);
    assertThat(base(alone).obstacle())
        .hasValueSatisfying(text -> assertThat(text).contains("not a git repository"));
    assertThatThrownBy(() -> GitBase.of(alone.project(), "origin/develop"))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("migrate.base is origin/develop")
        .hasMessageContaining("not a git repository");

    TestProject around = origin("around");
    around.write(".gitignore", "target\n");
    around.git("update-ref", "refs/remotes/origin/main", "HEAD");
    TestProject ignored = opened(temp.resolve("around/target/it"));
    revision(ignored, 1);
    assertThat(base(ignored).branch()).isEmpty();
    assertThat(base(ignored).obstacle())
        .hasValueSatisfying(text -> assertThat(text).contains("Git ignores the folder"));
  }

  @Test
  void aFolderMayHaveAnyNameAndBeInAWorkTreeAModuleOrASubmodule() throws IOException {
    TestProject project = opened(temp.resolve("Große Straße/modül"));
    Files.createDirectories(temp.resolve("Große Straße"));
    revision(project, 0);
    project.write("migrations/älter/zwei wörter.sql", text(1));
    project.git("init", "-q", "-b", "main", "..").git("add", ".").git("commit", "-q", "-m", "two");
    project.git("update-ref", "refs/remotes/origin/main", "HEAD");
    revision(project, 2);
    assertThat(isNew(project)).containsExactly("revision 2");

    Path tree = temp.resolve("tree");
    project.git("worktree", "add", "-q", "--detach", tree.toString());
    TestProject beside = opened(tree.resolve("modül"));
    revision(beside, 2);
    assertThat(isNew(beside)).as("a detached work tree").containsExactly("revision 2");

    TestProject outer = origin("outer").git("branch", "develop");
    outer.git(
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        "file://" + temp.resolve("Große Straße"),
        "inner");
    TestProject inner = opened(temp.resolve("outer/inner/modül"));
    revision(inner, 2);
    inner.builtBy(BuildServer.of(Map.of("GITHUB_ACTIONS", "true", "GITHUB_BASE_REF", "develop")));
    assertThat(base(inner).branch()).as("of the submodule").contains("origin/HEAD");
    assertThat(isNew(inner)).containsExactly("revision 2");
  }

  private TestProject origin(String name) {
    TestProject project = opened(temp.resolve(name));
    revision(project, 0);
    return project
        .git("init", "-q", "-b", "main")
        .git("add", ".")
        .git("commit", "-q", "-m", "first");
  }

  private TestProject opened(Path root) {
    TestProject project = new TestProject(root).withoutDatabase();
    open.add(project);
    return project;
  }

  private static void revision(TestProject project, int number) {
    project.write(file(number), text(number));
  }

  private static String file(int number) {
    return "migrations/20261122100" + number + "_" + IDS.get(number) + "_r.sql";
  }

  private static String text(int number) {
    String parent = number == 0 ? "none" : IDS.get(0);
    return """
        -- revision %d
        --
        -- revision: %s
        -- parent:   %s

        -- migrate:up
        CREATE TABLE t%d (id bigint);

        -- migrate:down
        DROP TABLE t%d;
        """
        .formatted(number, IDS.get(number), parent, number, number);
  }

  private static GitBase base(TestProject project) {
    return GitBase.of(project.project(), null);
  }

  private static List<String> isNew(TestProject project) {
    History history = History.read(project.project());
    return history.graph().revisions().stream()
        .filter(NewRevisions.of(base(project), history, new VerdictBuilder()))
        .map(revision -> revision.message())
        .toList();
  }
}

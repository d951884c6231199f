package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.DataStatement;
import dev.pgmigrate.change.RemoveEnumValues;
import dev.pgmigrate.command.ReleaseChange.Act;
import dev.pgmigrate.revision.MigrationFile;
import dev.pgmigrate.revision.Revision.Phase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The previous release and the new one run at once: a file of {@code test/resources/releases} for
 * each change. The previous release does what it always did once the expand revision is applied,
 * and again once the contract revision is taken back; the new one before the contract revision and
 * after it. The same with one revision, for an application that stops meanwhile.
 *
 * <p>{@code -Dcase=} runs only the changes whose names match it.
 */
class TwoReleasesTest {
  private static final String OWNER = "releases_owner";
  private static final String APPLICATION = "releases_application";

  private static final Path PAGE = Path.of("src/site/markdown/expand-contract.md");
  private static final String HEAD =
      """
      | change | expand | contract | but |
      |---|---|---|---|
      """;

  /** Kinds of which no comparison of two schemas tells, and why. */
  private static final Map<Class<? extends Change>, String> NO_CHANGE_OF_ITS_OWN =
      Map.of(
          RemoveEnumValues.class,
          "the way back of AddEnumValues",
          DataStatement.class,
          "rows that come with a new table of an entity");

  @TempDir Path root;

  @BeforeAll
  static void roles() {
    try (TestProject any = new TestProject(Path.of("."))) {
      any.execute("CREATE ROLE " + OWNER + "; CREATE ROLE " + APPLICATION);
    }
  }

  @AfterAll
  static void dropRoles() {
    try (TestProject any = new TestProject(Path.of("."))) {
      any.execute("DROP ROLE " + OWNER + ", " + APPLICATION);
    }
  }

  private static List<ReleaseChange> changes() {
    Pattern wanted = Pattern.compile(System.getProperty("case", ""));
    return ReleaseChange.all().stream().filter(c -> wanted.matcher(c.name()).find()).toList();
  }

  @TestFactory
  Stream<DynamicTest> bothReleasesWork() {
    Set<Class<?>> kinds = ConcurrentHashMap.newKeySet();
    ExecutorService two = Executors.newFixedThreadPool(2);
    Map<String, Future<?>> running = new HashMap<>();
    changes()
        .forEach(change -> running.put(change.name(), two.submit(() -> bothWork(change, kinds))));
    two.shutdown();
    Stream<DynamicTest> works =
        changes().stream()
            .map(
                change ->
                    DynamicTest.dynamicTest(change.name(), () -> end(running.get(change.name()))));
    return Stream.concat(
        works, Stream.of(DynamicTest.dynamicTest("every kind of change", () -> areAll(kinds))));
  }

  /** {@code -Dupdate} writes them there. */
  @Test
  void thePageNamesThemAll() {
    String table =
        ReleaseChange.all().stream()
            .map(ReleaseChange::onThePage)
            .collect(Collectors.joining("\n", HEAD, "\n"));
    String page = TestProject.read(PAGE);
    int from = page.indexOf(HEAD);
    String there = page.substring(from, page.indexOf("\n\n", from) + 1);
    if (System.getProperty("update") != null) {
      TestProject.edit(PAGE, there, table);
      there = table;
    }
    assertThat(there).isEqualTo(table);
  }

  private static void end(Future<?> run) throws Throwable {
    try {
      run.get();
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }

  /** A new kind of change is not forgotten. */
  private static void areAll(Set<Class<?>> kinds) {
    assumeThat(System.getProperty("case")).as("only some changes").isNull();
    assertThat(Stream.of(Change.class.getPermittedSubclasses()))
        .allMatch(kind -> kinds.contains(kind) != NO_CHANGE_OF_ITS_OWN.containsKey(kind));
  }

  private Void bothWork(ReleaseChange change, Set<Class<?>> kinds) throws SQLException {
    try (TestProject project = project(change, root.resolve(change.name()))) {
      isOneRevisionOffline(project, change);
      RevisionCommand.Result written = inTwoHalves(project, change);
      written.changes().forEach(c -> kinds.add(c.getClass()));
      return null;
    }
  }

  /** For an application that stops meanwhile. */
  private static void isOneRevisionOffline(TestProject project, ReleaseChange change) {
    String lock = project.lock();
    RevisionCommand.Result written = revision(project.offline(), change, null);
    assertThat(phases(written)).as("the revisions offline").containsExactly(Phase.EXPAND);
    assertThat(written.remaining()).as("what the revision leaves different").isEmpty();
    assertThat(ids(written)).doesNotContain("breaks-running-release");
    project.online().without(written.files(), lock);
  }

  private static RevisionCommand.Result inTwoHalves(TestProject project, ReleaseChange change)
      throws SQLException {
    RunningRelease.Numbers numbers = new RunningRelease.Numbers();
    try (RunningRelease previous =
            new RunningRelease(project, role(change), "previous", change.previous(), numbers);
        RunningRelease next =
            new RunningRelease(project, role(change), "next", change.next(), numbers)) {
      previous.start();
      RevisionCommand.Result written = revision(project, change, change.facts().get("widen"));
      assertThat(phases(written)).as("the revisions").isEqualTo(change.halves());
      assertThat(written.remaining()).as("what the revisions leave different").isEmpty();
      assertThat(ids(written).contains("breaks-running-release"))
          .as("the warning breaks-running-release")
          .isEqualTo(change.breaks());

      boolean expands = change.halves().contains(Phase.EXPAND);
      project.upgrade();
      previous.works(expands);
      next.start();
      if (change.halves().contains(Phase.CONTRACT)) {
        previous.works(expands);
        project.upgradeWithContract();
        next.works(true);
        project.downgrade("-1");
        previous.works(expands);
        next.works(true);
      }
      if (expands) {
        project.execute(change.back());
        project.downgrade("-1");
      }
      previous.works(false);
      assertReplanned(change.previous(), previous);
      assertReplanned(change.next(), next);
      return written;
    }
  }

  private static void assertReplanned(List<Act> acts, RunningRelease release) {
    assertThat(release.replanned())
        .as("prepared before, refused in a transaction after")
        .containsExactlyInAnyOrderElementsOf(acts.stream().filter(Act::replans).toList());
  }

  /** The previous release is deployed, and has written rows. */
  private static TestProject project(ReleaseChange change, Path folder) {
    TestProject project = new TestProject(folder);
    if (!change.facts().containsKey("superuser")) {
      project.execute(
          "ALTER SCHEMA public OWNER TO %1$s; GRANT USAGE ON SCHEMA public TO %2$s;"
                  .formatted(OWNER, APPLICATION)
              + " DO 'BEGIN EXECUTE format(''GRANT CREATE ON DATABASE %%I TO %s'',".formatted(OWNER)
              + " current_database()); END'");
      project.role(OWNER);
    }
    project.schema(change.before()).revision("the previous release");
    project.upgrade();
    project.execute(change.rows());
    return project.schema(change.after());
  }

  private static RevisionCommand.Result revision(
      TestProject project, ReleaseChange change, @Nullable String widen) {
    RevisionCommand.Result written =
        widen == null
            ? project.revision("change", change.facts().get("rename"), change.facts().get("drop"))
            : project.widen("change", widen);
    assertThat(written.questions()).as("what is asked").isEmpty();
    String value = change.facts().get("value");
    if (value != null) {
      for (MigrationFile file : written.files()) {
        project.write(
            file.path(),
            TestProject.read(file.path())
                .replaceAll("-- TODO[^\n]*\n", "")
                .replaceAll("-- (UPDATE .* = )\\.\\.\\.( WHERE .*;)", "$1" + value + "$2")
                .replaceAll("current_setting\\('todo.value'\\)::\\w+", value));
      }
    }
    return written;
  }

  private static Optional<String> role(ReleaseChange change) {
    boolean superuser = change.facts().containsKey("superuser");
    return superuser
        ? Optional.empty()
        : Optional.of(change.facts().containsKey("role") ? APPLICATION : OWNER);
  }

  private static List<Phase> phases(RevisionCommand.Result written) {
    return written.files().stream().map(file -> file.revision().phase()).toList();
  }

  private static Collection<String> ids(RevisionCommand.Result written) {
    return written.warnings().stream().map(warning -> warning.id()).collect(Collectors.toSet());
  }
}

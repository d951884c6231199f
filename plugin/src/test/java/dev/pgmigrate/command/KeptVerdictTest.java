package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.verify.Verdict;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verdict is taken again as long as nothing changed that it is made of. */
class KeptVerdictTest {
  private static final String SCHEMA =
      "CREATE TABLE account (id bigint PRIMARY KEY, email text);\n";

  @TempDir Path root;
  private @Nullable TestProject opened;
  private final List<String> debug = new ArrayList<>();

  @AfterEach
  void close() {
    if (opened != null) {
      opened.close();
    }
  }

  private TestProject project() {
    TestProject project = new TestProject(root).withoutDatabase().embeddedShadow("17");
    opened = project;
    project.schema(SCHEMA).revision("first");
    project.merged();
    return project;
  }

  @Test
  void aVerdictIsTakenAgainUntilSomethingChanges() {
    TestProject project = project();
    assertThat(said(project)).isNull();
    assertThat(said(project)).as("%s", debug).isEqualTo("as before");
    project.write("work/verify.json", "{\"of\": \"another run\"}");
    assertThat(said(project)).isNull();
    assertThat(said(project)).isEqualTo("as before");
    Path first = project.revisionFiles().get(0);
    TestProject.edit(first, "-- first", "-- the first");
    assertThat(said(project)).isNull();
    assertThat(said(project)).isEqualTo("as before");
    project.git("add", "migrations").git("commit", "-q", "-m", "words");
    project.git("update-ref", "refs/remotes/origin/main", "HEAD");
    assertThat(said(project)).isNull();
    assertThat(debug).last().asString().contains("what Git has changed");
    assertThat(kept(project, Severity.WARNING, LintLevels.DEFAULT).said()).isEmpty();
    assertThat(kept(project, Severity.ERROR, LintLevels.parse(List.of("lock-table=off"))).said())
        .isEmpty();
  }

  @Test
  void whatIsAboveANoteIsNeverKept() {
    TestProject project = project();
    project.schema(SCHEMA + "CREATE TABLE note (id bigint PRIMARY KEY);\n");
    assertThat(said(project)).isNull();
    assertThat(said(project)).isNull();
  }

  @Test
  void withADatabaseNothingIsKept() {
    TestProject project = project();
    KeptVerdict kept = kept(project.direct(), Severity.ERROR, LintLevels.DEFAULT);
    assertThat(kept.said()).isEmpty();
    assertThat(debug).containsExactly("Nothing is kept: a database is configured");
  }

  /** A new one has to become an ingredient; those of a project are KeptRevisionTest's. */
  @Test
  void everyComponentIsKnown() {
    assertThat(VerifyCommand.Input.class.getRecordComponents())
        .extracting(RecordComponent::getName)
        .containsExactly("project", "base", "levels", "production");
  }

  /** What the goal does. */
  private @Nullable String said(TestProject project) {
    debug.clear();
    KeptVerdict kept = kept(project, Severity.ERROR, LintLevels.DEFAULT);
    String said = kept.said().orElse(null);
    if (said == null) {
      Verdict verdict = project.verify(LintLevels.DEFAULT);
      project.write("work/verify.json", "{}");
      kept.keep(verdict, "as before");
    }
    return said;
  }

  private KeptVerdict kept(TestProject project, Severity failOn, LintLevels levels) {
    return new KeptVerdict(
        new VerifyCommand.Input(project.project(), null, levels),
        failOn,
        List.of(root.resolve("work/verify.json")),
        debug::add);
  }
}

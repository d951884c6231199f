package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.fingerprint.KeptLine;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.proof.LintLevels;
import dev.pgmigrate.report.Paper;
import dev.pgmigrate.report.VerdictReport;
import dev.pgmigrate.verify.Verdict;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verdict is taken again as long as nothing changed that it is made of. */
class KeptVerdictTest {
  private static final String SCHEMA =
      "CREATE TABLE account (id bigint PRIMARY KEY, email text);\n";

  private static final String AS_BEFORE = "Verified 1 revision. Nothing changed since: the files";

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
    assertThat(said(project)).as("%s", debug).isEqualTo(AS_BEFORE);
    project.write("work/verify.json", "{\"of\": \"another run\"}");
    assertThat(said(project)).isNull();
    assertThat(said(project)).isEqualTo(AS_BEFORE);
    Path first = project.revisionFiles().get(0);
    TestProject.edit(first, "-- first", "-- the first");
    assertThat(said(project)).isNull();
    assertThat(said(project)).isEqualTo(AS_BEFORE);
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

  /** It was not found out then, and is not known now. */
  @Test
  void whatWasNotCheckedIsSaidAgain() {
    TestProject project = project();
    project.git("update-ref", "-d", "refs/remotes/origin/main");
    assertThat(said(project)).isNull();
    assertThat(said(project))
        .startsWith("Not checked: edited-history. Git has no branch ")
        .endsWith(AS_BEFORE);
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
    String said =
        kept.said()
            .map(lines -> lines.stream().map(KeptLine::text).collect(Collectors.joining("\n")))
            .orElse(null);
    if (said == null) {
      Verdict verdict = project.verify(LintLevels.DEFAULT);
      project.write("work/verify.json", "{}");
      kept.keep(
          verdict,
          new VerdictReport(verdict, project.project(), Paper.PLAIN)
              .again("the files").stream()
                  .map(line -> new KeptLine(line.warning(), line.text()))
                  .toList());
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

package dev.pgmigrate.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.command.CurrentCommand;
import dev.pgmigrate.command.PlanCommand;
import dev.pgmigrate.command.TestProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "No drift" is said again without a comparison as long as nothing changed that it came from. */
class KeptDriftTest {
  private static final String TAKEN = "Nothing changed since a comparison that found no drift";

  @TempDir Path root;
  private TestProject project;
  private final List<String> debug = new ArrayList<>();

  @BeforeEach
  void aDatabaseWithoutDrift() {
    project = new TestProject(root).embeddedShadow("17");
    project.schema("CREATE TABLE account (id bigint PRIMARY KEY, email text DEFAULT 'x');");
    project.revision("first");
    project.upgrade();
  }

  @AfterEach
  void close() {
    project.close();
  }

  private CurrentCommand.Result current() {
    debug.clear();
    return CurrentCommand.run(new CurrentCommand.Input(project.project(), true), debug::add);
  }

  private boolean taken() {
    return debug.stream().anyMatch(line -> line.startsWith(TAKEN));
  }

  @Test
  void isTakenByEveryGoalThatAsks() {
    assertThat(current().driftUnknown()).isNull();
    assertThat(taken()).isFalse();
    CurrentCommand.Result again = current();
    assertThat(taken()).as("%s", debug).isTrue();
    assertThat(again.drift()).isEmpty();
    assertThat(again.driftUnknown()).isNull();
    debug.clear();
    PlanCommand.Result plan =
        PlanCommand.run(
            new PlanCommand.Input(
                project.project(), PlanCommand.Kind.UPGRADE, null, false, false, true),
            debug::add);
    assertThat(taken()).as("%s", debug).isTrue();
    assertThat(plan.drift()).isEmpty();
    assertThat(plan.driftUnknown()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE by_hand (id int)",
        "ALTER TABLE account ALTER COLUMN email SET DEFAULT 'y'",
        "ALTER TABLE account ADD CHECK (id > 0)",
        "CREATE FUNCTION by_hand() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "REVOKE SELECT ON account FROM postgres",
        "COMMENT ON TABLE account IS 'by hand'"
      })
  void aChangeByHandIsSeen(String change) {
    current();
    project.execute(change);
    assertThat(current().drift()).isNotEmpty();
    assertThat(taken()).isFalse();
    assertThat(current().drift()).as("drift is never kept").isNotEmpty();
    assertThat(taken()).isFalse();
  }

  @Test
  void anotherHistoryIsComparedAgain() {
    current();
    project.schema("CREATE TABLE account (id bigint PRIMARY KEY, email text, phone text);");
    project.revision("second");
    current();
    assertThat(taken()).isFalse();
    project.upgrade();
    current();
    assertThat(taken()).isFalse();
    project.filters(List.of(), List.of("table public.x"));
    current();
    assertThat(taken()).isFalse();
  }

  @Test
  void whatTheClockMakesIsComparedEachTime() {
    project.emptyRevision("by the clock");
    Path written =
        project.files().stream()
            .filter(file -> TestProject.read(file).contains("by the clock"))
            .findFirst()
            .orElseThrow();
    TestProject.edit(written, "-- migrate:up\n", "-- migrate:up\nSELECT clock_timestamp();\n");
    project.upgrade();
    current();
    assertThat(debug).anyMatch(line -> line.startsWith("Not kept: executed again"));
    current();
    assertThat(taken()).isFalse();
  }

  @Test
  void aTornFileIsNoVerdict() throws IOException {
    current();
    try (Stream<Path> kept = Files.list(project.project().work().resolve("kept-drift"))) {
      Path file = kept.findFirst().orElseThrow();
      Files.writeString(file, Files.readString(file).substring(0, 60));
    }
    current();
    assertThat(taken()).isFalse();
  }
}

package dev.pgmigrate.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What Maven ignores without a word. */
class UnknownPropertiesTest {
  private static final Set<String> KNOWN =
      Set.of("migrate.phase", "migrate.exclude", "migrate.dryRun", "migrate.url");

  @Test
  void aTypingErrorOnTheCommandLineIsNamedWithWhatIsMeant() {
    assertThat(lines(Set.of("migrate.phse", "migrate.dryrun", "migrate.nonsense"), Set.of()))
        .containsExactlyInAnyOrder(
            "-Dmigrate.phse is not a parameter of any goal and has no effect; did you mean"
                + " -Dmigrate.phase?",
            "-Dmigrate.dryrun is not a parameter of any goal and has no effect; did you mean"
                + " -Dmigrate.dryRun?",
            "-Dmigrate.nonsense is not a parameter of any goal and has no effect.");
  }

  @Test
  void aPropertyOfThePomMayBeTheProjectsOwnUnlessItLooksLikeOneOfOurs() {
    assertThat(lines(Set.of(), Set.of("migrate.version", "migrate.exlude")))
        .containsExactly(
            "The property migrate.exlude of the POM is not a parameter of any goal; did you mean"
                + " migrate.exclude?");
  }

  @Test
  void whatIsKnownOrSomebodyElsesIsNotNamed() {
    assertThat(lines(Set.of("migrate.url", "skipTests", "message"), Set.of("migrate.url")))
        .isEmpty();
  }

  @Test
  void aGoalThatChangesADatabaseRefusesWhatItDoesNotHave() {
    Set<String> own = Set.of("migrate.phase", "migrate.url");
    UnknownProperties.refuse(Set.of("migrate.phase", "message"), own, KNOWN, "upgrade");
    // Another goal of the same command line may have it.
    UnknownProperties.refuse(Set.of("migrate.exclude"), own, KNOWN, "upgrade");

    assertThatThrownBy(
            () -> UnknownProperties.refuse(Set.of("migrate.dryRun"), own, KNOWN, "upgrade"))
        .hasMessage(
            "-Dmigrate.dryRun is for migrate:revision; migrate:upgrade would execute. Nothing was"
                + " executed. To see what it would do: mvn migrate:plan");
    assertThatThrownBy(
            () -> UnknownProperties.refuse(Set.of("migrate.phse"), own, KNOWN, "upgrade"))
        .hasMessage(
            "-Dmigrate.phse is not a parameter of any goal; did you mean -Dmigrate.phase?"
                + " Nothing was executed.");
  }

  private static List<String> lines(Set<String> given, Set<String> ofPom) {
    return UnknownProperties.lines(given, ofPom, KNOWN);
  }
}

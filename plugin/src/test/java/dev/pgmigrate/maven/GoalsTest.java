package dev.pgmigrate.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.junit.jupiter.api.Test;

/** The names that command lines and POMs rely on, as Maven reads them. */
class GoalsTest {
  private static final Set<String> WITHOUT_POM =
      Set.of(
          "baseline",
          "current",
          "diff",
          "downgrade",
          "heads",
          "help",
          "history",
          "lint",
          "merge",
          "plan",
          "protect",
          "rebase",
          "show",
          "squash",
          "stamp",
          "unlock",
          "upgrade");

  private final PluginDescriptor plugin = plugin();

  /** Maven prints with -X what the parameters hold; of this type what the POM says. */
  @Test
  void whatMayHoldAPasswordCannotBePrinted() {
    Set<String> hidden =
        plugin.getMojos().stream()
            .flatMap(goal -> goal.getParameters().stream())
            .filter(parameter -> parameter.getType().equals(PlexusConfiguration.class.getName()))
            .map(Parameter::getName)
            .collect(Collectors.toSet());
    assertThat(hidden).contains("url", "directUrl", "password", "shadow", "from", "to");
    assertThat(plugin.getMojos())
        .flatExtracting(MojoDescriptor::getParameters)
        .filteredOn(parameter -> parameter.getName().matches("(?i).*(url|password|secret|token)"))
        .isNotEmpty()
        .extracting(Parameter::getType)
        .containsOnly(PlexusConfiguration.class.getName());
  }

  @Test
  void goalsAreTheseAndNoOthers() {
    assertThat(plugin.getMojos())
        .extracting(MojoDescriptor::getGoal)
        .containsExactlyInAnyOrder(
            "accept",
            "baseline",
            "current",
            "diff",
            "downgrade",
            "heads",
            "help",
            "history",
            "lint",
            "merge",
            "plan",
            "protect",
            "rebase",
            "revision",
            "revision-no-fork",
            "show",
            "squash",
            "stamp",
            "unlock",
            "upgrade",
            "verify",
            "verify-no-fork");
    assertThat(plugin.getGoalPrefix()).isEqualTo("migrate");
  }

  @Test
  void goalsThatReadNoEntitiesNeedNeitherPomNorDependencies() {
    for (MojoDescriptor goal : plugin.getMojos()) {
      assertThat(goal.isProjectRequired())
          .as(goal.getGoal())
          .isNotEqualTo(WITHOUT_POM.contains(goal.getGoal()));
      boolean entities =
          goal.getGoal().startsWith("revision")
              || goal.getGoal().equals("accept")
              || goal.getGoal().equals("baseline")
              || goal.getGoal().startsWith("verify")
              || goal.getGoal().equals("diff");
      assertThat(goal.getDependencyResolutionRequired())
          .as(goal.getGoal())
          .isEqualTo(entities ? "compile+runtime" : null);
    }
  }

  @Test
  void onlyTheTwinsWithoutForkAreBoundToPhases() {
    assertThat(goal("revision").getExecutePhase()).isEqualTo("process-classes");
    assertThat(goal("verify").getExecutePhase()).isEqualTo("process-classes");
    assertThat(goal("revision-no-fork").getExecutePhase()).isNull();
    assertThat(goal("revision-no-fork").getPhase()).isEqualTo("process-classes");
    assertThat(goal("verify-no-fork").getExecutePhase()).isNull();
    assertThat(goal("verify-no-fork").getPhase()).isEqualTo("verify");
  }

  @Test
  void everyGoalKnowsTheDatabaseAndTheFolders() {
    for (MojoDescriptor goal : plugin.getMojos()) {
      if (!goal.getGoal().equals("help")) {
        assertThat(properties(goal))
            .as(goal.getGoal())
            .containsEntry("migrate.url", "")
            .containsEntry("migrate.username", "")
            .containsEntry("migrate.password", "")
            .containsEntry("migrate.server", "")
            .containsEntry("migrate.directory", "src/main/migrations")
            .containsEntry("migrate.schemaDirectory", "src/main/schema")
            .containsEntry("migrate.embedded", "false")
            .containsEntry("migrate.postgresVersion", "")
            .containsEntry("migrate.shadow", "embedded")
            .containsEntry("migrate.skip", "false");
      }
    }
  }

  @Test
  void someGoalsHaveOptionsOfTheirOwn() {
    assertThat(properties(goal("revision")))
        .containsEntry("message", "")
        .containsEntry("migrate.message", "")
        .containsEntry("migrate.empty", "false")
        .containsEntry("migrate.rename", "")
        .containsEntry("migrate.drop", "")
        .containsEntry("migrate.current", "history")
        .containsEntry("migrate.entityDependencies", "");
    assertThat(properties(goal("upgrade")))
        .containsEntry("migrate.target", "head")
        .containsEntry("migrate.approve", "");
    assertThat(properties(goal("downgrade")))
        .containsEntry("migrate.target", "-1")
        .containsEntry("migrate.approve", "");
    assertThat(properties(goal("stamp"))).containsEntry("migrate.approve", "");
    assertThat(properties(goal("plan")))
        .containsEntry("migrate.plan", "upgrade")
        .containsEntry("migrate.target", "")
        .containsEntry("migrate.phase", "expand")
        .containsEntry("migrate.drift", "true")
        .containsEntry("migrate.format", "text")
        .containsEntry("migrate.output", "");
    assertThat(properties(goal("protect"))).containsEntry("migrate.unprotect", "");
    assertThat(properties(goal("diff")))
        .containsEntry("migrate.from", "history")
        .containsEntry("migrate.to", "entities")
        .containsEntry("migrate.output", "")
        .containsEntry("migrate.entityDependencies", "");
  }

  @Test
  void everyOptionIsDocumented() {
    for (MojoDescriptor goal : plugin.getMojos()) {
      assertThat(goal.getDescription()).as(goal.getGoal()).isNotBlank();
      for (Parameter parameter : goal.getParameters()) {
        if (parameter.isEditable()) {
          assertThat(parameter.getDescription())
              .as(goal.getGoal() + " " + parameter.getName())
              .isNotBlank();
        }
      }
    }
  }

  private MojoDescriptor goal(String name) {
    return plugin.getMojos().stream()
        .filter(goal -> goal.getGoal().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The properties that set the parameters of a goal, and what they are when nothing is said. */
  private static Map<String, String> properties(MojoDescriptor goal) {
    var configuration = goal.getMojoConfiguration();
    return goal.getParameters().stream()
        .filter(Parameter::isEditable)
        .map(parameter -> configuration.getChild(parameter.getName()))
        .filter(child -> child.getValue("").startsWith("${"))
        .collect(
            Collectors.toMap(
                child -> child.getValue("").replaceAll("[${}]", ""),
                child -> child.getAttribute("default-value", ""),
                (one, other) -> one,
                TreeMap::new));
  }

  private static PluginDescriptor plugin() {
    try (Reader reader =
        new InputStreamReader(
            GoalsTest.class.getResourceAsStream("/META-INF/maven/plugin.xml"),
            StandardCharsets.UTF_8)) {
      return new PluginDescriptorBuilder().build(reader);
    } catch (Exception e) {
      throw new AssertionError("Run it with Maven, which makes the descriptor", e);
    }
  }
}

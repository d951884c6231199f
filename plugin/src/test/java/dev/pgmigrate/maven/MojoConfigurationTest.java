package dev.pgmigrate.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.draft.WarningLevels;
import java.io.File;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.junit.jupiter.api.Test;

/** What a POM says reaches the goals. */
@MojoTest
class MojoConfigurationTest {
  private static final String DEFAULTS = "src/test/resources/mojo/defaults.xml";
  private static final String CONFIGURED = "src/test/resources/mojo/configured.xml";

  @Test
  @InjectMojo(goal = "upgrade", pom = DEFAULTS)
  void anUnconfiguredGoalKnowsWhereThingsAre(UpgradeMojo mojo) {
    assertThat(mojo.directory).isEqualTo(new File("src/main/migrations").getAbsoluteFile());
    assertThat(mojo.schemaDirectory).isEqualTo(new File("src/main/schema").getAbsoluteFile());
    assertThat(mojo.target).isEqualTo("head");
    assertThat(mojo.hidden(mojo.url)).isNull();
    assertThat(mojo.username).isNull();
    assertThat(mojo.hidden(mojo.password)).isNull();
    assertThat(mojo.server).isNull();
    assertThat(mojo.embedded).isFalse();
    assertThat(mojo.postgresVersion).as("what the folder records").isNull();
    assertThat(mojo.hidden(mojo.shadow)).isEqualTo("embedded");
    assertThat(mojo.skip).isFalse();
  }

  @Test
  @InjectMojo(goal = "upgrade", pom = CONFIGURED)
  void aDatabaseAndItsFoldersCanBeConfigured(UpgradeMojo mojo) {
    assertThat(mojo.directory).isEqualTo(new File("db/migrations").getAbsoluteFile());
    assertThat(mojo.schemaDirectory).isEqualTo(new File("db/schema").getAbsoluteFile());
    assertThat(mojo.target).isEqualTo("+1");
    assertThat(mojo.hidden(mojo.url)).isEqualTo("jdbc:postgresql://db/shop");
    assertThat(mojo.username).isEqualTo("shop");
    assertThat(mojo.hidden(mojo.password)).isEqualTo("secret");
    assertThat(mojo.server).isEqualTo("shop-production");
    assertThat(mojo.embedded).isTrue();
    assertThat(mojo.postgresVersion).isEqualTo("16");
    assertThat(mojo.hidden(mojo.shadow)).isEqualTo("same-server");
    assertThat(mojo.shadowTrusted).isTrue();
    assertThat(mojo.includes).containsExactly("shop.*");
    assertThat(mojo.excludes).containsExactly("table shop.audit_*", "index shop.ix_tmp_*");
  }

  @Test
  @InjectMojo(goal = "revision", pom = CONFIGURED)
  void aRevisionHasAMessageAndEntitiesOfDependencies(RevisionMojo mojo) {
    assertThat(mojo.message).isEqualTo("add user.phone_number");
    assertThat(mojo.entityDependencies).containsExactly("com.acme:model", "com.acme:audit");
    assertThat(mojo.empty).isFalse();
    assertThat(mojo.current).isEqualTo("history");
  }

  @Test
  @InjectMojo(goal = "revision", pom = CONFIGURED)
  void theCommandLineWinsOverTheWarningsOfThePom(RevisionMojo mojo) {
    mojo.session =
        new MavenSession(
            null, null, new DefaultMavenExecutionRequest(), new DefaultMavenExecutionResult());
    mojo.session.getUserProperties().put("migrate.warnings", "long-lock=error,data-loss=off");
    assertThat(WarningLevels.parse(mojo.wantedWarnings()).byId())
        .containsEntry("long-lock", WarningLevels.Level.ERROR)
        .containsEntry("data-loss", WarningLevels.Level.OFF);
  }

  @Test
  @InjectMojo(goal = "revision", pom = DEFAULTS)
  @MojoParameter(name = "entityDependencies", value = "com.acme:model,com.acme:audit")
  void dependenciesCanBeOneListWithCommas(RevisionMojo mojo) {
    assertThat(mojo.entityDependencies).containsExactly("com.acme:model", "com.acme:audit");
  }

  @Test
  @InjectMojo(goal = "downgrade", pom = DEFAULTS)
  void aDowngradeTakesOneRevisionBack(DowngradeMojo mojo) {
    assertThat(mojo.target).isEqualTo("-1");
    assertThat(mojo.fromJournal).isFalse();
  }

  @Test
  @InjectMojo(goal = "diff", pom = DEFAULTS)
  void aDiffLeadsFromTheHistoryToTheEntities(DiffMojo mojo) {
    assertThat(mojo.hidden(mojo.from)).isEqualTo("history");
    assertThat(mojo.hidden(mojo.to)).isEqualTo("entities");
    assertThat(mojo.output).isNull();
  }

  @Test
  @InjectMojo(goal = "diff", pom = CONFIGURED)
  void aDiffCanCompareAnythingAndBeAFile(DiffMojo mojo) {
    assertThat(mojo.hidden(mojo.from)).isEqualTo("database");
    assertThat(mojo.hidden(mojo.to)).isEqualTo("new.sql");
    assertThat(mojo.output).isEqualTo(new File("diff.sql").getAbsoluteFile());
  }

  @Test
  @InjectMojo(goal = "upgrade", pom = CONFIGURED)
  void aSkippedGoalDoesNothing(UpgradeMojo mojo) throws Exception {
    // There is no database at that URL, nor a server entry of that id.
    mojo.execute();
  }
}

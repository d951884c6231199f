package dev.pgmigrate.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.MigrationException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which modules of a build own migrations. */
class OwnershipTest {
  @TempDir Path root;

  private MavenProject parent;
  private MavenProject model;
  private MavenProject app;

  @BeforeEach
  void aBuildOfThree() throws Exception {
    parent = module("parent", "pom", root);
    model = module("model", "jar", root.resolve("model"));
    app = module("app", "jar", root.resolve("app"));
  }

  @Test
  void aBuildOfOneProjectOwnsItself() {
    assertThat(ownsHere(List.of(app), app)).isTrue();
  }

  @Test
  void theModuleThatDeclaresThePluginOwns() {
    declare(app);

    assertThat(ownsHere(List.of(parent, model, app), app)).isTrue();
    assertThat(ownsHere(List.of(parent, model, app), model)).isFalse();
    assertThat(owners(parent)).containsExactly(app);
  }

  @Test
  void aPomThatGroupsModulesOwnsNothingByDeclaringIt() {
    declare(parent);
    declare(app);

    assertThat(owners(parent)).containsExactly(app);
  }

  @Test
  void theModuleWithMigrationsOwns() throws Exception {
    Files.createDirectories(root.resolve("model/src/main/migrations"));

    assertThat(ownsHere(List.of(parent, model, app), model)).isTrue();
    assertThat(owners(parent)).containsExactly(model);
  }

  @Test
  void theModuleWithSchemaFilesOwns() throws Exception {
    Files.createDirectories(root.resolve("app/src/main/schema"));

    assertThat(owners(parent)).containsExactly(app);
  }

  @Test
  void nobodyIsAFailureThatNamesTheCandidates() {
    assertThatThrownBy(() -> owners(parent))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("No module of this build owns migrations")
        .hasMessageContaining("one of model, app");
  }

  @Test
  void aGoalThatRunsInEveryModuleSpeaksUpInTheLast() {
    ownership(List.of(parent, model, app), model)
        .failIfNobodyOwns(migrations(model), schema(model));
    assertThatThrownBy(
            () ->
                ownership(List.of(parent, model, app), app)
                    .failIfNobodyOwns(migrations(app), schema(app)))
        .isInstanceOf(MigrationException.class);
  }

  @Test
  void aGoalThatRanSomewhereIsSilentInTheLast() {
    declare(model);

    ownership(List.of(parent, model, app), app).failIfNobodyOwns(migrations(app), schema(app));
  }

  private boolean ownsHere(List<MavenProject> build, MavenProject project) {
    return ownership(build, project)
        .ownsHere(migrations(project).toPath(), schema(project).toPath());
  }

  private List<MavenProject> owners(MavenProject project) {
    return ownership(List.of(parent, model, app), project)
        .owners(migrations(project), schema(project));
  }

  private static Ownership ownership(List<MavenProject> build, MavenProject project) {
    @SuppressWarnings("deprecation") // The one that needs no container.
    MavenSession session =
        new MavenSession(
            null, null, new DefaultMavenExecutionRequest(), new DefaultMavenExecutionResult());
    session.setProjects(build);
    return Ownership.of(session, project);
  }

  private static File migrations(MavenProject project) {
    return new File(project.getBasedir(), "src/main/migrations");
  }

  private static File schema(MavenProject project) {
    return new File(project.getBasedir(), "src/main/schema");
  }

  private static void declare(MavenProject project) {
    Plugin plugin = new Plugin();
    plugin.setGroupId("dev.pgmigrate");
    plugin.setArtifactId("migrate-maven-plugin");
    Build build = new Build();
    build.addPlugin(plugin);
    project.getOriginalModel().setBuild(build);
  }

  private static MavenProject module(String name, String packaging, Path folder) throws Exception {
    Files.createDirectories(folder);
    Model model = new Model();
    model.setGroupId("com.acme");
    model.setArtifactId(name);
    model.setVersion("1");
    model.setPackaging(packaging);
    MavenProject project = new MavenProject(model);
    project.setOriginalModel(model.clone());
    project.setFile(folder.resolve("pom.xml").toFile());
    return project;
  }
}

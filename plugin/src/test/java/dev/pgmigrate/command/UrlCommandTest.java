package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.jdbc.DatabaseException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a URL says, in the goals. */
class UrlCommandTest {
  @TempDir Path root;
  private TestProject project;

  @BeforeEach
  void open() {
    project = new TestProject(root);
    project.schema("CREATE TABLE account (id bigint PRIMARY KEY);\n").revision("first");
  }

  @AfterEach
  void close() {
    project.close();
  }

  private DatabaseConfig with(String parameters) {
    return DatabaseConfig.of(project.url() + "&" + parameters, null, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "readOnly=true",
        "readOnly=true&readOnlyMode=always",
        "options=-c%20default_transaction_read_only%3Don",
        "targetServerType=secondary"
      })
  void aDatabaseForReadingIsReadAndNotUpgraded(String parameters) {
    project.database(with(parameters));
    assertThatThrownBy(project::upgrade)
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining(parameters.replaceAll("=.*|&.*", ""))
        .hasMessageContaining("this goal writes");
    project.database(DatabaseConfig.of(project.url(), null, null)).direct(with(parameters));
    assertThatThrownBy(project::upgrade).hasMessageContaining("this goal writes");
    assertThat(project.columns("account")).isEmpty();
  }

  @Test
  void aDatabaseForReadingIsRead() {
    project.upgrade();
    project.database(with("readOnly=true&readOnlyMode=always"));
    assertThat(project.current().toString()).contains("first");
  }

  @Test
  void anotherSchemaForNamesWithoutOneIsRefused() {
    project.execute("CREATE SCHEMA app");
    project.database(with("currentSchema=app"));
    assertThatThrownBy(project::upgrade)
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("currentSchema=app")
        .hasMessageContaining("a name without a schema means public");
    project
        .database(DatabaseConfig.of(project.url(), null, null))
        .direct(with("currentSchema=app"));
    assertThatThrownBy(project::upgrade).hasMessageContaining("currentSchema=app");
    assertThat(project.columns("account")).isEmpty();

    project.database(with("currentSchema=public,app")).direct();
    project.upgrade();
    assertThat(project.columns("account")).isNotEmpty();
  }
}

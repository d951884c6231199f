package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.plan.ImpossibleChangeException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL gives no other type to a column that a table is partitioned by. */
class PartitionedByEnumTest {
  private static final String ONE =
      """
      CREATE TYPE kind AS ENUM ('call');
      CREATE TABLE log (id int NOT NULL, kind kind NOT NULL) PARTITION BY LIST (kind);
      CREATE TABLE log_call PARTITION OF log FOR VALUES IN ('call');
      """;

  private static final String TWO =
      ONE.replace("('call');\nCREATE TABLE log (", "('call', 'mail');\nCREATE TABLE log (")
          + "CREATE TABLE log_mail PARTITION OF log FOR VALUES IN ('mail');\n";

  @TempDir Path root;
  private TestProject project;

  @BeforeEach
  void history() {
    project = new TestProject(root);
    project.schema(ONE).revision("first");
    project.upgrade();
    project.execute("INSERT INTO log VALUES (1, 'call')");
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void aNewValueHasNoWayBack() {
    RevisionCommand.Result written = project.schema(TWO).revision("mail");

    assertThat(TestProject.read(written.files().get(0).path()))
        .contains("-- irreversible: enum kind cannot lose values or be replaced:")
        .contains("table log is partitioned by its column kind");
    project.upgrade();
    project.execute("INSERT INTO log VALUES (2, 'mail')");
    assertThatThrownBy(() -> project.downgrade("-1")).hasMessageContaining("is irreversible");
    assertThat(project.query("SELECT count(*) FROM log_mail")).containsExactly("1");
  }

  @Test
  void aValueThatGoesIsRefusedBeforeAnythingIsWritten() {
    project.schema(TWO).revision("mail");
    String lock = project.lock();
    project.schema(ONE);

    assertThatThrownBy(() -> project.revision("no mail"))
        .isInstanceOf(ImpossibleChangeException.class)
        .hasMessageContaining("table log is partitioned by its column kind");
    assertThat(project.lock()).isEqualTo(lock);
  }
}

package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.change.Warning;
import dev.pgmigrate.entity.EntityProject;
import dev.pgmigrate.intent.Question;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table moves to another schema with its rows, its sequence and its enum. */
class MovedTableTest {
  private static final String BILL =
      "@Entity @Table(schema = \"public\") public class Bill {"
          + " @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id;"
          + " @Column(unique = true) String number; @ManyToOne Bill former; }";

  @TempDir Path root;
  private TestProject project;
  private int version;

  @BeforeEach
  void open() {
    project = new TestProject(root);
  }

  @AfterEach
  void close() {
    project.close();
  }

  private TestProject entity(String source) {
    return project.entities(
        new EntityProject(root.resolve("build-" + ++version)).source(source).input());
  }

  @Test
  void toANewSchemaAndBack() {
    entity(BILL).revision("first");
    project.upgrade();
    project.execute("INSERT INTO bill (number) VALUES ('a'), ('b')");
    entity(BILL.replace("\"public\"", "\"sales\""));
    assertThat(project.revision("move").questions())
        .singleElement()
        .satisfies(
            question ->
                assertThat(question.renameOptions())
                    .containsExactly("-Dmigrate.rename=bill:sales.bill"));
    RevisionCommand.Result moved = project.revision("move", "bill:sales.bill", null);
    assertThat(moved.remaining()).isEmpty();
    assertThat(project.verify().findings()).isEmpty();
    project.upgrade();
    project.execute("INSERT INTO bill (number, former_id) VALUES ('c', 1)");
    project.execute("INSERT INTO sales.bill (number) VALUES ('d')");
    for (String table : List.of("bill", "sales.bill")) {
      assertThat(project.query("SELECT number FROM " + table + " ORDER BY id"))
          .containsExactly("a", "b", "c", "d");
    }
    project.upgradeWithContract();
    assertThat(project.revision(null).live().drift()).isEmpty();
    project.downgrade("-2");
    assertThat(project.query("SELECT number FROM bill ORDER BY id"))
        .containsExactly("a", "b", "c", "d");
  }

  @Test
  void toTheSchemaThatNamesLeaveOutWithItsSequence() {
    String bill =
        BILL.replace("\"public\"", "\"sales\"")
            .replace(
                "IDENTITY)",
                "SEQUENCE, generator = \"b\") @SequenceGenerator(name = \"b\", sequenceName = \"b_seq\", schema = \"sales\")");
    entity(bill).revision("first");
    project.upgrade();
    project.execute("INSERT INTO sales.bill (id, number) VALUES (1, 'a')");
    project.query("SELECT nextval('sales.b_seq')");
    entity(bill.replace("\"sales\"", "\"public\""));
    assertThat(project.revision("move").questions())
        .flatExtracting(Question::renameOptions)
        .containsExactly("-Dmigrate.rename=sales.bill:public.bill");
    RevisionCommand.Result moved = project.revision("move", "sales.bill:public.bill", null);
    assertThat(moved.remaining()).isEmpty();
    assertThat(moved.warnings()).extracting(Warning::id).doesNotContain("breaks-running-release");
    project.upgrade();
    for (String table : List.of("bill", "sales.bill")) {
      assertThat(project.query("SELECT number FROM " + table)).containsExactly("a");
    }
    // Each release draws from the sequence that it knows, and the two do not meet.
    assertThat(project.query("SELECT nextval('sales.b_seq')")).containsExactly("51");
    assertThat(project.query("SELECT nextval('b_seq')")).containsExactly("10000001");
    project.upgradeWithContract();
    assertThat(project.query("SELECT to_regclass('sales.b_seq')")).containsOnlyNulls();
    assertThat(project.revision(null).live().drift()).isEmpty();
  }
}

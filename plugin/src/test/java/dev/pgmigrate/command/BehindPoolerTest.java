package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.draft.RowsInTheWay;
import dev.pgmigrate.project.Approval;
import dev.pgmigrate.project.ApprovalException;
import dev.pgmigrate.shadow.Pooler;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The goals behind PgBouncer in transaction mode, with a direct URL beside it and without. */
class BehindPoolerTest {
  private static final String BEFORE =
      "CREATE TABLE account (id bigint PRIMARY KEY, email text, age text);\n";
  private static final String AFTER =
      """
      CREATE TABLE account (
        id bigint PRIMARY KEY, email text NOT NULL CONSTRAINT uq_email UNIQUE,
        age integer CONSTRAINT ck_age CHECK (age > 0));
      CREATE INDEX ix_age ON account (age);
      """;

  private static Pooler pooler;
  @TempDir Path root;
  private TestProject project;

  @BeforeAll
  static void start() throws Exception {
    pooler = Pooler.start();
  }

  @AfterAll
  static void stop() throws IOException {
    if (pooler != null) {
      pooler.close();
    }
  }

  @BeforeEach
  void open() {
    project = new TestProject(root);
    project.schema(BEFORE).revision("first");
    project.upgrade();
  }

  @AfterEach
  void close() {
    project.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPlanIsTheSameAndItsApprovalIsGood(boolean withDirect) {
    project.schema(BEFORE + "CREATE TABLE b (id int);\nCREATE INDEX ix_age ON account (age);\n");
    project.revision("second");
    project.pooled(pooler, withDirect).protect();
    assertThatThrownBy(project::upgrade).isInstanceOf(ApprovalException.class);
    Approval pooled = project.plan().digest();

    assertThat(project.direct().plan().digest()).isEqualTo(pooled);
    project.pooled(pooler, withDirect).approve(pooled).upgrade();

    assertThat(project.query("SELECT relname FROM pg_class WHERE relname IN ('b', 'ix_age')"))
        .hasSize(2);
    assertThat(project.current().pending()).isEmpty();
    String name = project.query("SELECT current_database()").get(0);
    project.unprotect(name).approve(null).downgrade("-1");
    assertThat(project.columns("b")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPlanDoesNotWaitForALockedTable(boolean withDirect) throws SQLException {
    project.schema(BEFORE + "CREATE INDEX ix_age ON account (age);\n").revision("second");
    try (Connection other = DriverManager.getConnection(project.url());
        Statement statement = other.createStatement()) {
      project.pooled(pooler, withDirect);
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE account");

      assertThat(project.plan().tables())
          .singleElement()
          .satisfies(size -> assertThat(size.name().name()).isEqualTo("account"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void rowsInTheWayAreCounted(boolean withDirect) {
    project.execute("INSERT INTO account VALUES (1, NULL, 'x'), (2, 'a', '1'), (3, 'a', '2')");
    List<RowsInTheWay> rows =
        project.pooled(pooler, withDirect).schema(AFTER).revision("stricter").rows();
    assertThat(rows)
        .extracting(RowsInTheWay::inWords)
        .contains(
            "not counted: operator does not exist: text > integer;"
                + " an earlier statement of this revision must run first",
            "1 of 3 rows have no value",
            "1 of 3 rows do not fit integer",
            "2 of 3 rows have the same email as others");
  }
}

package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.intent.Question;
import dev.pgmigrate.intent.UnfitAnswerException;
import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.jdbc.DatabaseException.Reason;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.report.QuestionReport;
import dev.pgmigrate.revision.MigrationDirectoryException;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionFormatException;
import dev.pgmigrate.revision.RevisionGraphException;
import dev.pgmigrate.run.StepFailedException;
import dev.pgmigrate.shadow.ReplayException;
import dev.pgmigrate.verify.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong is said: what, where, and what to do; and nothing is left half done. */
class BadInputTest {
  private static final String ACCOUNT =
      "CREATE TABLE account (id bigint PRIMARY KEY, phone varchar(32));\n";
  private static final String RENAMED =
      "CREATE TABLE account (id bigint PRIMARY KEY, phone_number varchar(32));\n";

  @TempDir Path root;
  private TestProject project;

  @BeforeEach
  void open() {
    project = new TestProject(root);
  }

  @AfterEach
  void close() {
    project.close();
  }

  // The database.

  @Test
  void nobodyAnswers() throws IOException {
    project.schema(ACCOUNT).revision("first");
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    project.database(DatabaseConfig.of("jdbc:postgresql://127.0.0.1:" + port + "/app", "u", "pw1"));
    assertThat(failure(project::upgrade))
        .hasMessageContaining("127.0.0.1:" + port)
        .extracting(DatabaseException::reason)
        .isEqualTo(Reason.UNREACHABLE);
    assertThat(failure(project::current).reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(failure(() -> project.revision("second")).reason()).isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  void wrongPassword() {
    project.schema(ACCOUNT).revision("first");
    project.execute("CREATE ROLE keyless LOGIN PASSWORD 'right'");
    try {
      project.database(DatabaseConfig.of(urlWithoutUser(), "keyless", "s3cret"));
      assertThat(failure(project::upgrade))
          .hasMessageContaining("(user \"keyless\")")
          .hasMessageNotContaining("s3cret")
          .extracting(DatabaseException::reason)
          .isEqualTo(Reason.AUTHENTICATION);
    } finally {
      project.execute("DROP ROLE keyless");
    }
  }

  @Test
  void unknownDatabase() {
    project.schema(ACCOUNT).revision("first");
    String url = project.url().replaceFirst("/test_\\d+", "/no_such_database");
    project.database(DatabaseConfig.of(url, null, null));
    assertThat(failure(project::upgrade))
        .hasMessageContaining("There is no database \"no_such_database\"")
        .extracting(DatabaseException::reason)
        .isEqualTo(Reason.UNKNOWN_DATABASE);
  }

  @Test
  void noRightToCreate() {
    project.schema(ACCOUNT).revision("first");
    project.execute("CREATE ROLE powerless LOGIN PASSWORD 's3cret'");
    try {
      project.database(DatabaseConfig.of(urlWithoutUser(), "powerless", "s3cret"));
      assertThat(failure(project::upgrade))
          .hasMessageContaining("CREATE")
          .hasMessageContaining("public")
          .extracting(DatabaseException::reason)
          .isEqualTo(Reason.NO_PERMISSION);
      assertThat(project.columns("account")).isEmpty();
    } finally {
      project.execute("DROP ROLE powerless");
    }
  }

  private String urlWithoutUser() {
    return project.url().replaceFirst("\\?.*", "");
  }

  private static DatabaseException failure(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable what) {
    return catchThrowableOfType(DatabaseException.class, what);
  }

  // The history.

  @Test
  void malformedHeader() {
    Path file = project.schema(ACCOUNT).revision("first").written();
    TestProject.edit(file, "-- revision: ", "-- revision: x");
    assertThatThrownBy(project::upgrade)
        .isInstanceOf(RevisionFormatException.class)
        .hasMessageContaining(file.getFileName() + ":3");
  }

  @Test
  void duplicateId() throws IOException {
    Path file = project.schema(ACCOUNT).revision("first").written();
    Path copy = project.migrations().resolve("copy.sql");
    Files.copy(file, copy);
    assertThatThrownBy(project::upgrade)
        .isInstanceOf(RevisionFormatException.class)
        .hasMessageContaining("copy.sql")
        .hasMessageContaining(file.getFileName().toString());
  }

  @Test
  void missingParent() {
    hand("bbbbbbbbbbbb", "aaaaaaaaaaaa", "SELECT 1;");
    assertThatThrownBy(project::upgrade)
        .isInstanceOf(RevisionGraphException.class)
        .hasMessageContaining("bbbbbbbbbbbb")
        .hasMessageContaining("needs revision aaaaaaaaaaaa, which does not exist");
  }

  @Test
  void cycle() {
    hand("aaaaaaaaaaaa", "bbbbbbbbbbbb", "SELECT 1;");
    hand("bbbbbbbbbbbb", "aaaaaaaaaaaa", "SELECT 1;");
    assertThatThrownBy(project::upgrade)
        .isInstanceOf(RevisionGraphException.class)
        .hasMessageContaining("aaaaaaaaaaaa -> bbbbbbbbbbbb -> aaaaaaaaaaaa");
  }

  @Test
  void twoHeads() {
    Revision first = project.schema(ACCOUNT).revision("first").revision();
    hand("aaaaaaaaaaaa", first.id(), "CREATE TABLE a (id int);");
    hand("bbbbbbbbbbbb", first.id(), "CREATE TABLE b (id int);");
    assertThatThrownBy(project::upgrade)
        .isInstanceOf(RevisionGraphException.class)
        .hasMessageContaining("aaaaaaaaaaaa")
        .hasMessageContaining("bbbbbbbbbbbb");
    project.schema(ACCOUNT + "CREATE TABLE c (id int);");
    assertThatThrownBy(() -> project.revision("next"))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("2 heads: aaaaaaaaaaaa (by hand), bbbbbbbbbbbb (by hand)")
        .hasMessageContaining("mvn migrate:merge");
    assertThat(project.columns("account")).isEmpty();

    assertThat(project.upgrade("heads").applied()).hasSize(3);
    hand("cccccccccccc", "aaaaaaaaaaaa, bbbbbbbbbbbb", "SELECT 1;");
    assertThat(project.upgrade().applied())
        .extracting(Revision::id)
        .containsExactly("cccccccccccc");
    assertThatThrownBy(() -> project.downgrade("-1"))
        .hasMessageContaining("merges several branches")
        .hasMessageContaining("aaaaaaaaaaaa")
        .hasMessageContaining("bbbbbbbbbbbb");
  }

  @Test
  void brokenSql() {
    Path file =
        hand(
            "aaaaaaaaaaaa",
            "none",
            """
        CREATE TABLE before (id int);

        -- migrate:up
        CREATE TABLE rolled_back (id int);

        -- the culprit
        INSERT INTO before (id)
          SELECT idd FROM before;
        """);

    StepFailedException failure = catchThrowableOfType(StepFailedException.class, project::upgrade);

    assertThat(failure)
        .hasMessageContaining(file.getFileName() + ":" + failure.line())
        .hasMessageContaining("step 2 of 2 (up) of revision aaaaaaaaaaaa failed")
        .hasMessageContaining("ERROR: column \"idd\" does not exist (SQLSTATE 42703)")
        .hasMessageContaining("Hint: Perhaps you meant to reference the column \"before.id\"")
        .hasMessageContaining("    INSERT INTO before (id)")
        .hasMessageContaining("rolled back");
    assertThat(TestProject.read(file).lines().toList().get(failure.line() - 1)).contains("idd");
    assertThat(project.columns("before")).containsExactly("id");
    assertThat(project.columns("rolled_back")).isEmpty();
    assertThat(project.current().current()).isEmpty();
    assertThat(project.current().unfinished())
        .singleElement()
        .satisfies(
            applied -> {
              assertThat(applied.id()).isEqualTo("aaaaaaaaaaaa");
              assertThat(applied.applied()).isEqualTo(1);
              assertThat(applied.failed()).isNotNull();
            });

    TestProject.edit(file, "SELECT idd FROM", "SELECT id FROM");
    assertThat(project.upgrade().applied()).hasSize(1);
    assertThat(project.columns("rolled_back")).containsExactly("id");
    assertThat(project.current().current())
        .extracting(AppliedRevision::id)
        .containsExactly("aaaaaaaaaaaa");
    assertThat(project.current().unfinished()).isEmpty();
  }

  @Test
  void brokenSqlIsFoundByRevisionToo() {
    Path file = hand("aaaaaaaaaaaa", "none", "CREATE TABEL x (id int);");
    assertThatThrownBy(() -> project.schema(ACCOUNT).revision("next"))
        .isInstanceOf(ReplayException.class)
        .hasMessageContaining("migrations/aaaaaaaaaaaa.sql, line 8: ")
        .hasMessageContaining("syntax error at or near \"TABEL\"");
    assertThat(project.files()).containsExactly(file);
  }

  @Test
  void brokenSchemaFile() {
    project.schema("CREATE TABLE ok (id int);\n\nCREATE TABLE bad (id itn);\n");
    assertThatThrownBy(() -> project.revision("first"))
        .isInstanceOf(ReplayException.class)
        .hasMessageContaining("schema/schema.sql, line 3")
        .hasMessageContaining("type \"itn\" does not exist");
    assertThat(project.files()).isEmpty();

    project.schema("CREATE TABLE ok (id int);\nSELECT 'open");
    assertThatThrownBy(() -> project.revision("first"))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("schema.sql:2");
  }

  @Test
  void malformedLock() {
    project.schema(ACCOUNT).revision("first");
    project.write("migrations/model.lock", "stated nonsense\n");
    assertThatThrownBy(() -> project.revision(null))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("migrations/model.lock:1");
  }

  /** A revision by hand; more steps can follow in the SQL. */
  private Path hand(String id, String parent, String sql) {
    Path file = project.migrations().resolve(id + ".sql");
    project.write(
        file,
        """
        -- by hand
        --
        -- revision: %s
        -- parent:   %s
        -- created:  2026-11-22T12:00:00Z

        -- migrate:up
        %s
        """
            .formatted(id, parent, sql));
    return file;
  }

  // What is asked for.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          it's "quoted" \\ and / and ../../etc | it_s_quoted_and_and_etc
          two\\nlines -- of text               | two_lines_of_text
          né 🚀 ähnlich                        | ne_ahnlich
          🚀                                   | revision
          """)
  void anyMessageIsAMessage(String escaped, String slug) {
    String message = escaped.replace("\\n", "\n");
    RevisionCommand.Result result = project.schema(ACCOUNT).revision(message);
    assertThat(result.written())
        .hasParent(project.migrations())
        .hasFileName("202611221001_" + result.revision().id() + "_" + slug + ".sql");
    String oneLine = message.replace("\n", " ");
    assertThat(TestProject.read(result.written())).startsWith("-- " + oneLine + "\n--\n");
    project.upgrade();
    assertThat(project.current().current())
        .extracting(AppliedRevision::message)
        .containsExactly(oneLine);
    assertThat(ShowCommand.run(project.project(), "head").revision().message()).isEqualTo(oneLine);
  }

  @Test
  void aFolderThatCannotBeWritten() {
    project.schema(ACCOUNT).write("migrations", "a file where the folder should be");
    assertThatThrownBy(() -> project.revision("first"))
        .isInstanceOf(MigrationDirectoryException.class)
        .hasMessageContaining("migrations");
    assertThat(project.migrations()).hasContent("a file where the folder should be");
  }

  @Test
  void aFolderThatIsReadOnly() {
    project.schema(ACCOUNT).revision("first");
    List<Path> before = project.files();
    String lock = project.lock();
    assumeTrue(project.migrations().toFile().setWritable(false));
    // Root writes everywhere.
    assumeFalse(Files.isWritable(project.migrations()));
    try {
      project.schema(ACCOUNT + "CREATE TABLE b (id int);\n");
      assertThatThrownBy(() -> project.revision("second"))
          .isInstanceOf(MigrationDirectoryException.class)
          .hasMessageContaining("cannot write");
    } finally {
      assertThat(project.migrations().toFile().setWritable(true)).isTrue();
    }
    assertThat(project.files()).isEqualTo(before);
    assertThat(project.lock()).isEqualTo(lock);
  }

  @Test
  void aRevisionThatCannotBeWrittenLeavesNothingBehind() throws IOException {
    // Nothing can be moved to the name of the lock: a folder has it.
    Files.createDirectories(project.migrations().resolve("model.lock/taken"));
    project.schema(ACCOUNT);
    assertThatThrownBy(() -> project.revision("first"))
        .isInstanceOf(MigrationDirectoryException.class)
        .hasMessageContaining("model.lock");
    assertThat(project.files()).containsExactly(project.migrations().resolve("model.lock"));
  }

  @Test
  void nothingToCompare() {
    assertThatThrownBy(() -> project.revision("first"))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("no entity in classes")
        .hasMessageContaining("no SQL file in schema")
        .hasMessageContaining("no revision in migrations");
    Verdict verdict = project.verify();
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.total()).as("one of several modules may have nothing").isZero();
    assertThat(project.files()).isEmpty();
  }

  // Questions and answers.

  @Test
  void aRenameIsAskedFor() {
    project.schema(ACCOUNT).revision("first");
    List<Path> files = project.files();
    String lock = project.lock();

    RevisionCommand.Result asked = project.schema(RENAMED).revision("rename");

    assertThat(asked.questions())
        .singleElement()
        .satisfies(
            question -> {
              assertThat(question.renameOptions())
                  .containsExactly("-Dmigrate.rename=account.phone:phone_number");
              assertThat(question.dropOption()).isEqualTo("-Dmigrate.drop=account.phone");
            });
    assertThat(asked.written()).isNull();
    assertThat(project.files()).isEqualTo(files);
    assertThat(project.lock()).isEqualTo(lock);
    assertThat(project.verify().findings()).isNotEmpty();
  }

  /** All questions in one message, each with both of its answers, and those of all at once. */
  @Test
  void severalQuestionsAreAskedAtOnce() {
    project.schema("CREATE TABLE pet (id bigint, phone text, age integer);").revision("first");
    RevisionCommand.Result asked =
        project
            .schema("CREATE TABLE pet (id bigint, phone_number text, years integer);")
            .revision("rename");
    assertThat(QuestionReport.unanswered(asked.questions()))
        .hasMessage(
            """
            Nothing was written. column public.pet.phone was renamed or dropped; answer with one of:
                -Dmigrate.rename=pet.phone:phone_number
                -Dmigrate.drop=pet.phone
            column public.pet.age was renamed or dropped; answer with one of:
                -Dmigrate.rename=pet.age:years
                -Dmigrate.drop=pet.age
            Several answers are one option, separated by commas; if all were renamed:
                -Dmigrate.rename=pet.phone:phone_number,pet.age:years
              if all are dropped:
                -Dmigrate.drop=pet.phone,pet.age\
            """);
    RevisionCommand.Result mixed = project.revision("mixed", "pet.age:years", "pet.phone");
    assertThat(mixed.questions()).isEmpty();
    assertThat(mixed.remaining()).isEmpty();
  }

  @Test
  void aRenameIsARename() {
    project.offline().schema(ACCOUNT).revision("first");
    project.upgrade();
    project.execute("INSERT INTO account VALUES (1, '0123')");
    RevisionCommand.Result renamed =
        project.schema(RENAMED).revision("rename", "account.phone:phone_number", null);
    assertThat(renamed.questions()).extracting(Question::from).isEmpty();
    assertThat(renamed.remaining()).isEmpty();
    assertThat(TestProject.read(renamed.written()))
        .contains("ALTER TABLE account RENAME COLUMN phone TO phone_number;")
        .contains("ALTER TABLE account RENAME COLUMN phone_number TO phone;")
        .doesNotContain("DROP COLUMN");
    project.upgradeWithContract();
    assertThat(project.query("SELECT phone_number FROM account")).containsExactly("0123");
    assertThat(project.revision(null).changes()).isEmpty();
    assertThat(project.verify().findings()).isEmpty();
  }

  @Test
  void aDropIsADrop() {
    project.schema(ACCOUNT).revision("first");
    RevisionCommand.Result dropped =
        project.schema(RENAMED).revision("drop", null, "account.phone");
    assertThat(dropped.files()).hasSize(2);
    assertThat(TestProject.read(dropped.files().get(0).path()))
        .contains("ADD COLUMN phone_number varchar(32);")
        .doesNotContain("RENAME");
    assertThat(TestProject.read(dropped.written())).contains("DROP COLUMN phone;");
    assertThat(dropped.files())
        .extracting(file -> file.revision().phase())
        .containsExactly(Revision.Phase.EXPAND, Revision.Phase.CONTRACT);
    assertThat(project.revision(null).changes()).isEmpty();
  }

  @Test
  void aTableIsRenamed() {
    project.schema("CREATE TABLE customer (id bigint PRIMARY KEY, name text);").revision("first");
    project.schema("CREATE TABLE client (id bigint PRIMARY KEY, name text);");
    assertThat(project.revision("r").questions())
        .singleElement()
        .satisfies(
            question ->
                assertThat(question.renameOptions())
                    .containsExactly("-Dmigrate.rename=customer:client"));
    RevisionCommand.Result renamed = project.revision("rename", "customer:client", null);
    assertThat(renamed.remaining()).isEmpty();
    assertThat(TestProject.read(renamed.files().get(0).path()))
        .contains("ALTER TABLE customer RENAME TO client;", "CREATE VIEW customer");
    assertThat(TestProject.read(renamed.written())).contains("DROP VIEW customer;");
    assertThat(project.revision(null).changes()).isEmpty();
    assertThat(project.verify().findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "account.nothing:phone_number,",
    "account.phone:nothing,",
    "phone,",
    ",account.nothing",
    ",a.b.c.d"
  })
  void anAnswerThatFitsNothing(String rename, String drop) {
    project.schema(ACCOUNT).revision("first");
    List<Path> files = project.files();
    project.schema(RENAMED);
    assertThatThrownBy(() -> project.revision("rename", rename, drop))
        .isInstanceOf(UnfitAnswerException.class)
        .hasMessageContaining(rename == null ? drop : rename);
    assertThat(project.files()).isEqualTo(files);
  }
}

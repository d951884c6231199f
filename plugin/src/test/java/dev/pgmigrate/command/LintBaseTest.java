package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.proof.LintLevels;
import dev.pgmigrate.verify.Verdict;
import dev.pgmigrate.verify.VerifiedRevision;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What exists before what lint judges: SQL files, or a database. */
class LintBaseTest {
  private static final String EXISTS =
      """
      CREATE TYPE mood AS ENUM ('good', 'bad');
      CREATE TABLE account (id bigint PRIMARY KEY, email text, feels mood DEFAULT 'good');
      CREATE VIEW happy AS SELECT id FROM account WHERE feels = 'good';
      """;
  private static final String INDEX = "CREATE INDEX account_email ON account (email);";

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

  @Test
  void newRevisionsAreJudgedOnTopOfAFile() {
    project.withoutDatabase().write("schema.sql", EXISTS);
    revision("a", "none", "CREATE TABLE never (executed bigint);");
    project.merged();
    Path file = revision("b", "a", INDEX);
    Verdict verdict = lint("schema.sql", null);
    assertThat(verdict.revisions()).extracting(VerifiedRevision::file).containsExactly(file);
    assertThat(rules(verdict)).contains("index-built-under-lock");
    assertThatThrownBy(() -> lint("no-such-file.sql", null))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("migrate.base is no-such-file.sql");
  }

  @Test
  void aFolderOfADumpIsExecutedAsPsqlWould() {
    project.withoutDatabase().embeddedShadow("17");
    project.write(
        "dump/schema.sql",
        """
        \\restrict b7Xq0
        SET statement_timeout = 0;
        SELECT pg_catalog.set_config('search_path', '', false);
        CREATE TABLE public.account (id bigint NOT NULL, email text);
        ALTER TABLE public.account OWNER TO a_role_of_the_dump;
        ALTER TABLE ONLY public.account ADD CONSTRAINT account_pkey PRIMARY KEY (id);
        CREATE INDEX CONCURRENTLY account_id ON public.account (id);
        \\unrestrict b7Xq0
        """);
    Path script = root.resolve("V7__index.sql");
    project.write(script, INDEX);
    assertThat(rules(lint("dump", script))).contains("index-built-under-lock");
  }

  @Test
  void aScriptIsJudgedOnTopOfADatabase() {
    project.execute(EXISTS).execute("INSERT INTO account VALUES (1, 'a')");
    String url = project.url();
    project.withoutDatabase();
    Path script = root.resolve("V7__index.sql");
    project.write(script, INDEX + "\nDROP VIEW happy;\n");
    assertThat(rules(lint(url, script))).contains("index-built-under-lock", "drop-in-use");
    assertThat(project.query("SELECT count(*) FROM account")).containsExactly("1");
  }

  @Test
  void whatADatabaseHasAppliedIsNotJudgedAgain() {
    revision("a", "none", EXISTS + "CREATE INDEX feels ON account (feels);");
    project.upgrade();
    Path file = revision("b", "a", INDEX);
    String url = project.url();
    project.withoutDatabase();
    Verdict verdict = lint(url, null);
    assertThat(verdict.revisions()).extracting(VerifiedRevision::file).containsExactly(file);
    assertThat(rules(verdict)).contains("index-built-under-lock");
  }

  private Path revision(String digit, String parent, String sql) {
    Path file = project.migrations().resolve(digit + ".sql");
    project.write(
        file,
        """
        -- %s
        -- revision: %s
        -- parent: %s

        -- migrate:up
        %s
        """
            .formatted(
                digit, digit.repeat(12), parent.equals("none") ? parent : parent.repeat(12), sql));
    return file;
  }

  private Verdict lint(String base, @Nullable Path script) {
    return LintCommand.run(
        new LintCommand.Input(project.project(), false, base, script, LintLevels.DEFAULT));
  }

  private static List<String> rules(Verdict verdict) {
    return verdict.findings().stream().map(Finding::rule).toList();
  }
}

package dev.pgmigrate.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.command.LintCommand;
import dev.pgmigrate.command.TestProject;
import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.verify.NotChecked;
import dev.pgmigrate.verify.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the rules say of an adopted database with rows. */
class LiveSizesTest {
  @TempDir Path root;
  private TestProject project;

  @BeforeEach
  void adopt() {
    project = new TestProject(root);
    project.execute(
        "CREATE TABLE account (id bigint PRIMARY KEY, email text);"
            + " CREATE TABLE log (id bigint, at date) PARTITION BY RANGE (at);"
            + " CREATE TABLE log_1 PARTITION OF log DEFAULT");
    project.baseline();
    project.write(
        "migrations/209901010000_00000000000b_lock.sql",
        """
        -- lock
        --
        -- revision: 00000000000b
        -- parent:   %s
        -- created:  2099-01-01T00:00:00Z

        -- migrate:up
        CREATE INDEX ix_email ON account (email);

        -- migrate:up
        CREATE INDEX ix_at ON log (at);

        -- migrate:up
        UPDATE account SET email = 'x';

        -- migrate:up
        ALTER TABLE account RENAME COLUMN email TO mail;
        """
            .formatted(project.revisionFiles().get(0).getFileName().toString().split("_", 3)[1]));
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void aSmallAndQuietTableMakesAFindingLighter() {
    project.execute("INSERT INTO account SELECT generate_series(1, 50); ANALYZE account");
    Finding built = finding("index-built-under-lock", "ix_email");
    assertThat(built.severity()).isEqualTo(Severity.WARNING);
    assertThat(built.message())
        .contains("; in the live database public.account has about 50 rows, ")
        .containsPattern(
            "\\d+ kB, (less than )?\\d+ written rows and (less than )?\\d+ scans a second");
    // It names no table with its schema, and locks this one.
    assertThat(finding("unbounded-write", "UPDATE").severity()).isEqualTo(Severity.NOTE);
  }

  @Test
  void moreRowsThanAFewKeepItsWeight() {
    project.execute("INSERT INTO account SELECT generate_series(1, 1000); ANALYZE account");
    Finding built = finding("index-built-under-lock", "ix_email");
    assertThat(built.severity()).isEqualTo(Severity.ERROR);
    assertThat(built.message()).contains("about 1,000 rows");
  }

  @Test
  void whatBreaksTheRunningReleaseDoesSoOnTenRows() {
    Finding renamed = finding("rename-in-use", "email");
    assertThat(renamed.severity()).isEqualTo(Severity.ERROR);
    assertThat(renamed.message()).doesNotContain("live");
  }

  @Test
  void thePartitionsOfATableCount() {
    project.execute(
        "INSERT INTO log SELECT i, '2026-01-01' FROM generate_series(1, 3000) i; ANALYZE log_1");
    Finding built = finding("index-built-under-lock", "log");
    assertThat(built.message()).contains("about 3,000 rows");
    assertThat(built.severity()).isEqualTo(Severity.ERROR);
  }

  /** Nobody queues for the size of a table. */
  @Test
  void aTableThatSomebodyLocksIsEstimated() throws Exception {
    project.execute("INSERT INTO account SELECT generate_series(1, 50); ANALYZE account");
    try (var connection = dev.pgmigrate.jdbc.Database.of(project.url(), null, null).connect()) {
      connection.setAutoCommit(false);
      connection.createStatement().execute("LOCK TABLE account");
      assertThat(finding("index-built-under-lock", "ix_email").message()).contains("about 50 rows");
      connection.rollback();
    }
  }

  /** It takes CONNECT, and no right on the table. */
  @Test
  void anOrdinaryRoleMayAsk() {
    project.execute(
        "CREATE ROLE live_sizes_test_login LOGIN PASSWORD 'r';"
            + " INSERT INTO account SELECT generate_series(1, 50); ANALYZE account");
    project.database(
        DatabaseConfig.of(
            project.url().replaceAll("user=.*", "user=live_sizes_test_login&password=r"),
            null,
            null));
    assertThat(finding("index-built-under-lock", "ix_email").message()).contains("about 50 rows");
  }

  @Test
  void withoutALiveDatabaseTheRulesHaveTheirOwnWeight() {
    project.database(
        DatabaseConfig.of("jdbc:postgresql://127.0.0.1:1/shop?user=x&password=y", null, null));
    assertThat(lint().notChecked())
        .filteredOn(line -> line.rule().equals("live-size"))
        .extracting(NotChecked::why)
        .singleElement()
        .asString()
        .contains("Cannot reach");
    project.withoutDatabase();
    assertThat(lint().notChecked()).noneMatch(line -> line.rule().equals("live-size"));
    assertThat(finding("index-built-under-lock", "ix_email").severity()).isEqualTo(Severity.ERROR);
  }

  private Finding finding(String rule, String about) {
    return lint().findings().stream()
        .filter(finding -> finding.rule().equals(rule) && finding.message().contains(about))
        .findFirst()
        .orElseThrow();
  }

  private Verdict lint() {
    return LintCommand.run(
        new LintCommand.Input(project.project(), false, null, null, LintLevels.DEFAULT));
  }
}

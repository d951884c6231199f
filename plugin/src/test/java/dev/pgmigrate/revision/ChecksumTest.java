package dev.pgmigrate.revision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.plan.Step;
import dev.pgmigrate.plan.Step.Kind;
import dev.pgmigrate.revision.Revision.Phase;
import dev.pgmigrate.sql.Splitter;
import dev.pgmigrate.sql.Statement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumTest {
  /** A line of a comment above a statement, but no mark of the format. */
  private static final Pattern COMMENT = Pattern.compile("(?m)^-- (?!migrate:).*$");

  private static final String WORDS = "warning long-lock: other words and 'more';";

  private static final String SQL =
      "ALTER TABLE t ADD COLUMN c text DEFAULT 'A  b' CHECK (c <> E'\\'');"
          + "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter table T add column C TEXT default 'A  b' check(c<>E'\\'');\r\n\r\n"
            + "create function F()\n\treturns INT language SQL as $$ SELECT 1 $$;",
        "-- why\nALTER TABLE t /* here */ ADD COLUMN c text DEFAULT 'A  b' CHECK (c <> E'\\'');"
            + "CREATE FUNCTION f() RETURNS int -- one\n LANGUAGE sql AS $$ SELECT 1 $$"
      })
  void whatMeansNothingDoesNotCount(String same) {
    assertThat(of(same)).isEqualTo(of(SQL)).hasSize(64);
  }

  @Test
  void whatMeansSomethingCounts() {
    assertThat(of(SQL.replace("A  b", "A b"))).isNotEqualTo(of(SQL));
    assertThat(of(SQL.replace("'A", "'a"))).isNotEqualTo(of(SQL));
    assertThat(of(SQL.replace("$$ SELECT 1 $$", "$$ SELECT 1$$"))).isNotEqualTo(of(SQL));
    assertThat(of(SQL.replace("TABLE t", "TABLE \"T\""))).isNotEqualTo(of(SQL));
    assertThat(of("SELECT 1; SELECT 2")).isNotEqualTo(of("SELECT 2; SELECT 1"));
  }

  @Test
  void lineEndsInsideABodyDoNotCount() {
    assertThat(of("DO $$\r\nBEGIN END\r\n$$")).isEqualTo(of("DO $$\nBEGIN END\n$$"));
  }

  @Test
  void kindOptionsConditionAndPhaseCount() {
    List<Step> steps =
        List.of(
            step(Kind.TRANSACTION, Map.of(), null),
            step(Kind.NO_TRANSACTION, Map.of(), null),
            step(Kind.NO_TRANSACTION, Map.of(), "SELECT true"),
            step(Kind.NO_TRANSACTION, Map.of(), "SELECT false"),
            step(Kind.BATCH, Map.of("key", "id"), null),
            step(Kind.BATCH, Map.of("key", "n"), null),
            step(Kind.BATCH, Map.of("key", "id", "size", "6"), null),
            step(Kind.BATCH, Map.of("key", "id", "size", "5"), null));
    assertThat(steps.stream().map(s -> Checksum.of(s, Phase.EXPAND))).doesNotHaveDuplicates();
    assertThat(Checksum.of(steps.get(0), Phase.CONTRACT))
        .isNotEqualTo(Checksum.of(steps.get(0), Phase.EXPAND));
  }

  /** An applied revision's checksum is in a journal: it must be the same in every release. */
  @Test
  void theChecksumNeverChanges() {
    assertThat(of("SELECT 1"))
        .isEqualTo("550b3087c57fb277c01a208cddf6731d7e7324890dea144d410c8c58cfce7060");
  }

  /**
   * Revisions that an older release wrote, in projects that have them: what a release says in a
   * comment is no part of any checksum, each of their statements is of exactly one.
   */
  @ParameterizedTest
  @MethodSource("frozen")
  void otherWordsInTheCommentsOfARevisionDoNotCountAndAnotherStatementDoes(Path file)
      throws IOException {
    String text = Files.readString(file);
    int body = text.indexOf("-- migrate:up");
    String reworded =
        text.substring(0, body) + COMMENT.matcher(text.substring(body)).replaceAll("-- " + WORDS);
    Revision revision = RevisionParser.parse(file, text);
    Revision other = RevisionParser.parse(file, reworded);

    assertThat(comments(other)).hasSameSizeAs(comments(revision)).containsOnly(WORDS);
    assertThat(checksums(other)).isEqualTo(checksums(revision));
    for (Statement statement : statements(revision)) {
      String changed = text.replace(statement.sql(), statement.sql() + " AND 4711");
      assertThat(differences(checksums(RevisionParser.parse(file, changed)), checksums(revision)))
          .as(statement.sql())
          .isEqualTo(1);
    }
  }

  static List<Path> frozen() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/frozen/migrations"))) {
      return files.filter(ChecksumTest::hasComments).sorted().toList();
    }
  }

  private static boolean hasComments(Path file) {
    try {
      return file.toString().endsWith(".sql")
          && !comments(RevisionParser.parse(file, Files.readString(file))).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> comments(Revision revision) {
    return statements(revision).stream()
        .flatMap(statement -> statement.comments().stream())
        .toList();
  }

  private static List<String> checksums(Revision revision) {
    return Stream.of(revision.up(), revision.down())
        .flatMap(List::stream)
        .map(step -> Checksum.of(step, revision.phase()))
        .toList();
  }

  private static List<Statement> statements(Revision revision) {
    return Stream.of(revision.up(), revision.down())
        .flatMap(List::stream)
        .flatMap(step -> step.statements().stream())
        .toList();
  }

  private static long differences(List<String> some, List<String> others) {
    assertThat(some).hasSameSizeAs(others);
    return IntStream.range(0, some.size()).filter(i -> !some.get(i).equals(others.get(i))).count();
  }

  private static String of(String sql) {
    return Checksum.of(Step.transaction(Splitter.split(sql)), Phase.EXPAND);
  }

  private static Step step(Kind kind, Map<String, String> options, String doneWhen) {
    return new Step(kind, Splitter.split("SELECT 1"), options, doneWhen, 0);
  }
}

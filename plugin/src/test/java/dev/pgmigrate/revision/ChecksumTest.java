package dev.pgmigrate.revision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.plan.Step;
import dev.pgmigrate.plan.Step.Kind;
import dev.pgmigrate.revision.Revision.Phase;
import dev.pgmigrate.sql.Splitter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumTest {
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

  private static String of(String sql) {
    return Checksum.of(Step.transaction(Splitter.split(sql)), Phase.EXPAND);
  }

  private static Step step(Kind kind, Map<String, String> options, String doneWhen) {
    return new Step(kind, Splitter.split("SELECT 1"), options, doneWhen, 0);
  }
}

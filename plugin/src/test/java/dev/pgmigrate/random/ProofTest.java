package dev.pgmigrate.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.golden.Migration;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Whose rows a pair is proved with. */
class ProofTest {
  private static final String TABLE =
      """
      CREATE DOMAIN over_pair AS pair;
      CREATE DOMAIN over_mood AS mood;
      CREATE TYPE holder AS (word text, inside over_mood);
      CREATE TABLE t (d over_mood, h holder, m mood, ms mood[], n int, o over_pair, p pair, ps pair[]);
      """;

  /** A composite type that changes leaves all columns to be compared but those made of it. */
  @Test
  void onlyWhatIsMadeOfATypeThatChangesGoesUnchecked() throws SQLException {
    String mood = "CREATE TYPE mood AS ENUM ('fair', 'foul');";
    try (Migration migration =
        Migration.between(
            mood + "CREATE TYPE gone AS (a int); CREATE TYPE pair AS (a int);" + TABLE,
            mood + "CREATE TYPE pair AS (a int, b int); CREATE DOMAIN new AS int;" + TABLE)) {
      assertThat(Proof.values(migration))
          .containsOnlyKeys(
              """
              "public"."t"("d", "h", "m", "ms", "n")\
              """);
    }
  }
}

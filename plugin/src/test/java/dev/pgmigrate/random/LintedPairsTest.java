package dev.pgmigrate.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.golden.LintedPlans;
import dev.pgmigrate.golden.Migration;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The revisions between random schemas, judged as if a person had written them.
 *
 * <p>{@code -Drandom.linted} says how many pairs, {@code -Drandom.seed} the seed of the first.
 */
class LintedPairsTest {
  private static final long SEED = Long.getLong("random.seed", 1);
  private static final long PAIRS = Long.getLong("random.linted", 15);

  /** What the rules are right about and not every revision warns of yet. */
  private static final Set<String> OPEN =
      Set.of(
          "attach-scans",
          "constraint-checked-under-lock",
          "detached-under-lock",
          "lock-table",
          "not-null-scan",
          "several-tables-locked",
          "table-rewrite",
          "work-under-lock",
          "replica-identity-lost");

  @BeforeAll
  static void prepare() throws SQLException {
    EmptiedDatabases.prepareServer();
  }

  @Test
  void nothingWeighsMoreThanANoteWithoutItsWarning() throws SQLException {
    List<String> unexpected = new ArrayList<>();
    try (EmptiedDatabases databases = new EmptiedDatabases()) {
      for (long seed = SEED; seed < SEED + PAIRS; seed++) {
        RandomPair pair = RandomPair.of(seed);
        try (Migration migration = Migration.online(databases, pair.from(), pair.to())) {
          for (String finding : LintedPlans.unexpected(migration)) {
            if (!OPEN.contains(finding.substring(0, finding.indexOf(':')))) {
              unexpected.add("seed " + seed + ": " + finding);
            }
          }
        }
      }
    }
    assertThat(unexpected).isEmpty();
  }
}

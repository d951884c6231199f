package dev.pgmigrate.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.golden.LintedPlans;
import dev.pgmigrate.golden.Migration;
import dev.pgmigrate.shadow.ReplayException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The revisions between random schemas, judged as if a person had written them.
 *
 * <p>Whether they can be executed is for {@link RandomPairsTest} to prove, with {@code
 * -Drandom.halved=1} also in two revisions.
 *
 * <p>{@code -Drandom.linted} says how many pairs, {@code -Drandom.seed} the seed of the first.
 */
class LintedPairsTest {
  private static final long SEED = Long.getLong("random.seed", 1);
  private static final long PAIRS = Long.getLong("random.linted", 20);

  /**
   * What the rules are right about and not every revision warns of. Names that are too long stand
   * in an author's words; only a superuser makes event triggers.
   */
  private static final Set<String> OPEN =
      Set.of(
          "default-dropped",
          "identifier-cut",
          "rename-in-use",
          "several-tables-locked",
          "superuser-only");

  @BeforeAll
  static void prepare() throws SQLException {
    EmptiedDatabases.prepareServer();
  }

  @Test
  void nothingWeighsMoreThanANoteWithoutItsWarning() throws SQLException {
    List<String> unexpected = new ArrayList<>();
    List<Long> refused = new ArrayList<>();
    try (EmptiedDatabases databases = new EmptiedDatabases()) {
      for (long seed = SEED; seed < SEED + PAIRS; seed++) {
        RandomPair pair = RandomPair.of(seed);
        try (Migration migration = Migration.online(databases, pair.from(), pair.to())) {
          for (String finding : LintedPlans.unexpected(migration)) {
            if (!OPEN.contains(finding.substring(0, finding.indexOf(':')))) {
              unexpected.add("seed " + seed + ": " + finding);
            }
          }
        } catch (ReplayException e) {
          refused.add(seed);
        }
      }
    }
    System.out.println("Refused by PostgreSQL, which is not this test's to judge: " + refused);
    assertThat(unexpected).isEmpty();
  }
}

package dev.pgmigrate.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person reads as a marker or a header means that, or is refused. */
class LookalikeTest {
  private static final Path PATH = Path.of("x.sql");

  private static final String FILE =
      """
      -- add user.phone_number
      --
      -- revision: 3f9c1a7be204
      -- parent:   a81d02c55e10
      -- depends-on: c81d02c55e10
      -- created:  2026-11-22T10:30:00Z
      -- phase:    contract
      -- irreversible: the numbers are gone
      -- allow:    drop-column nobody reads it

      -- migrate:up
      -- warning: mind this
      ALTER TABLE app_user ADD COLUMN phone_number varchar(32);
      CREATE FUNCTION f() RETURNS int BEGIN ATOMIC
        -- Migrate:down
        SELECT 1;
      END;
      DO $$
       -- Migrate:down
      $$;

      -- migrate:up no-transaction
      -- migrate:done-when SELECT true
      CREATE INDEX CONCURRENTLY ix ON app_user (phone_number);

      -- migrate:up batch key=id size=5000 pause=100ms
      UPDATE app_user SET phone_number = '' WHERE id BETWEEN :from AND :to;

      -- migrate:up nothing x2
      -- they have work on the way back only

      -- migrate:down no-transaction
      DROP INDEX CONCURRENTLY ix;

      -- migrate:down
      ALTER TABLE app_user DROP COLUMN phone_number;
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  -- migrate:down",
        "\t-- migrate:down",
        "--\tmigrate:down",
        "--\u00a0migrate:down",
        "--\u200bmigrate:down",
        "-- Migrate:Down",
        "-- migrate :down",
        "-- migrate\uff1adown",
        "--- migrate:down",
        "-- - migrate:down",
        "-- -- migrate:down",
        "--\u2014 migrate:down",
        "\u2014\u2014 migrate:down",
        "/* migrate:down */",
        "/** migrate:down */",
        "/*\n * migrate:down\n */",
        "/* the way back\n   migrate:down */",
        "SELECT 1; -- migrate:down",
        "SELECT 1 -- migrate:down",
        "\ufeff-- migrate:down",
        "-- the end -- migrate:down",
        "SELECT 1;\r-- migrate:down",
        "-- migrate:down\rSELECT 2;",
        "-- migrate:down\r\r"
      })
  void whatIsNearlyAMarkerIsRefusedWithItsLine(String line) {
    int first = line.startsWith("/*\n") || line.startsWith("/* the") ? 16 : 15;
    assertThatExceptionOfType(RevisionFormatException.class)
        .isThrownBy(
            () ->
                RevisionParser.parse(
                    PATH,
                    FILE.substring(0, FILE.indexOf("  -- Migrate"))
                            .replaceFirst("CREATE FUNCTION.*\n", "\n")
                        + line
                        + "\nDROP TABLE app_user;\n"))
        .satisfies(e -> assertThat(e.line()).isIn(first, first + 1))
        .withMessageContaining("-- migrate:down'")
        .withMessageContaining("the checksum stays the same");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-- phase:contract",
        "-- phase : contract",
        "--\tphase: contract",
        "--\u00a0phase: contract",
        "-- phase:\u00a0contract",
        "--- phase: contract",
        "-- p\u200bhase: contract",
        "/* phase: contract */",
        "/*\n phase: contract */",
        "-- irreversible:why",
        "-- depends-on : c81d02c55e10",
        "-- depends on: c81d02c55e10",
        "-- depends\u2010on: c81d02c55e10",
        "-- depends_on: c81d02c55e10",
        "-- allow:drop-column why",
        "-- A remark -- phase: contract"
      })
  void whatIsNearlyAHeaderIsRefusedWithItsLine(String line) {
    assertThatExceptionOfType(RevisionFormatException.class)
        .isThrownBy(
            () ->
                RevisionParser.parse(
                    PATH, "-- fix: it\n-- revision: 3f9c1a7be204\n" + line + "\n-- migrate:up\n"))
        .satisfies(e -> assertThat(e.line()).isEqualTo(line.contains("\n") ? 4 : 3))
        .withMessageContaining("looks like a header")
        .withMessageContaining("Write '-- ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-- phase: contract", "-- Revision: 3f9c1a7be204", "-- irreversible:why"})
  void aHeaderIsNoMessage(String first) {
    assertThatExceptionOfType(RevisionFormatException.class)
        .isThrownBy(() -> RevisionParser.parse(PATH, first + "\n-- revision: 3f9c1a7be204\n"))
        .withMessageStartingWith(PATH + ":1: the first line is the message")
        .withMessageContaining("above it");
    assertThat(RevisionMessage.fault(first.substring(2))).isPresent();
    assertThat(RevisionMessage.fault("fix: phase of the contract: why")).isEmpty();
  }

  @Test
  void aCarriageReturnHidesNoStatement() {
    String head = "-- m\n-- revision: 3f9c1a7be204\n-- migrate:up\n";
    assertThatExceptionOfType(RevisionFormatException.class)
        .isThrownBy(() -> RevisionParser.parse(PATH, head + "SELECT 1; -- note\rDROP TABLE t;\n"))
        .withMessageStartingWith(PATH + ":4: this comment ends with a lone carriage return");
    assertThat(RevisionParser.parse(PATH, head + "SELECT 1;\rSELECT\r2; -- note\r\n").up().get(0))
        .satisfies(step -> assertThat(step.statements()).hasSize(2));
    assertThatExceptionOfType(RevisionFormatException.class)
        .isThrownBy(() -> RevisionParser.parse(PATH, head.replace('\n', '\r') + "SELECT 1;"))
        .withMessageStartingWith(PATH + ":1: ");
  }

  @Test
  void theJournalIsReadAsItWasWritten() {
    String script =
        """
        -- m
        --
        -- revision: 3f9c1a7be204
        -- phase:contract

        -- migrate:up
        SELECT 1;
         -- migrate:down
        SELECT 2; -- note\rDROP TABLE t;

        -- migrate:down
        -- note\rDROP TABLE u;
        SELECT 3;
        """;
    Revision revision = RevisionParser.parseJournalled(PATH, script);
    assertThat(revision.phase()).isEqualTo(Revision.Phase.EXPAND);
    assertThat(statements(revision))
        .containsExactly("up", "SELECT 1", "SELECT 2", "down", "SELECT 3");
    assertThat(RevisionParser.parseJournalled(PATH, FILE))
        .isEqualTo(RevisionParser.parse(PATH, FILE));
  }

  @Test
  void noUnseenCharacterStands() {
    assertThatExceptionOfType(RevisionFormatException.class)
        .isThrownBy(() -> RevisionParser.parse(PATH, FILE.replace("= ''", "= '\0'")))
        .withMessageStartingWith(PATH + ":27: there is a NUL character");
    String turned = FILE.replace("mind this", "mind \u202e this");
    assertThatExceptionOfType(RevisionFormatException.class)
        .isThrownBy(() -> RevisionParser.parse(PATH, turned))
        .withMessageStartingWith(PATH + ":12: there is U+202E (right-to-left override)");
    assertThat(
            RevisionParser.parse(
                    PATH, turned.replace("-- phase", "-- allow: text-direction why\n-- phase"))
                .up())
        .hasSize(5);
    String hebrew = FILE.replace("= ''", "= 'שלום \u200f \u200d עולם'");
    assertThat(RevisionParser.parse(PATH, hebrew).up()).hasSize(5);
  }

  @Test
  void noMutationChangesWhatIsExecutedWithoutAnError() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    List<String> expected = meaning(RevisionParser.parse(PATH, FILE));
    int refused = 0;
    int rounds = 20_000;
    for (int i = 0; i < rounds; i++) {
      String mutated = FILE;
      // A line end is the last: a statement that was joined with a comment is one no more.
      for (int n = random.nextInt(3); n >= 0; n--) {
        mutated = mutate(mutated, random, n == 0 ? 7 : 6);
      }
      try {
        List<String> found = meaning(RevisionParser.parse(PATH, mutated));
        if (found.stream().anyMatch(each -> each.matches("(?s)[^A-Za-z].*"))) {
          refused++; // By PostgreSQL: a remark that is no comment any more is no SQL either.
          continue;
        }
        assertThat(found).as("-Dseed=%d, round %d:%n%s", seed, i, mutated).isEqualTo(expected);
      } catch (RevisionFormatException e) {
        refused++;
      }
    }
    // Else it would prove nothing: most spoil something, and some mean nothing.
    assertThat(refused).isBetween(rounds / 2, rounds - rounds / 50);
  }

  private static final List<String> BLANKS =
      List.of(
          "", " ", "  ", "\t", "\f", "\u00a0", "\u200b", "\u2003", "\u3000", "\ufeff", "\u00ad");
  private static final List<String> DASHES =
      List.of(
          "-", "--", "---", "- -", "\u2014", "--\u2013", "\u2212\u2212", "-- --", "\u2010-", " --");
  private static final List<String> LINE_ENDS =
      List.of("\r", "\r\n", "\n\n", "\n\r", "\r\r\n", " ", "\u2028", "\u0085", "\f", "\u000b");

  /** A comment at the head of a line outside of bodies; what it says, without its dashes. */
  private static final Pattern COMMENT = Pattern.compile("(?m)^-- ?(.*)$");

  private static String mutate(String text, Random random, int kinds) {
    Matcher matcher = COMMENT.matcher(text);
    List<int[]> places = new ArrayList<>();
    while (matcher.find()) {
      places.add(new int[] {matcher.start(), matcher.end(), matcher.start(1)});
    }
    if (places.isEmpty()) {
      return text;
    }
    int[] place = places.get(random.nextInt(places.size()));
    String line = text.substring(place[0], place[1]);
    String said = text.substring(place[2], place[1]);
    String changed =
        switch (random.nextInt(kinds)) {
          case 0 -> one(BLANKS, random) + line;
          case 1 -> one(DASHES, random) + one(BLANKS, random) + said;
          case 2 -> "/*" + one(List.of(" ", "*", "\n", "\n * ", ""), random) + said + " */";
          case 3 -> "-- " + otherCase(said, random);
          case 4 -> "-- " + withBlank(said, random);
          case 5 -> "--" + one(BLANKS, random) + said + one(BLANKS, random);
          default -> line;
        };
    String before = text.substring(0, place[0]);
    String after = text.substring(place[1]);
    boolean ends = changed.equals(line);
    // Before a comment, or behind one: a statement's own lines are no matter of ours.
    if (ends && random.nextBoolean() && before.endsWith("\n")) {
      before = before.substring(0, before.length() - 1) + one(LINE_ENDS, random);
    } else if (ends && after.startsWith("\n")) {
      String end = one(LINE_ENDS, random);
      after = (end.equals(" ") ? "\r" : end) + after.substring(1);
    }
    return before + changed + after;
  }

  private static String otherCase(String said, Random random) {
    int at = random.nextInt(said.length() + 1);
    int to = Math.min(said.length(), at + 1 + random.nextInt(8));
    return said.substring(0, at)
        + said.substring(at, to).toUpperCase(Locale.ROOT)
        + said.substring(to);
  }

  private static String withBlank(String said, Random random) {
    int at = Math.min(said.length(), random.nextInt(20));
    boolean instead = at < said.length() && " :-".indexOf(said.charAt(at)) >= 0;
    return said.substring(0, at)
        + one(BLANKS, random)
        + (instead && said.charAt(at) == ' ' ? said.substring(at + 1) : said.substring(at));
  }

  private static String one(List<String> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  /** What is executed in which direction, and what decides whether it is. */
  private static List<String> meaning(Revision revision) {
    List<String> all = new ArrayList<>(statements(revision));
    all.add(revision.phase() + " " + revision.parents() + " " + revision.dependsOn());
    all.add(revision.irreversible() == null ? "" : "irreversible");
    all.add(revision.allow().isEmpty() ? "" : "allow");
    revision
        .up()
        .forEach(
            step ->
                all.add(
                    step.kind()
                        + " "
                        + new TreeMap<>(step.options()).toString().toLowerCase(Locale.ROOT)
                        + (step.doneWhen() == null)));
    return all;
  }

  private static List<String> statements(Revision revision) {
    List<String> all = new ArrayList<>();
    all.add("up");
    revision.up().forEach(step -> step.statements().forEach(each -> all.add(each.sql())));
    all.add("down");
    revision.down().forEach(step -> step.statements().forEach(each -> all.add(each.sql())));
    return all;
  }
}

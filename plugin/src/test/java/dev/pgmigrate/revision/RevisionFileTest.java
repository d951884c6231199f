package dev.pgmigrate.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.plan.Step;
import dev.pgmigrate.plan.Step.Kind;
import dev.pgmigrate.revision.Revision.Phase;
import dev.pgmigrate.sql.Statement;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The format of a migration file, read and written. */
class RevisionFileTest {
  private static final Path PATH = Path.of("202611221030_3f9c1a7be204_x.sql");
  private static final String HEADER = "-- message\n--\n-- revision: 3f9c1a7be204\n\n";

  private static final String FULL =
      """
      -- add user.phone_number
      --
      -- revision: 3f9c1a7be204
      -- parent:   a81d02c55e10, b81d02c55e10
      -- depends-on: c81d02c55e10
      -- labels:   billing
      -- created:  2026-11-22T10:30:00Z
      -- phase:    contract
      -- irreversible: the numbers are gone
      -- allow:    drop-column nobody reads it

      -- migrate:up
      -- warning: mind this
      ALTER TABLE app_user
        ADD COLUMN phone_number varchar(32);

      CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
      -- migrate:down
      BEGIN
        RETURN 1;
      END
      $$;

      -- migrate:up no-transaction
      -- migrate:done-when SELECT true
      CREATE INDEX CONCURRENTLY ix ON app_user (phone_number);

      -- migrate:up batch key=id size=5000 pause=100ms
      UPDATE app_user SET phone_number = '' WHERE id BETWEEN :from AND :to;

      -- migrate:down no-transaction
      DROP INDEX CONCURRENTLY ix;

      -- migrate:down
      ALTER TABLE app_user DROP COLUMN phone_number;
      """;

  @Test
  void manyReplacedRevisionsAreSeveralLines() {
    String line = "-- replaces: " + String.join(", ", Collections.nCopies(6, "a81d02c55e10"));
    Revision revision =
        RevisionParser.parse(
            PATH,
            HEADER.stripTrailing() + "\n" + line + ", b81d02c55e10\n-- replaces: c81d02c55e10\n");
    assertThat(revision.replaces())
        .hasSize(8)
        .endsWith("a81d02c55e10", "b81d02c55e10", "c81d02c55e10");
    assertThat(RevisionWriter.write(revision))
        .contains(line + ", b81d02c55e10\n-- replaces: c81d02c55e10\n");
  }

  @Test
  void everythingIsRead() {
    Revision revision = RevisionParser.parse(PATH, FULL);
    assertThat(revision.id()).isEqualTo("3f9c1a7be204");
    assertThat(revision.message()).isEqualTo("add user.phone_number");
    assertThat(revision.parents()).containsExactly("a81d02c55e10", "b81d02c55e10");
    assertThat(revision.dependsOn()).containsExactly("c81d02c55e10");
    assertThat(revision.labels()).containsExactly("billing");
    assertThat(revision.created()).isEqualTo(Instant.parse("2026-11-22T10:30:00Z"));
    assertThat(revision.phase()).isEqualTo(Phase.CONTRACT);
    assertThat(revision.irreversible()).isEqualTo("the numbers are gone");
    assertThat(revision.allow()).isEqualTo(Map.of("drop-column", "nobody reads it"));
    assertThat(revision.up())
        .extracting(Step::kind)
        .containsExactly(Kind.TRANSACTION, Kind.NO_TRANSACTION, Kind.BATCH);
    Step first = revision.up().get(0);
    assertThat(first.line()).isEqualTo(12);
    assertThat(first.statements()).extracting(Statement::line).containsExactly(14, 17);
    assertThat(first.statements().get(0).comments()).containsExactly("warning: mind this");
    assertThat(revision.up().get(1).doneWhen()).isEqualTo("SELECT true");
    assertThat(revision.up().get(1).statements().get(0).comments()).isEmpty();
    assertThat(revision.up().get(2).options())
        .isEqualTo(Map.of("key", "id", "size", "5000", "pause", "100ms"));
    assertThat(revision.down())
        .extracting(step -> step.statements().get(0).sql())
        .containsExactly(
            "DROP INDEX CONCURRENTLY ix", "ALTER TABLE app_user DROP COLUMN phone_number");
  }

  @Test
  void whatIsReadIsWrittenTheSame() {
    assertThat(RevisionWriter.write(RevisionParser.parse(PATH, FULL))).isEqualTo(FULL);
  }

  @Test
  void stepsThatOnlyTheOtherDirectionNeedsAreCounted() {
    String text =
        HEADER.replace("\n\n", "\n-- parent:   none\n-- created:  2026-11-22T10:30:00Z\n\n")
            + """
            -- migrate:up nothing x3
            -- steps 1 to 3 do something only on downgrade

            -- migrate:up
            SELECT 1;

            -- migrate:up nothing
            -- step 5 does something only on downgrade

            -- migrate:down
            SELECT 2;
            """;
    Revision revision = RevisionParser.parse(PATH, text);
    assertThat(revision.up())
        .extracting(step -> step.statements().size())
        .containsExactly(0, 0, 0, 1, 0);
    assertThat(RevisionWriter.write(revision)).isEqualTo(text);
    assertThatThrownBy(
            () -> RevisionParser.parse(PATH, HEADER + "-- migrate:up nothing x2\nSELECT 1;\n"))
        .hasMessageContaining(PATH + ":6: a 'nothing' block has no statement");
    assertThatThrownBy(() -> RevisionParser.parse(PATH, HEADER + "-- migrate:up nothing x0\n"))
        .hasMessageContaining("is not a kind of block");
  }

  @Test
  void windowsLineEndsAndAByteOrderMarkChangeNothing() {
    assertThat(RevisionParser.parse(PATH, "\uFEFF" + FULL.replace("\n", "\r\n")))
        .isEqualTo(RevisionParser.parse(PATH, FULL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "it's \"quoted\" / and \\ so",
        "grüße 😀",
        "fix: phase contract",
        "שלום عالم",
        "-- dashes",
        ""
      })
  void anyMessageSurvives(String message) {
    Revision revision = revision(message);
    assertThat(RevisionParser.parse(PATH, RevisionWriter.write(revision))).isEqualTo(revision);
  }

  @Test
  void aMessageIsOneLine() {
    assertThat(
            RevisionParser.parse(PATH, RevisionWriter.write(revision(" a\r\nb\n\nc "))).message())
        .isEqualTo("a b c");
  }

  @Test
  void aRemarkThatLooksLikeABlockStaysARemark() {
    Statement statement = new Statement("SELECT 1", List.of("migrate:down"), 15);
    Revision revision =
        new Revision(
            "3f9c1a7be204",
            "m",
            List.of(),
            List.of(),
            List.of(),
            Instant.EPOCH,
            Phase.EXPAND,
            null,
            Map.of(),
            List.of(new Step(Kind.TRANSACTION, List.of(statement), Map.of(), null, 7)),
            List.of());
    Revision read = RevisionParser.parse(PATH, RevisionWriter.write(revision));
    assertThat(read.down()).isEmpty();
    assertThat(read.up().get(0).statements().get(0).comments()).containsExactly("> migrate:down");
  }

  @Test
  void aFileByHandNeedsOnlyItsId() {
    Revision revision =
        RevisionParser.parse(PATH, HEADER + "-- Note: by hand\n-- migrate:up\nSELECT 1");
    assertThat(revision.parents()).isEmpty();
    assertThat(revision.phase()).isEqualTo(Phase.EXPAND);
    assertThat(revision.created()).isEqualTo(Instant.parse("2026-11-22T10:30:00Z"));
    assertThat(revision.up()).hasSize(1);
    assertThat(revision.down()).isEmpty();
  }

  @Test
  void savepointsAreAllowed() {
    Revision revision =
        RevisionParser.parse(
            PATH, HEADER + "-- migrate:up\nSAVEPOINT a;\nROLLBACK TO a;\nROLLBACK WORK TO a;\n");
    assertThat(revision.up().get(0).statements()).hasSize(3);
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault(0, "revision:", "-- message\n\n-- migrate:up\nSELECT 1;\n"),
        fault(2, "is not a header", "-- message\n-- parrent: a81d02c55e10\n"),
        fault(2, "is not a revision id", "-- message\n-- revision: 3F9C\n"),
        fault(5, "is not a revision id", HEADER + "-- parent: a81d\n"),
        fault(5, "is here twice", HEADER + "-- revision: 3f9c1a7be204\n"),
        fault(5, "is not a time", HEADER + "-- created: yesterday\n"),
        fault(5, "is not a phase", HEADER + "-- phase: later\n"),
        fault(5, "why", HEADER + "-- irreversible:\n"),
        fault(5, "no reason is given", HEADER + "-- allow: drop-column\n"),
        fault(5, "outside of any block", HEADER + "SELECT 1;\n"),
        fault(5, "is not a block", HEADER + "-- migrate:upp\n"),
        fault(5, "is not a kind of block", HEADER + "-- migrate:up notransaction\n"),
        fault(5, "key=", HEADER + "-- migrate:up batch size=5\nSELECT 1;"),
        fault(5, "is not an option", HEADER + "-- migrate:up batch key=id size=many\nSELECT 1;"),
        fault(
            6,
            "BETWEEN :from AND :to",
            HEADER + "-- migrate:up batch key=id\nUPDATE t SET n = ':to'::text WHERE id > :from;"),
        fault(
            6,
            "table=<table>",
            HEADER
                + "-- migrate:up batch key=id\n"
                + "INSERT INTO u SELECT id FROM t WHERE id BETWEEN :from AND :to;"),
        fault(7, "exactly one", HEADER + "-- migrate:up no-transaction\nSELECT 1;\nSELECT 2;\n"),
        fault(5, "exactly one", HEADER + "-- migrate:up no-transaction\n"),
        fault(5, "is not a block", HEADER + "-- migrate:done-when SELECT true\n"),
        fault(6, "done-when", HEADER + "-- migrate:up\n-- migrate:done-when SELECT true\n"),
        fault(6, "BEGIN", HEADER + "-- migrate:up\nbegin;\nSELECT 1;\ncommit;\n"),
        fault(7, "COMMIT", HEADER + "-- migrate:up\nSELECT 1;\ncommit;\n"),
        fault(6, "ROLLBACK", HEADER + "-- migrate:up\nROLLBACK;\n"),
        fault(7, "never closed", HEADER + "-- migrate:up\n\nSELECT 'a;\n-- migrate:down\n"),
        fault(6, "COPY", HEADER + "-- migrate:up\nCOPY t FROM stdin;\nit's\n"));
  }

  private static Arguments fault(int line, String word, String text) {
    return Arguments.of(line, word, text);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultIsSaidWithItsLine(int line, String word, String text) {
    assertThatExceptionOfType(RevisionFormatException.class)
        .isThrownBy(() -> RevisionParser.parse(PATH, text))
        .withMessageContaining(word)
        .withMessageStartingWith(PATH + (line > 0 ? ":" + line + ": " : ": "))
        .satisfies(e -> assertThat(e.line()).isEqualTo(line));
  }

  private static Revision revision(String message) {
    return new Revision(
        "3f9c1a7be204",
        message,
        List.of(),
        List.of(),
        List.of(),
        Instant.parse("2026-11-22T10:30:00Z"),
        Phase.EXPAND,
        null,
        Map.of(),
        List.of(),
        List.of());
  }
}

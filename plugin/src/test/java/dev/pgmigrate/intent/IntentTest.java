package dev.pgmigrate.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.change.AddColumn;
import dev.pgmigrate.change.AddConstraint;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.ConvertKey;
import dev.pgmigrate.change.CreateIndex;
import dev.pgmigrate.change.DropColumn;
import dev.pgmigrate.change.DropConstraint;
import dev.pgmigrate.change.DropIndex;
import dev.pgmigrate.change.DropTable;
import dev.pgmigrate.change.Rename;
import dev.pgmigrate.change.RenameConstraint;
import dev.pgmigrate.diff.Ddl;
import dev.pgmigrate.diff.Equivalence;
import dev.pgmigrate.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a difference means, on schemas that a real PostgreSQL made. */
class IntentTest {
  private static final String ACCOUNT = "CREATE TABLE account (id bigint PRIMARY KEY, phone text);";

  @Test
  void statedAndMissingIsAChange() {
    Resolution resolution = resolve("ALTER TABLE account ADD email text;", "");

    assertThat(changes(resolution)).hasOnlyElementsOfType(AddColumn.class).hasSize(1);
    assertThat(resolution.notices()).extracting(Notice::kind).containsExactly(Notice.Kind.MISSING);
  }

  @Test
  void databaseOnlyIsKeptAndFlaggedOnce() {
    String byHand =
        """
        ALTER TABLE account ADD note text;
        ALTER TABLE account ALTER phone SET DEFAULT 'none', ADD CHECK (phone <> '');
        CREATE INDEX ix ON account USING hash (phone);
        CREATE TABLE other (id int);
        CREATE TYPE mood AS ENUM ('sad');
        CREATE SEQUENCE counter;
        COMMENT ON TABLE account IS 'by hand';
        """;
    Resolution first = resolve("", byHand);

    assertThat(changes(first)).isEmpty();
    assertThat(first.target()).isEqualTo(first.current());
    assertThat(first.notices())
        .hasSize(8)
        .allMatch(notice -> notice.kind() == Notice.Kind.DATABASE_ONLY);

    ModelLock lock = ModelLock.next(first, first.current(), Map.of(), new TreeMap<>());
    Resolution second = resolve("", byHand, ModelLock.parse(lock.lines()));
    assertThat(changes(second)).isEmpty();
    assertThat(second.notices())
        .hasSize(8)
        .allMatch(notice -> notice.kind() == Notice.Kind.DATABASE_ONLY_SEEN);
  }

  @Test
  void retractedIsRemoved() {
    String once =
        """
        ALTER TABLE account ALTER phone SET NOT NULL, ADD CHECK (phone <> ''), ADD UNIQUE (phone);
        CREATE INDEX ix ON account (phone);
        """;
    ModelLock base = lockOf(ACCOUNT + once);
    Resolution resolution = resolve("", once, base);

    assertThat(resolution.target()).isEqualTo(Ddl.schema(ACCOUNT));
    assertThat(changes(resolution)).hasSize(4);
    assertThat(resolution.notices()).allMatch(n -> n.kind() == Notice.Kind.RETRACTED).hasSize(4);
  }

  @Test
  void aRetractionThatWasNotCarriedOutComesBack() {
    String once = "CREATE INDEX ix ON account (phone);";
    Resolution resolution = resolve("", once, lockOf(ACCOUNT + once));
    ModelLock next = ModelLock.next(resolution, resolution.current(), Map.of(), new TreeMap<>());

    assertThat(changes(resolve("", once, next))).hasOnlyElementsOfType(DropIndex.class).hasSize(1);
  }

  @Test
  void aRenameThatWasThrownAwayIsAskedAboutAgain() {
    String before = "CREATE TABLE person (phone text);";
    String after = "CREATE TABLE person (mobile text);";
    Resolution renamed =
        between(after, before, lockOf(before), Answers.parse("person.phone:mobile", null));
    ModelLock next = ModelLock.next(renamed, Ddl.schema(before), Map.of(), new TreeMap<>());

    assertThat(between(after, before, next, Answers.NONE).questions()).hasSize(1);
    assertThat(changes(between(after, after, next, Answers.NONE))).isEmpty();
  }

  @Test
  void anAcceptedDifferenceStaysUntilItChanges() {
    String once = "CREATE INDEX ix ON account (phone);";
    ModelLock base = lockOf(ACCOUNT + once);
    String line = resolve("", once, base).notices().get(0).accepted("why").toString();
    Accepted accepted = Accepted.parse(List.of("# decided", line));

    Resolution same =
        Intent.resolve(
            Ddl.schema(ACCOUNT),
            Ddl.schema(ACCOUNT + once),
            base,
            accepted,
            Answers.NONE,
            Filters.NONE,
            Equivalence.TEXTUAL);
    assertThat(changes(same)).isEmpty();
    Resolution other =
        Intent.resolve(
            Ddl.schema(ACCOUNT),
            Ddl.schema(ACCOUNT + "CREATE INDEX ix ON account (phone DESC);"),
            base,
            accepted,
            Answers.NONE,
            Filters.NONE,
            Equivalence.TEXTUAL);
    assertThat(changes(other)).hasOnlyElementsOfType(DropIndex.class).hasSize(1);
  }

  @Test
  void aGeneratedNameIsNoReasonToRename() {
    Resolution resolution =
        resolve(
            "ALTER TABLE account ADD UNIQUE (phone), ADD CHECK (phone <> '');",
            """
            ALTER TABLE account ADD CONSTRAINT uq UNIQUE (phone), ADD CONSTRAINT ck CHECK (phone <> '');
            """);

    assertThat(changes(resolution)).isEmpty();
    assertThat(resolution.notices()).isEmpty();
  }

  @Test
  void aChosenNameRenames() {
    Resolution resolution =
        resolve(
            "ALTER TABLE account ADD CONSTRAINT chosen UNIQUE (phone);",
            "ALTER TABLE account ADD UNIQUE (phone);");

    assertThat(changes(resolution)).hasOnlyElementsOfType(RenameConstraint.class).hasSize(1);
  }

  @Test
  void whatWasMatchedByStructureCanBeRetracted() {
    String current = "ALTER TABLE account ADD CONSTRAINT uq UNIQUE (phone);";
    Resolution before = resolve("ALTER TABLE account ADD UNIQUE (phone);", current);
    ModelLock lock = ModelLock.next(before, before.current(), Map.of(), new TreeMap<>());

    assertThat(changes(resolve("", current, lock)))
        .hasOnlyElementsOfType(DropConstraint.class)
        .hasSize(1);
  }

  @Test
  void theOrderOfAJoinTablesKeyIsNoDifference() {
    String tables = "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY);";
    String join = "CREATE TABLE a_b (a int REFERENCES a, b int REFERENCES b, PRIMARY KEY (%s));";

    assertThat(changes(resolve(tables + join.formatted("a, b"), tables + join.formatted("b, a"))))
        .isEmpty();
    String plain = "CREATE TABLE a_b (a int, b int, PRIMARY KEY (%s));";
    assertThat(changes(resolve(plain.formatted("a, b"), plain.formatted("b, a")))).hasSize(2);
  }

  @Test
  void aHandMadeIndexMethodAndOperatorClassSurvive() {
    Resolution resolution =
        resolve(
            "CREATE INDEX ix ON account (phone);",
            "CREATE INDEX ix ON account (phone text_pattern_ops DESC);");

    assertThat(changes(resolution)).isEmpty();
    assertThat(resolution.notices()).hasSize(2);
  }

  @Test
  void whatHangsOnADroppedColumnGoesWithIt() {
    String index = "CREATE INDEX by_hand ON account (phone) WHERE id > 0;";
    Resolution resolution =
        Intent.resolve(
            Ddl.schema("CREATE TABLE account (id bigint PRIMARY KEY);"),
            Ddl.schema(ACCOUNT + index),
            lockOf(ACCOUNT),
            Accepted.NONE,
            Answers.NONE,
            Filters.NONE,
            Equivalence.TEXTUAL);

    assertThat(changes(resolution))
        .hasAtLeastOneElementOfType(DropColumn.class)
        .hasAtLeastOneElementOfType(DropIndex.class)
        .hasSize(2);
    assertThat(resolution.notices())
        .extracting(Notice::kind)
        .containsExactlyInAnyOrder(Notice.Kind.RETRACTED, Notice.Kind.GOES_ALONG);
  }

  @Test
  void partitionsOfALivePartitionedTableAreKept() {
    String desired = "CREATE TABLE event (id bigint NOT NULL, at date NOT NULL, PRIMARY KEY (id));";
    String current =
        """
        CREATE TABLE event (id bigint NOT NULL, at date NOT NULL, PRIMARY KEY (id, at))
          PARTITION BY RANGE (at);
        CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
        """;

    Resolution resolution = between(desired, current, lockOf(desired), Answers.NONE);
    assertThat(changes(resolution)).isEmpty();
  }

  @Test
  void aRenameIsAsked() {
    ModelLock base = lockOf(ACCOUNT);
    String desired = "CREATE TABLE account (id bigint PRIMARY KEY, phone_number varchar(20));";
    Question question = between(desired, ACCOUNT, base, Answers.NONE).questions().get(0);

    assertThat(question.renameOptions())
        .containsExactly("-Dmigrate.rename=account.phone:phone_number");
    assertThat(question.dropOption()).isEqualTo("-Dmigrate.drop=account.phone");

    Resolution dropped = between(desired, ACCOUNT, base, Answers.parse(null, "account.phone"));
    assertThat(dropped.questions()).isEmpty();
    assertThat(changes(dropped)).hasAtLeastOneElementOfType(DropColumn.class);

    Resolution renamed =
        between(desired, ACCOUNT, base, Answers.parse("account.phone:phone_number", null));
    assertThat(renamed.questions()).isEmpty();
    assertThat(changes(renamed).get(0)).isInstanceOf(Rename.class);
    assertThat(changes(renamed)).doesNotHaveAnyElementsOfTypes(DropColumn.class, AddColumn.class);
  }

  @Test
  void aRenameTakesChecksIndexesAndKeysAlong() {
    String table =
        """
        CREATE TABLE %1$s (id bigint PRIMARY KEY, %2$s text CHECK (%2$s <> 'phone'));
        CREATE INDEX ix ON %1$s (lower(%2$s)) WHERE %2$s IS NOT NULL;
        CREATE TABLE call (account bigint REFERENCES %1$s);
        """;
    String before = table.formatted("account", "phone");
    Resolution resolution =
        between(
            table.formatted("customer", "number"),
            before,
            lockOf(before),
            Answers.parse("account:customer,account.phone:number", null));

    assertThat(changes(resolution)).hasOnlyElementsOfType(Rename.class).hasSize(2);
    assertThat(resolution.notices()).isEmpty();
  }

  @Test
  void anAnswerThatFitsNothingIsAnError() {
    assertThatThrownBy(() -> between(ACCOUNT, ACCOUNT, lockOf(ACCOUNT), Answers.parse("x:y", null)))
        .isInstanceOf(UnfitAnswerException.class)
        .hasMessageContaining("-Dmigrate.rename=x:y")
        .hasMessageContaining("no table");
    assertThatThrownBy(
            () -> between(ACCOUNT, ACCOUNT, lockOf(ACCOUNT), Answers.parse(null, "account.phone")))
        .isInstanceOf(UnfitAnswerException.class)
        .hasMessageContaining("is in the entities still");
  }

  @Test
  void aDroppedTableWithoutACandidateIsNoQuestion() {
    String gone = "CREATE TABLE gone (a int);";
    Resolution resolution = resolve("", gone, lockOf(ACCOUNT + gone));

    assertThat(resolution.questions()).isEmpty();
    assertThat(changes(resolution)).hasOnlyElementsOfType(DropTable.class).hasSize(1);
  }

  @Test
  void aTypeThatAKeptColumnUsesStays() {
    String mood = "CREATE TYPE mood AS ENUM ('sad');";
    Resolution resolution =
        resolve("", mood + "ALTER TABLE account ADD feels mood;", lockOf(ACCOUNT + mood));

    assertThat(changes(resolution)).isEmpty();
    assertThat(resolution.notices())
        .extracting(Notice::kind)
        .containsExactlyInAnyOrder(Notice.Kind.STILL_USED, Notice.Kind.DATABASE_ONLY);
  }

  @Test
  void whatIsRetractedAndStillUsedStays() {
    String once =
        """
        CREATE TYPE pair AS (a int, b int);
        CREATE TYPE mood AS ENUM ('sad');
        CREATE FUNCTION one() RETURNS int LANGUAGE sql IMMUTABLE RETURN 1;
        CREATE FUNCTION twice(p pair) RETURNS int LANGUAGE sql IMMUTABLE RETURN one() + one();
        CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE FUNCTION two() RETURNS text LANGUAGE sql RETURN '2';
        CREATE FUNCTION unused() RETURNS int LANGUAGE sql RETURN 1;
        """;
    String byHand =
        """
        ALTER TABLE account ADD CHECK (twice(ROW(1, 2)::pair) > id);
        ALTER TABLE account ALTER phone SET DEFAULT two();
        CREATE FUNCTION feel(m mood) RETURNS int LANGUAGE sql RETURN 1;
        CREATE TRIGGER stamps BEFORE INSERT ON account FOR EACH ROW EXECUTE FUNCTION stamp();
        """;
    Resolution resolution = resolve("", once + byHand, lockOf(ACCOUNT + once));

    assertThat(changes(resolution))
        .extracting(change -> change.object().toString())
        .containsExactly("function public.unused()");
    assertThat(resolution.notices())
        .filteredOn(notice -> notice.kind() == Notice.Kind.STILL_USED)
        .extracting(notice -> notice.key().toString())
        .containsExactly(
            "enum public.mood",
            "composite-type public.pair",
            "function public.one()",
            "function public.stamp()",
            "function public.twice(public.pair)",
            "function public.two()");
  }

  @Test
  void whatHangsOnSomethingGoneGoesThoughItIsUsed() {
    String once = "CREATE TABLE old (id int); CREATE VIEW one AS SELECT id FROM old;";
    Resolution resolution =
        resolve("", once + "CREATE VIEW two AS SELECT id FROM one;", lockOf(ACCOUNT + once));

    assertThat(resolution.target()).isEqualTo(Ddl.schema(ACCOUNT));
  }

  @Test
  void aUniqueIndexAndAUniqueConstraintServeEachOther() {
    String constraint = "ALTER TABLE t ADD CONSTRAINT uq_t UNIQUE (a)";
    String index = "CREATE UNIQUE INDEX ux_t ON t (a)";
    for (String table :
        List.of(
            "CREATE TABLE t (a int, b int)",
            "CREATE TABLE t (a int, b int) PARTITION BY LIST (a)")) {
      assertThat(keys(table, constraint, index)).isEmpty();
      assertThat(keys(table, index, constraint)).isEmpty();
    }
    String table = "CREATE TABLE t (a int, b int)";
    String columns = index.replace("(a)", "");
    assertThat(keys(table, constraint, columns + "(a DESC) INCLUDE (b)")).isEmpty();
    for (String other :
        List.of("(a) WHERE a > 0", "(a, b)", "((a + 1))", "(a) NULLS NOT DISTINCT")) {
      assertThat(keys(table, constraint, columns + other))
          .as(other)
          .hasOnlyElementsOfType(AddConstraint.class)
          .hasSize(1);
    }
    assertThat(keys(table, constraint + " DEFERRABLE", index)).hasSize(1);
    assertThat(keys(table, index, constraint + " DEFERRABLE"))
        .hasOnlyElementsOfType(CreateIndex.class)
        .hasSize(1);
  }

  @Test
  void aForeignKeyAsksForTheConstraint() {
    String table = "CREATE TABLE t (a int, b int); CREATE TABLE r (a int)";
    String constraint =
        "ALTER TABLE t ADD CONSTRAINT uq_t UNIQUE (a); ALTER TABLE r ADD FOREIGN KEY (a) REFERENCES"
            + " t (a)";
    String index = "CREATE UNIQUE INDEX ux_t ON t (a) INCLUDE (b) WITH (fillfactor = 70)";

    assertThat(keys(table, constraint, index))
        .hasOnlyElementsOfTypes(ConvertKey.class, AddConstraint.class)
        .hasSize(2);
  }

  @Test
  void anIndexThatServedGoesWithTheConstraint() {
    String table = "CREATE TABLE t (a int);";
    String index = table + "CREATE UNIQUE INDEX ux_t ON t (a);";
    Resolution served =
        between(table + "ALTER TABLE t ADD UNIQUE (a)", index, ModelLock.EMPTY, Answers.NONE);
    ModelLock next = ModelLock.next(served, served.current(), Map.of(), new TreeMap<>());

    assertThat(changes(between(table, index, next, Answers.NONE)))
        .hasExactlyElementsOfTypes(DropIndex.class);
  }

  @Test
  void whatIsWrittenOtherwiseIsTheSame() {
    String stated =
        """
        CREATE SEQUENCE s INCREMENT 5 START 10;
        CREATE DOMAIN d AS timestamp(6);
        CREATE TYPE c AS (x time(6), y interval second(6));
        CREATE TABLE t (a timestamp(6), b time(6) with time zone, c interval second(6)[],
          i int GENERATED ALWAYS AS IDENTITY (START 7), x int, y int, UNIQUE (x, y));
        CREATE TABLE r (x int, y int, FOREIGN KEY (x, y) REFERENCES t (x, y));
        """;
    String found =
        """
        CREATE SEQUENCE s INCREMENT 5 START 200;
        CREATE DOMAIN d AS timestamp;
        CREATE TYPE c AS (x time, y interval);
        CREATE TABLE t (a timestamp, b timetz, c interval[],
          i int GENERATED ALWAYS AS IDENTITY (START 8), x int, y int, UNIQUE (x, y));
        CREATE TABLE r (x int, y int, FOREIGN KEY (y, x) REFERENCES t (y, x));
        """;
    assertThat(changes(between(stated, found, ModelLock.EMPTY, Answers.NONE))).isEmpty();
    assertThat(changes(between(found, stated, ModelLock.EMPTY, Answers.NONE))).isEmpty();
  }

  private static List<Change> keys(String table, String stated, String found) {
    return changes(
        between(table + ";" + stated, table + ";" + found, ModelLock.EMPTY, Answers.NONE));
  }

  private static Resolution resolve(String desired, String current) {
    return resolve(desired, current, ModelLock.EMPTY);
  }

  private static Resolution resolve(String desired, String current, ModelLock base) {
    return between(ACCOUNT + desired, ACCOUNT + current, base, Answers.NONE);
  }

  private static Resolution between(
      String desired, String current, ModelLock base, Answers answers) {
    return Intent.resolve(
        Ddl.schema(desired),
        Ddl.schema(current),
        base,
        Accepted.NONE,
        answers,
        Filters.NONE,
        Equivalence.TEXTUAL);
  }

  private static ModelLock lockOf(String ddl) {
    Schema schema = Ddl.schema(ddl);
    Resolution first =
        Intent.resolve(
            schema,
            Schema.EMPTY,
            ModelLock.EMPTY,
            Accepted.NONE,
            Answers.NONE,
            Filters.NONE,
            Equivalence.TEXTUAL);
    return ModelLock.next(first, Schema.EMPTY, Map.of(), new TreeMap<>());
  }

  private static List<Change> changes(Resolution resolution) {
    return resolution.changes(Equivalence.TEXTUAL);
  }
}

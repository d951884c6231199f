package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.intent.Notice;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionGraphException;
import dev.pgmigrate.run.RefusedException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a project: from its first revision on. */
class LifeTest {
  private static final String ACCOUNT =
      "CREATE TABLE account (id bigint PRIMARY KEY, email text NOT NULL);\n";
  private static final String ACCOUNT_PHONE =
      "CREATE TABLE account (id bigint PRIMARY KEY, email text NOT NULL, phone varchar(32));\n";

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
  void theFirstRevisionHoldsWhatTheFilesState() {
    RevisionCommand.Result first = project.schema(ACCOUNT).revision("first");

    assertThat(first.written()).hasFileName("202611221001_" + first.revision().id() + "_first.sql");
    assertThat(TestProject.read(first.written()))
        .startsWith("-- first\n--\n-- revision: " + first.revision().id() + "\n-- parent:   none\n")
        .contains("CREATE TABLE account (")
        .contains("DROP TABLE account;");
    assertThat(first.remaining()).isEmpty();
    assertThat(project.lock()).contains("stated column public.account.email");
  }

  @Test
  void noChangesWriteNothing() {
    project.schema(ACCOUNT).revision("first");
    List<Path> files = project.files();
    String lock = project.lock();

    RevisionCommand.Result second = project.revision(null);

    assertThat(second.written()).isNull();
    assertThat(second.changes()).isEmpty();
    assertThat(second.notices()).isEmpty();
    assertThat(project.files()).isEqualTo(files);
    assertThat(project.lock()).isEqualTo(lock);
  }

  @Test
  void anUpgradeAppliesWhatIsPendingAndNothingTwice() {
    project.schema(ACCOUNT).revision("first");
    project.schema(ACCOUNT_PHONE);
    RevisionCommand.Result second = project.revision("add account.phone");

    assertThat(project.upgrade().applied())
        .extracting(Revision::message)
        .containsExactly("first", "add account.phone");
    assertThat(project.columns("account")).containsExactly("id", "email", "phone");
    assertThat(project.upgrade().applied()).isEmpty();
    assertThat(project.current().current())
        .extracting(AppliedRevision::id)
        .containsExactly(second.revision().id());
    assertThat(project.current().pending()).isEmpty();
    assertThat(project.revision(null).changes()).isEmpty();
  }

  @Test
  void isReadable() {
    Revision first = project.schema(ACCOUNT).revision("first").revision();
    project.upgrade();
    Revision second = project.schema(ACCOUNT_PHONE).revision("second").revision();

    CurrentCommand.Result current = project.current();
    assertThat(current.current()).extracting(AppliedRevision::id).containsExactly(first.id());
    assertThat(current.pending()).extracting(Revision::id).containsExactly(second.id());
    assertThat(current.unfinished()).isEmpty();
    assertThat(current.unknown()).isEmpty();
    assertThat(current.database()).contains("as the caller says").doesNotContain("password");

    List<HistoryCommand.Entry> history = HistoryCommand.run(project.project()).entries();
    assertThat(history).extracting(e -> e.revision().id()).containsExactly(first.id(), second.id());
    assertThat(history).extracting(e -> e.applied() != null).containsExactly(true, false);

    assertThat(HeadsCommand.run(project.project()))
        .extracting(Revision::id)
        .containsExactly(second.id());
    ShowCommand.Result shown = ShowCommand.run(project.project(), second.id().substring(0, 5));
    assertThat(shown.revision().id()).isEqualTo(second.id());
    assertThat(TestProject.read(shown.file())).contains("ADD COLUMN phone varchar(32)");
    assertThat(ShowCommand.run(project.project(), "head").revision().id()).isEqualTo(second.id());
  }

  @Test
  void readingWritesNothingToTheDatabase() {
    project.schema(ACCOUNT).revision("first");
    project.current();
    HistoryCommand.run(project.project());
    project.revision(null);
    assertThat(
            project.query(
                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
        .isEmpty();
  }

  @Test
  void goesBackAndForth() {
    Revision first = project.schema(ACCOUNT).revision("first").revision();
    Revision second = project.schema(ACCOUNT_PHONE).revision("second").revision();
    project.upgrade();

    assertThat(project.downgrade("-1").undone())
        .extracting(Revision::id)
        .containsExactly(second.id());
    assertThat(project.columns("account")).containsExactly("id", "email");
    assertThat(project.upgrade("+1").applied())
        .extracting(Revision::id)
        .containsExactly(second.id());
    assertThat(project.columns("account")).containsExactly("id", "email", "phone");

    assertThat(project.downgrade("base").undone())
        .extracting(Revision::id)
        .containsExactly(second.id(), first.id());
    assertThat(project.columns("account")).isEmpty();
    assertThat(project.current().current()).isEmpty();

    assertThat(project.upgrade(first.id().substring(0, 4)).applied())
        .extracting(Revision::id)
        .containsExactly(first.id());
    project.upgrade(second.id());
    assertThat(project.downgrade(first.id().substring(0, 6)).undone())
        .extracting(Revision::id)
        .containsExactly(second.id());
    assertThat(project.downgrade(first.id()).undone()).isEmpty();
  }

  @Test
  void targetsThatLeadNowhere() {
    project.schema(ACCOUNT).revision("first");
    project.upgrade();
    assertThatThrownBy(() -> project.upgrade("+1"))
        .isInstanceOf(RevisionGraphException.class)
        .hasMessageContaining("0 revisions are pending");
    assertThatThrownBy(() -> project.downgrade("-2"))
        .hasMessageContaining("'-2' goes too far back: 1 revisions are applied");
    assertThatThrownBy(() -> project.downgrade("+1")).hasMessageContaining("mvn migrate:upgrade");
    assertThatThrownBy(() -> project.upgrade("base")).hasMessageContaining("mvn migrate:downgrade");
    assertThatThrownBy(() -> project.upgrade("deadbeef"))
        .hasMessageContaining("'deadbeef' names no revision");
  }

  @Test
  void aHandWrittenRevisionIsARevision() {
    project.schema(ACCOUNT).revision("first");
    RevisionCommand.Result empty = project.emptyRevision("seed accounts");
    assertThat(TestProject.read(empty.written()))
        .contains("-- migrate:up\n")
        .contains("-- migrate:down");
    assertThat(project.verify().findings()).isEmpty();

    TestProject.edit(
        empty.written(),
        "-- migrate:up\n",
        "-- migrate:up\nINSERT INTO account (id, email) VALUES (1, 'a;b');\n");
    TestProject.edit(
        empty.written(), "-- migrate:down\n", "-- migrate:down\nDELETE FROM account;\n");
    project.upgrade();
    assertThat(project.query("SELECT email FROM account")).containsExactly("a;b");
    project.downgrade("-1");
    assertThat(project.query("SELECT email FROM account")).isEmpty();
    assertThat(project.revision(null).changes()).isEmpty();
  }

  @Test
  void anEmptyRevisionThatStaysEmptyGoesUpAndDown() {
    project.schema(ACCOUNT).revision("first");
    Revision empty = project.emptyRevision("nothing yet").revision();
    project.upgrade();
    assertThat(project.current().current())
        .extracting(AppliedRevision::id)
        .containsExactly(empty.id());
    assertThat(project.downgrade("-1").undone())
        .extracting(Revision::id)
        .containsExactly(empty.id());
    assertThat(project.upgrade().applied()).extracting(Revision::id).containsExactly(empty.id());
  }

  @Test
  void anEmptyRevisionCanBeTheFirst() {
    Revision empty = project.emptyRevision("extension").revision();
    assertThat(empty.parents()).isEmpty();
    Revision next = project.schema(ACCOUNT).revision("tables").revision();
    assertThat(next.parents()).containsExactly(empty.id());
  }

  @Test
  void aRevisionNeedsAMessage() {
    project.schema(ACCOUNT);
    assertThatThrownBy(() -> project.revision(" "))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("-Dmessage=");
    assertThatThrownBy(() -> project.emptyRevision(null)).hasMessageContaining("-Dmessage=");
    assertThat(project.files()).isEmpty();
  }

  @Test
  void whatIsNoLongerStatedIsRemoved() {
    project.schema(ACCOUNT + "CREATE INDEX ix_email ON account (email);\n").revision("first");
    project.upgrade();

    RevisionCommand.Result second = project.schema(ACCOUNT).revision("drop the index");

    assertThat(TestProject.read(second.written())).contains("DROP INDEX CONCURRENTLY ix_email;");
    assertThat(second.notices()).extracting(Notice::kind).contains(Notice.Kind.RETRACTED);
    project.upgradeWithContract();
    assertThat(project.query("SELECT 1 FROM pg_class WHERE relname = 'ix_email'")).isEmpty();
    assertThat(project.lock()).contains("ix_email");
    assertThat(project.revision(null).changes()).isEmpty();
    assertThat(project.lock()).doesNotContain("ix_email");
  }

  @Test
  void aRetractionThatIsThrownAwayComesBack() throws java.io.IOException {
    project.schema(ACCOUNT + "CREATE INDEX ix_email ON account (email);\n").revision("first");
    RevisionCommand.Result second = project.schema(ACCOUNT).revision("drop the index");
    java.nio.file.Files.delete(second.written());
    RevisionCommand.Result again = project.revision("drop the index");
    assertThat(TestProject.read(again.written())).contains("DROP INDEX CONCURRENTLY ix_email;");
  }

  @Test
  void aRenameUnderAView() {
    String before =
        """
        CREATE TABLE item (id bigint PRIMARY KEY, sku text NOT NULL);
        CREATE VIEW items AS SELECT id, sku FROM item WHERE sku <> '';
        """;
    project.offline().schema(before).revision("items");
    project.upgrade();
    project.execute("INSERT INTO item VALUES (1, 'a')");

    RevisionCommand.Result renamed =
        project
            .schema(before.replace("sku", "stock_key"))
            .revision("stock key", "item.sku:stock_key", null);

    assertThat(renamed.remaining()).isEmpty();
    assertThat(TestProject.read(renamed.written()))
        .contains("RENAME COLUMN sku TO stock_key", "stock_key AS sku");
    project.upgrade();
    assertThat(project.query("SELECT stock_key FROM items")).containsExactly("a");
    assertThat(project.verify().findings()).isEmpty();
    project.downgrade("-1");
    assertThat(project.query("SELECT sku FROM items")).containsExactly("a");
  }

  @Test
  void whatWasMadeByHandIsKeptAndFlaggedOnce() {
    project.schema(ACCOUNT).revision("first");
    RevisionCommand.Result hand = project.emptyRevision("by hand");
    TestProject.edit(
        hand.written(),
        "-- migrate:up\n",
        """
        -- migrate:up
        CREATE INDEX ix_lower_email ON account (lower(email));
        ALTER TABLE account ALTER COLUMN email SET DEFAULT 'none';
        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN
            RETURN NEW;
          END
        $$;
        CREATE TRIGGER touch BEFORE UPDATE ON account FOR EACH ROW EXECUTE FUNCTION touch();
        """);
    TestProject.edit(
        hand.written(),
        "-- migrate:down\n",
        """
        -- migrate:down
        DROP TRIGGER touch ON account;
        DROP FUNCTION touch();
        ALTER TABLE account ALTER COLUMN email DROP DEFAULT;
        DROP INDEX ix_lower_email;
        """);

    RevisionCommand.Result seen = project.revision(null);
    assertThat(seen.written()).isNull();
    assertThat(seen.notices())
        .extracting(n -> n.kind() + " " + n.key().object())
        .contains(
            "DATABASE_ONLY index public.ix_lower_email",
            "DATABASE_ONLY column public.account.email",
            "DATABASE_ONLY function public.touch()",
            "DATABASE_ONLY trigger public.account.touch");
    assertThat(seen.notCompared()).isEmpty();
    assertThat(project.lock()).contains("seen index public.ix_lower_email");

    RevisionCommand.Result again = project.revision(null);
    assertThat(again.notices())
        .extracting(Notice::kind)
        .hasSize(seen.notices().size())
        .containsOnly(Notice.Kind.DATABASE_ONLY_SEEN);
    assertThat(project.verify().findings()).isEmpty();

    project.schema(ACCOUNT_PHONE).revision("phone");
    project.upgrade();
    assertThat(project.query("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"))
        .containsExactly("touch");
    assertThat(project.query("SELECT indexname FROM pg_indexes WHERE tablename = 'account'"))
        .contains("ix_lower_email");
  }

  @Test
  void aDropIsHeldOnADatabaseInService() {
    project.schema(ACCOUNT_PHONE).revision("first");
    project.upgrade();
    Revision drop = project.schema(ACCOUNT).revision("drop account.phone").revision();
    assertThat(drop.phase()).isEqualTo(Revision.Phase.CONTRACT);

    UpgradeCommand.Result held = project.upgrade();
    assertThat(held.applied()).isEmpty();
    assertThat(held.held()).extracting(Revision::id).containsExactly(drop.id());
    assertThat(project.columns("account")).contains("phone");

    project
        .schema("CREATE TABLE account (id bigint PRIMARY KEY, email text NOT NULL, age int);\n")
        .revision("add account.age");
    assertThat(project.upgrade().applied())
        .extracting(Revision::message)
        .containsExactly("add account.age");

    assertThat(project.upgradeWithContract().applied())
        .extracting(Revision::id)
        .containsExactly(drop.id());
    assertThat(project.columns("account")).containsExactly("id", "email", "age");
  }

  @Test
  void aContractRevisionThatWasBegunIsFinished() {
    project.schema(ACCOUNT_PHONE).revision("first");
    project.upgrade();
    RevisionCommand.Result drop = project.schema(ACCOUNT).revision("drop account.phone");
    TestProject.edit(
        drop.written(),
        "-- migrate:down",
        "-- migrate:up\nCREATE TABLE late (id int);\n\n-- migrate:down");
    project.execute("CREATE TABLE late ()");
    assertThatThrownBy(project::upgradeWithContract).hasMessageContaining("late");
    project.execute("DROP TABLE late");
    assertThat(project.upgrade().applied())
        .extracting(Revision::id)
        .containsExactly(drop.revision().id());
  }

  @Test
  void aHeldRevisionStopsOnlyThoseThatNeedIt() {
    Revision first = project.schema(ACCOUNT_PHONE).revision("first").revision();
    project.upgrade();
    Revision drop = project.schema(ACCOUNT).revision("drop account.phone").revision();
    Path beside = project.emptyRevision("beside it").written();
    TestProject.edit(beside, "parent:   " + drop.id(), "parent:   " + first.id());

    UpgradeCommand.Result upgraded = project.upgrade("heads");

    assertThat(upgraded.applied()).extracting(Revision::message).containsExactly("beside it");
    assertThat(upgraded.held()).extracting(Revision::id).containsExactly(drop.id());
  }

  @Test
  void aFreshDatabaseGetsContractRevisionsToo() {
    project.schema(ACCOUNT_PHONE).revision("first");
    project.schema(ACCOUNT).revision("drop account.phone");
    assertThat(project.upgrade("+1").applied()).hasSize(1);
    assertThat(project.upgrade().applied())
        .extracting(Revision::message)
        .containsExactly("drop account.phone");
  }

  @Test
  void aStampedDatabaseIsInService() {
    project.schema(ACCOUNT_PHONE).revision("first");
    project.execute(ACCOUNT_PHONE);
    assertThat(project.stamp("head").stamped())
        .extracting(Revision::message)
        .containsExactly("first");
    assertThat(project.upgrade().applied()).isEmpty();

    project.schema(ACCOUNT).revision("drop account.phone");
    assertThat(project.upgrade().held()).hasSize(1);
    assertThat(project.columns("account")).contains("phone");
  }

  @Test
  void aStampedDatabaseIsInServiceAtOnce() {
    project.schema(ACCOUNT_PHONE).revision("first");
    project.schema(ACCOUNT).revision("drop account.phone");
    project.execute(ACCOUNT_PHONE);
    project.stamp(HeadsCommand.run(project.project()).get(0).parents().get(0));
    assertThat(project.upgrade().held()).hasSize(1);
    assertThat(project.columns("account")).contains("phone");
  }

  @Test
  void aDatabaseAheadOfTheCheckoutIsSaidSo() throws java.io.IOException {
    project.schema(ACCOUNT).revision("first");
    RevisionCommand.Result second = project.schema(ACCOUNT_PHONE).revision("second");
    project.upgrade();
    java.nio.file.Files.delete(second.written());

    assertThat(project.current().unknown())
        .extracting(AppliedRevision::id)
        .containsExactly(second.revision().id());
    assertThat(HistoryCommand.run(project.project()).entries())
        .anySatisfy(
            entry -> {
              assertThat(entry.revision()).isNull();
              assertThat(entry.applied().id()).isEqualTo(second.revision().id());
            });
    assertThatThrownBy(project::upgrade)
        .isInstanceOf(MigrationException.class)
        .hasMessageStartingWith("ahead: The database has " + second.revision().id());
    assertThatThrownBy(() -> project.downgrade("-1")).isInstanceOf(MigrationException.class);

    assertThat(project.downgradeFromJournal("-1").undone())
        .extracting(Revision::id)
        .containsExactly(second.revision().id());
    assertThat(project.columns("account")).containsExactly("id", "email");
  }

  @Test
  void anEditedRevisionIsRefused() {
    RevisionCommand.Result first = project.schema(ACCOUNT).revision("first");
    project.upgrade();
    TestProject.edit(first.written(), "CREATE TABLE account", "-- remark\nCREATE  TABLE account");
    assertThat(project.upgrade().applied()).isEmpty();

    TestProject.edit(first.written(), "email text NOT NULL", "email text");
    assertThatThrownBy(project::upgrade)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(first.written().getFileName().toString())
        .hasMessageContaining("step 1 of revision " + first.revision().id())
        .hasMessageContaining("edited after it was applied");
  }
}

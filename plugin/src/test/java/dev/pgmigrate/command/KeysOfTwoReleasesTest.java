package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.entity.EntityProject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The way that keys are made changes while the previous release and the new one insert: real
 * SessionFactories, each with its own blocks, on the way up and down. The tables belong to a plain
 * role, and the application may do no more than insert and read.
 */
class KeysOfTwoReleasesTest {
  private static final String IDENTITY = "@GeneratedValue(strategy = GenerationType.IDENTITY)";
  private static final String ASSIGNED = "";

  /** An entity, and what the previous release and the new one say of its ids. */
  private record Way(String entity, String before, String after) {
    String source(boolean changed) {
      return "@Entity public class "
          + entity
          + " { @Id "
          + (changed ? after : before)
          + " public Long id; String name; }";
    }
  }

  private static final List<Way> WAYS =
      List.of(
          new Way("IdentityToBlocks", IDENTITY, sequence("identitytoblocks_seq", 50)),
          new Way("IdentityToItsOwnName", IDENTITY, sequence("identitytoitsownname_id_seq", 50)),
          new Way("IdentityToSingles", IDENTITY, sequence("identitytosingles_seq", 1)),
          new Way(
              "IdentityToOneFrom1000",
              IDENTITY,
              sequence("identitytoonefrom1000_seq", 50)
                  .replace("allocation", "initialValue = 1000, allocation")),
          new Way("IdentityToOneInUse", IDENTITY, sequence("inuse_seq", 50)),
          new Way("InUse", sequence("inuse_seq", 50), sequence("inuse_seq", 50)),
          new Way("OneInUseToIdentity", sequence("inuse_seq", 50), IDENTITY),
          new Way("BlocksToIdentity", sequence("blockstoidentity_seq", 50), IDENTITY),
          new Way("ItsOwnNameToIdentity", sequence("itsownnametoidentity_id_seq", 50), IDENTITY),
          new Way("SinglesToIdentity", sequence("singlestoidentity_seq", 1), IDENTITY),
          new Way("SharedToIdentity", sequence("shared_seq", 50), IDENTITY),
          new Way("SharedToo", sequence("shared_seq", 50), IDENTITY),
          new Way("BlocksToSingles", sequence("bs", 50), sequence("bs", 1)),
          new Way("SinglesToBlocks", sequence("sb", 1), sequence("sb", 50)),
          new Way("AnotherSequence", sequence("another_seq", 50), sequence("other_seq", 20)),
          new Way("AnotherOfSingles", sequence("singles_seq", 50), sequence("one_by_one", 1)),
          new Way("OneForAll", sequence("hibernate_sequence", 1), sequence("oneforall_seq", 50)),
          new Way(
              "OneForAllToo", sequence("hibernate_sequence", 1), sequence("oneforalltoo_seq", 50)),
          new Way("FreshIdentityToBlocks", IDENTITY, sequence("freshidentitytoblocks_seq", 50)),
          new Way("FreshBlocksToIdentity", sequence("freshblockstoidentity_seq", 50), IDENTITY),
          new Way("FreshSinglesToBlocks", sequence("fsb", 1), sequence("fsb", 50)),
          new Way("FreshAnother", sequence("fresh_seq", 50), sequence("fresher_seq", 50)),
          new Way("BlocksToAssigned", sequence("blockstoassigned_seq", 50), ASSIGNED));

  private static final List<Way> USED =
      WAYS.stream().filter(way -> !way.entity().startsWith("Fresh")).toList();

  private static String sequence(String name, int size) {
    return "@GeneratedValue(generator = \"g\") @SequenceGenerator(name = \"g\", sequenceName = \""
        + name
        + "\", allocationSize = "
        + size
        + ")";
  }

  private static final Logger HIBERNATE = Logger.getLogger("org.hibernate");

  @TempDir Path root;
  private TestProject project;
  private final List<Release> running = new ArrayList<>();
  private final Set<String> given = new HashSet<>();

  @BeforeAll
  static void quiet() {
    HIBERNATE.setLevel(Level.OFF);
  }

  @AfterAll
  static void asItWas() {
    HIBERNATE.setLevel(null);
  }

  @BeforeEach
  void roles() {
    project = new TestProject(root);
    project.execute(
        "CREATE ROLE keys_owner; CREATE ROLE keys_app; ALTER SCHEMA public OWNER TO keys_owner");
    project.role("keys_owner");
  }

  @AfterEach
  void drop() {
    running.forEach(Release::close);
    project.execute("DROP OWNED BY keys_owner, keys_app; DROP ROLE keys_owner; DROP ROLE keys_app");
    project.close();
  }

  /** Blocks that end with the value that the sequence gave, and blocks that begin with it. */
  @ParameterizedTest
  @ValueSource(strings = {"pooled", "pooled-lo"})
  void noNumberIsGivenTwice(String optimizer) {
    Map<String, String> settings = Map.of("hibernate.id.optimizer.pooled.preferred", optimizer);
    EntityProject before = entities("before", settings, false);
    EntityProject after = entities("after", settings, true);
    project.schema("GRANT SELECT, INSERT ON identitytosingles TO keys_app;");
    project.entities(before.input()).revision("before");
    project.upgrade();
    grant();
    // Some tables are empty and nobody drew from their sequences. As for the others,
    // a process that ended took the rest of a block with it, another one is half through.
    insert(start(before, settings), true, 60, USED);
    Release previous = start(before, settings);
    insert(previous, true, 7, USED);
    WAYS.forEach(way -> project.execute("DELETE FROM " + way.entity() + " WHERE id > 40"));

    RevisionCommand.Result written = project.entities(after.input()).revision("keys");
    assertThat(written.questions()).isEmpty();
    assertThat(written.files()).hasSize(2);
    assertThat(written.remaining()).isEmpty();
    project.upgrade();
    Release next = start(after, settings);
    both(previous, next);
    both(start(before, settings), next);

    project.upgradeWithContract();
    insert(next, false, 70);
    insert(start(after, settings), false, 10);
    project.downgrade("-1");
    previous = start(before, settings);
    both(previous, next);
    both(previous, start(after, settings));

    project.downgrade("-1");
    insert(previous, true, 70);
    insert(start(before, settings), true, 70);

    project.upgradeWithContract();
    insert(start(after, settings), false, 70);
    assertThat(project.verify().findings()).isEmpty();
    assertThat(project.revision("again").changes()).isEmpty();
  }

  @Test
  void norWhereTheApplicationStopsMeanwhile() {
    Map<String, String> settings = Map.of();
    EntityProject before = entities("before", settings, false);
    EntityProject after = entities("after", settings, true);
    project.offline().entities(before.input()).revision("before");
    project.upgrade();
    grant();
    insert(start(before, settings), true, 60, USED);
    // Of a sequence that is gone for good nothing remembers what it gave, but the rows.
    USED.stream()
        .filter(way -> !way.after().equals(ASSIGNED))
        .forEach(way -> project.execute("DELETE FROM " + way.entity() + " WHERE id > 40"));

    RevisionCommand.Result written = project.entities(after.input()).revision("keys");
    assertThat(written.files()).hasSize(1);
    assertThat(written.remaining()).isEmpty();
    project.upgrade();
    insert(start(after, settings), false, 70);
    insert(start(after, settings), false, 10);
    project.downgrade("-1");
    insert(start(before, settings), true, 70);
    project.upgrade();
    insert(start(after, settings), false, 70);
    assertThat(project.verify().findings()).isEmpty();
    assertThat(project.revision("again").changes()).isEmpty();
  }

  @Test
  void aSerialThatServedAsIdentityDrawsFromTheNewSequence() {
    project.execute(
        "SET ROLE keys_owner; CREATE TABLE account (id bigserial PRIMARY KEY); RESET ROLE");
    project.baseline();
    EntityProject before = account("before", IDENTITY);
    EntityProject after = account("after", sequence("numbers", 50));
    assertThat(project.entities(before.input()).revision("serves").changes()).isEmpty();
    grant();
    Release previous = start(before, Map.of(), "Account");
    insert("Account", previous, 5);

    project.entities(after.input()).revision("numbers");
    project.upgrade();
    Release next = start(after, Map.of(), "Account");
    for (int i = 0; i < 4; i++) {
      insert("Account", previous, 20);
      insert("Account", next, 30);
    }
    project.upgradeWithContract();
    insert("Account", next, 60);
    assertThat(project.query("INSERT INTO account DEFAULT VALUES RETURNING id"))
        .allMatch(id -> given.add("Account " + id));
    assertThat(project.verify().findings()).isEmpty();
    assertThat(project.revision("again").changes()).isEmpty();
  }

  @Test
  void aDefaultThatComesToServeAsIdentityDrawsFromTheSequenceOfThePreviousRelease() {
    project.execute(
        "SET ROLE keys_owner; CREATE SEQUENCE numbers INCREMENT 50;"
            + " CREATE TABLE account (id bigserial PRIMARY KEY); RESET ROLE");
    project.baseline();
    EntityProject before = account("before", sequence("numbers", 50));
    EntityProject after = account("after", IDENTITY);
    assertThat(project.entities(before.input()).revision("draws").changes()).isEmpty();
    grant();
    Release previous = start(before, Map.of(), "Account");
    insert("Account", previous, 5);

    project.entities(after.input()).revision("serves");
    project.upgrade();
    Release next = start(after, Map.of(), "Account");
    for (int i = 0; i < 4; i++) {
      insert("Account", previous, 20);
      insert("Account", next, 30);
    }
    project.upgradeWithContract();
    insert("Account", next, 60);
    assertThat(project.verify().findings()).isEmpty();
    assertThat(project.revision("again").changes()).isEmpty();
  }

  @Test
  void blocksOfAnotherSizeAreRefused() {
    project.entities(account("before", sequence("numbers", 50)).input()).revision("before");
    project.entities(account("after", sequence("numbers", 20)).input());

    assertThatThrownBy(() -> project.revision("blocks"))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("sequence public.numbers would change from INCREMENT BY 50 to 20")
        .hasMessageContaining("first allocationSize = 1")
        .hasMessageContaining("-Dmigrate.online=false");
    assertThat(project.revisionFiles()).hasSize(1);

    RevisionCommand.Result plain = project.offline().revision("blocks");
    assertThat(plain.files()).hasSize(1);
    assertThat(TestProject.read(plain.files().get(0).path()))
        .contains("ALTER SEQUENCE numbers INCREMENT BY 20;");
  }

  @Test
  void aSequenceThatTheReleaseDrawsFromIsNotRenamedUnderIt() {
    project.entities(account("before", sequence("numbers", 50)).input()).revision("before");
    project.entities(account("after", sequence("ids", 50)).input());

    assertThatThrownBy(() -> project.revision("name", "numbers:ids", null))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("draws from sequence public.numbers");
    assertThat(project.revision("name").files()).hasSize(2);
  }

  /** What schema files state, by the name that Hibernate gives; by a lock that says nothing. */
  @Test
  void aSequenceIsKnownByItsName() {
    String before = "CREATE SEQUENCE t_seq INCREMENT 50; CREATE TABLE t (id bigint PRIMARY KEY);";
    project.schema(before).revision("before");
    project.upgrade();
    project.execute("SELECT nextval('t_seq'), nextval('t_seq'); INSERT INTO t VALUES (2), (60)");
    project
        .schema("CREATE TABLE t (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY);")
        .revision("identity");
    project.upgrade();
    assertThat(project.query("INSERT INTO t DEFAULT VALUES RETURNING id")).containsExactly("151");
    project.upgradeWithContract();
    assertThat(project.query("INSERT INTO t DEFAULT VALUES RETURNING id")).containsExactly("201");
    project.downgrade("-1");
    assertThat(project.query("SELECT nextval('t_seq')")).containsExactly("252");
  }

  private EntityProject account(String folder, String id) {
    return new EntityProject(root.resolve(folder))
        .source("@Entity public class Account { @Id " + id + " public Long id; }");
  }

  private void grant() {
    project.execute(
        "GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO keys_app;"
            + " GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO keys_app");
  }

  private void insert(String entity, Release release, int rows) {
    for (long id : release.insert(entity, rows)) {
      assertThat(given.add(entity + " " + id)).as("%s %s is new", entity, id).isTrue();
    }
  }

  /** Several blocks, in turns. */
  private void both(Release previous, Release next) {
    for (int i = 0; i < 6; i++) {
      insert(previous, true, 9);
      insert(next, false, 23);
    }
  }

  private void insert(Release release, boolean isPrevious, int rows) {
    insert(release, isPrevious, rows, WAYS);
  }

  private void insert(Release release, boolean isPrevious, int rows, List<Way> ways) {
    for (Way way : ways) {
      boolean assigned = (isPrevious ? way.before() : way.after()).equals(ASSIGNED);
      if (!assigned) {
        insert(way.entity(), release, rows);
      }
    }
  }

  private Release start(EntityProject entities, Map<String, String> settings) {
    return start(entities, settings, WAYS.stream().map(Way::entity).toArray(String[]::new));
  }

  private Release start(EntityProject entities, Map<String, String> settings, String... names) {
    Release release =
        Release.start(
            entities, project.url() + "&options=-c%20role%3Dkeys_app", settings, List.of(names));
    running.add(release);
    return release;
  }

  private EntityProject entities(String folder, Map<String, String> settings, boolean changed) {
    EntityProject entities = new EntityProject(root.resolve(folder));
    settings.forEach(entities::property);
    WAYS.forEach(way -> entities.source(way.source(changed)));
    return entities;
  }
}

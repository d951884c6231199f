package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.entity.EntityProject;
import dev.pgmigrate.intent.Question;
import dev.pgmigrate.report.Line;
import dev.pgmigrate.report.RevisionReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Columns that move to another table keep their values, while both releases write. */
class MovedColumnsTest {
  /**
   * Two mappings of the same data, and the statements of a release that has the one or the other.
   */
  private enum Mapping {
    SINGLE_TABLE(
        Map.of(
            "Animal",
            "@Entity @Inheritance(strategy = InheritanceType.SINGLE_TABLE) public class Animal {"
                + " @Id Long id; String name; }",
            "Dog",
            "@Entity public class Dog extends Animal { String breed; }",
            "Puppy",
            "@Entity public class Puppy extends Dog { Integer weeks; }",
            "Cat",
            "@Entity public class Cat extends Animal { }"),
        """
        INSERT INTO animal (dtype, id, name) VALUES ('Animal', $1, 'any');
        INSERT INTO animal (dtype, id, name, breed) VALUES ('Dog', $2, 'rex', 'husky');
        INSERT INTO animal (dtype, id, name) VALUES ('Dog', $3, 'ben');
        INSERT INTO animal (dtype, id, name, breed, weeks) VALUES ('Puppy', $4, 'bo', 'mix', 7);
        INSERT INTO animal (dtype, id, name) VALUES ('Cat', $5, 'tom');
        """,
        """
        SELECT concat_ws(' ', id, dtype, name, breed, weeks) FROM animal ORDER BY id
        """,
        """
        UPDATE animal SET name = 'max', breed = 'poodle' WHERE id = $2 AND dtype = 'Dog';
        UPDATE animal SET name = 'bo', breed = NULL, weeks = 8 WHERE id = $4 AND dtype = 'Puppy';
        """,
        "DELETE FROM animal WHERE id IN ($1, $2, $3, $4, $5)"),
    JOINED(
        Map.of(
            "Animal",
            "@Entity @Inheritance(strategy = InheritanceType.JOINED) public class Animal {"
                + " @Id Long id; String name; }",
            "Dog",
            "@Entity public class Dog extends Animal { String breed; }",
            "Puppy",
            "@Entity public class Puppy extends Dog { Integer weeks; }",
            "Cat",
            "@Entity public class Cat extends Animal { }"),
        """
        INSERT INTO animal (id, name) VALUES ($1, 'any');
        INSERT INTO animal (id, name) VALUES ($2, 'rex');
        INSERT INTO dog (breed, id) VALUES ('husky', $2);
        INSERT INTO animal (id, name) VALUES ($3, 'ben');
        INSERT INTO dog (breed, id) VALUES (NULL, $3);
        INSERT INTO animal (id, name) VALUES ($4, 'bo');
        INSERT INTO dog (breed, id) VALUES ('mix', $4);
        INSERT INTO puppy (weeks, id) VALUES (7, $4);
        INSERT INTO animal (id, name) VALUES ($5, 'tom');
        INSERT INTO cat (id) VALUES ($5);
        """,
        """
        SELECT concat_ws(' ', a.id, CASE WHEN p.id IS NOT NULL THEN 'Puppy'
            WHEN d.id IS NOT NULL THEN 'Dog' WHEN c.id IS NOT NULL THEN 'Cat' ELSE 'Animal' END,
            a.name, d.breed, p.weeks)
          FROM animal a LEFT JOIN dog d ON d.id = a.id LEFT JOIN puppy p ON p.id = a.id
          LEFT JOIN cat c ON c.id = a.id ORDER BY a.id
        """,
        """
        UPDATE animal SET name = 'max' WHERE id = $2;
        UPDATE dog SET breed = 'poodle' WHERE id = $2;
        UPDATE dog SET breed = NULL WHERE id = $4;
        UPDATE puppy SET weeks = 8 WHERE id = $4;
        """,
        """
        DELETE FROM animal WHERE id = $1;
        DELETE FROM dog WHERE id = $2;
        DELETE FROM animal WHERE id = $2;
        DELETE FROM dog WHERE id = $3;
        DELETE FROM animal WHERE id = $3;
        DELETE FROM puppy WHERE id = $4;
        DELETE FROM dog WHERE id = $4;
        DELETE FROM animal WHERE id = $4;
        DELETE FROM cat WHERE id = $5;
        DELETE FROM animal WHERE id = $5;
        """),
    PLAIN(
        Map.of(
            "House",
            "@Entity public class House { @Id Long id; String name; String plan;"
                + " @Column(nullable = false) Integer rooms; }"),
        """
        INSERT INTO house (id, name, plan, rooms) VALUES ($1, 'a', 'open', 3), ($2, 'b', NULL, 4);
        INSERT INTO house (id, name, plan, rooms) VALUES ($3, 'c', 'old', 5);
        """,
        "SELECT concat_ws(' ', id, name, plan, rooms) FROM house ORDER BY id",
        """
        UPDATE house SET name = 'd', plan = NULL, rooms = 3 WHERE id = $1;
        UPDATE house SET name = 'b', plan = 'new', rooms = 6 WHERE id = $2;
        """,
        "DELETE FROM house WHERE id IN ($1, $2, $3)"),
    SECONDARY_TABLE(
        Map.of(
            "House",
            "@Entity @SecondaryTable(name = \"house_plan\","
                + " pkJoinColumns = @PrimaryKeyJoinColumn(name = \"house_id\"))"
                + " public class House { @Id Long id; String name;"
                + " @Column(table = \"house_plan\") String plan;"
                + " @Column(table = \"house_plan\", nullable = false) Integer rooms; }"),
        """
        INSERT INTO house (id, name) VALUES ($1, 'a'), ($2, 'b');
        INSERT INTO house_plan (plan, rooms, house_id) VALUES ('open', 3, $1), (NULL, 4, $2);
        INSERT INTO house (id, name) VALUES ($3, 'c');
        INSERT INTO house_plan (plan, rooms, house_id) VALUES ('old', 5, $3);
        """,
        """
        SELECT concat_ws(' ', h.id, h.name, p.plan, p.rooms) FROM house h
          LEFT JOIN house_plan p ON p.house_id = h.id ORDER BY h.id
        """,
        """
        UPDATE house SET name = 'd' WHERE id = $1;
        UPDATE house_plan SET plan = NULL, rooms = 3 WHERE house_id = $1;
        UPDATE house_plan SET plan = 'new', rooms = 6 WHERE house_id = $2;
        """,
        """
        DELETE FROM house_plan WHERE house_id IN ($1, $2, $3);
        DELETE FROM house WHERE id IN ($1, $2, $3)
        """),
    EMBEDDED(
        Map.of(
            "Person",
            "@Entity public class Person { @Id Long id; String name; @Embedded Address address; }",
            "Address",
            "@Embeddable public class Address { String street; String city; }"),
        """
        INSERT INTO person (id, name, street, city)
          VALUES ($1, 'ann', 'elm', 'bern'), ($2, 'bob', NULL, 'rome'), ($3, 'cy', NULL, NULL);
        """,
        "SELECT concat_ws(' ', id, name, street, city) FROM person ORDER BY id",
        """
        UPDATE person SET name = 'dan', street = 'oak', city = NULL WHERE id = $1;
        UPDATE person SET name = 'bob', street = NULL, city = NULL WHERE id = $2;
        UPDATE person SET name = 'cy', street = 'new', city = 'oslo' WHERE id = $3;
        """,
        "DELETE FROM person WHERE id IN ($1, $2, $3)"),
    ONE_TO_ONE(
        Map.of(
            "Person",
            "@Entity public class Person { @Id Long id; String name; @OneToOne Address address; }",
            "Address",
            "@Entity public class Address { @Id @GeneratedValue Long id; String street;"
                + " String city; }"),
        """
        INSERT INTO address (id, street, city)
          VALUES (90$1, 'elm', 'bern'), (90$2, NULL, 'rome');
        INSERT INTO person (id, name, address_id)
          VALUES ($1, 'ann', 90$1), ($2, 'bob', 90$2), ($3, 'cy', NULL);
        """,
        """
        SELECT concat_ws(' ', p.id, p.name, a.street, a.city) FROM person p
          LEFT JOIN address a ON a.id = p.address_id ORDER BY p.id
        """,
        """
        UPDATE person SET name = 'dan' WHERE id = $1;
        UPDATE address SET street = 'oak', city = NULL
          WHERE id = (SELECT address_id FROM person WHERE id = $1);
        UPDATE person SET address_id = NULL WHERE id = $2;
        INSERT INTO address (id, street, city) VALUES (90$3, 'new', 'oslo');
        UPDATE person SET address_id = 90$3 WHERE id = $3;
        """,
        """
        DELETE FROM person WHERE id IN ($1, $2, $3);
        DELETE FROM address WHERE id IN (90$1, 90$2, 90$3)
        """),
    EMBEDDED_BEFORE_CHILD(EMBEDDED),
    CHILD(
        Map.of(
            "Person",
            "@Entity public class Person { @Id Long id; String name;"
                + " @OneToOne(mappedBy = \"person\") Address address; }",
            "Address",
            "@Entity public class Address {"
                + " @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id;"
                + " @OneToOne Person person; String street; String city; }"),
        """
        INSERT INTO person (id, name) VALUES ($1, 'ann'), ($2, 'bob'), ($3, 'cy');
        INSERT INTO address (person_id, street, city)
          VALUES ($1, 'elm', 'bern'), ($2, NULL, 'rome');
        """,
        """
        SELECT concat_ws(' ', p.id, p.name, a.street, a.city) FROM person p
          LEFT JOIN address a ON a.person_id = p.id ORDER BY p.id
        """,
        """
        UPDATE person SET name = 'dan' WHERE id = $1;
        UPDATE address SET street = 'oak', city = NULL WHERE person_id = $1;
        DELETE FROM address WHERE person_id IN ($2, $3);
        INSERT INTO address (person_id, street, city) VALUES ($3, 'new', 'oslo');
        """,
        """
        DELETE FROM address WHERE person_id IN ($1, $2, $3);
        DELETE FROM person WHERE id IN ($1, $2, $3)
        """);

    private final Map<String, String> entities;
    private final String insert;
    private final String select;
    private final String update;
    private final String delete;

    Mapping(
        Map<String, String> entities, String insert, String select, String update, String delete) {
      this.entities = entities;
      this.insert = insert;
      this.select = select;
      this.update = update;
      this.delete = delete;
    }

    Mapping(Mapping same) {
      this(same.entities, same.insert, same.select, same.update, same.delete);
    }

    private Mapping other() {
      return switch (this) {
        case SINGLE_TABLE -> JOINED;
        case JOINED -> SINGLE_TABLE;
        case PLAIN -> SECONDARY_TABLE;
        case SECONDARY_TABLE -> PLAIN;
        case EMBEDDED -> ONE_TO_ONE;
        case ONE_TO_ONE -> EMBEDDED;
        case EMBEDDED_BEFORE_CHILD -> CHILD;
        case CHILD -> EMBEDDED_BEFORE_CHILD;
      };
    }

    /** The statements for the rows of a hundred. */
    private static String of(String sql, int hundred) {
      String filled = sql;
      for (int i = 1; i <= 5; i++) {
        filled = filled.replace("$" + i, String.valueOf(hundred * 100 + i));
      }
      return filled;
    }
  }

  @TempDir Path root;
  private TestProject project;
  private int version;

  @BeforeEach
  void open() {
    project = new TestProject(root);
  }

  @AfterEach
  void close() {
    project.close();
  }

  private TestProject entities(Map<String, String> sources) {
    EntityProject compiled = new EntityProject(root.resolve("build-" + ++version));
    sources.values().forEach(compiled::source);
    return project.entities(compiled.input());
  }

  /** What a move is asked about, as the one answer that fits. */
  private String answer() {
    RevisionCommand.Result asked = project.revision("move");
    assertThat(asked.files()).isEmpty();
    return asked.questions().stream()
        .map(question -> question.renameOptions().get(0).replace("-Dmigrate.rename=", ""))
        .collect(Collectors.joining(","));
  }

  @ParameterizedTest
  @EnumSource
  void bothReleasesRunAndNothingIsLost(Mapping before) {
    Mapping after = before.other();
    entities(before.entities).revision("first");
    project.upgrade();
    project.execute(Mapping.of(before.insert, 1)).execute(Mapping.of(before.insert, 2));
    List<String> rows = project.query(before.select);
    entities(after.entities);
    RevisionCommand.Result moved = project.revision("move", answer(), null);
    assertThat(moved.remaining()).isEmpty();
    assertThat(project.verify().findings()).isEmpty();

    project.upgrade();
    assertThat(project.query(before.select)).as("nothing changed").isEqualTo(rows);
    assertThat(project.query(after.select)).as("copied").isEqualTo(rows);
    int hundred = 3;
    for (Mapping release : List.of(before, after)) {
      Mapping reader = release.other();
      for (String sql : List.of(release.insert, release.update, release.delete)) {
        project.execute(Mapping.of(sql, hundred));
        assertThat(project.query(reader.select))
            .as("%s after %s of %s", reader, sql, release)
            .isEqualTo(project.query(release.select));
      }
      project.execute(Mapping.of(reader.update, 1)).execute(Mapping.of(release.delete, 2));
      assertThat(project.query(reader.select)).isEqualTo(project.query(release.select));
      project.execute(Mapping.of(release.insert, 2));
      hundred++;
    }
    rows = project.query(before.select);

    project.upgradeWithContract();
    assertThat(project.query(after.select)).isEqualTo(rows);
    assertThat(project.revision(null).live().drift()).isEmpty();
    project.execute(Mapping.of(after.insert, 9));
    rows = project.query(after.select);

    project.downgrade("-1");
    assertThat(project.query(before.select)).as("after downgrade").isEqualTo(rows);
    project.execute(Mapping.of(before.update, 9)).execute(Mapping.of(after.delete, 9));
    assertThat(project.query(after.select)).isEqualTo(project.query(before.select));
    project.downgrade("-1");
    project.execute(Mapping.of(before.insert, 9));
    project.upgrade();
    assertThat(project.query(after.select)).isEqualTo(project.query(before.select));
  }

  /** As a role that owns its objects and is no superuser; the application has a role of its own. */
  @ParameterizedTest
  @EnumSource(names = "SECONDARY_TABLE")
  void theApplicationNeedsNoRightsOnTheOtherPlace(Mapping before) {
    Mapping after = before.other();
    project.execute(
        """
        CREATE ROLE move_owner LOGIN PASSWORD 'm0ve';
        CREATE ROLE move_app;
        ALTER SCHEMA public OWNER TO move_owner;
        """);
    try {
      project.database(
          DatabaseConfig.of(project.url().replaceFirst("\\?.*", ""), "move_owner", "m0ve"));
      entities(before.entities).revision("first");
      project.upgrade();
      project.execute(
          "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO move_app");
      entities(after.entities).revision("move", answer(), null);
      project.upgrade();
      project.execute("SET ROLE move_app; " + Mapping.of(before.insert, 1));
      project.execute("SET ROLE move_app; " + Mapping.of(before.update, 1));
      assertThat(project.query(after.select)).isEqualTo(project.query(before.select));
      project.upgradeWithContract();
      project.downgrade("-1");
      assertThat(project.query(after.select)).isEqualTo(project.query(before.select));
    } finally {
      project.execute("DROP OWNED BY move_owner, move_app CASCADE; DROP ROLE move_app, move_owner");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SINGLE_TABLE", "SECONDARY_TABLE", "EMBEDDED", "CHILD"})
  void anApplicationThatStopsNeedsOneRevision(Mapping before) {
    Mapping after = before.other();
    project.offline();
    entities(before.entities).revision("first");
    project.upgrade();
    project.execute(Mapping.of(before.insert, 1));
    List<String> rows = project.query(before.select);
    RevisionCommand.Result moved = entities(after.entities).revision("move", answer(), null);
    assertThat(moved.files()).hasSize(1);
    assertThat(moved.remaining()).isEmpty();
    assertThat(moved.warnings()).noneMatch(warning -> warning.id().equals("data-loss"));
    assertThat(project.verify().findings()).isEmpty();
    project.upgradeWithContract();
    assertThat(project.query(after.select)).isEqualTo(rows);
    project.downgrade("-1");
    assertThat(project.query(before.select)).isEqualTo(rows);
  }

  @Test
  void itIsAskedWithOneCommandAndNothingIsWritten() {
    entities(Mapping.SINGLE_TABLE.entities).revision("first");
    RevisionCommand.Result asked = entities(Mapping.JOINED.entities).revision("move");
    assertThat(asked.files()).isEmpty();
    assertThat(asked.questions())
        .singleElement()
        .satisfies(
            question -> {
              assertThat(question.renameOptions())
                  .containsExactly(
                      "-Dmigrate.rename=animal.breed:dog.breed,animal.weeks:puppy.weeks");
              assertThat(question.dropOption())
                  .isEqualTo("-Dmigrate.drop=animal.breed,animal.weeks");
            });
    assertThat(project.verify().findings())
        .anyMatch(finding -> finding.message().contains("was moved or dropped"));
    assertThat(project.revisionFiles()).hasSize(1);
  }

  @Test
  void whatMovesIsNotToldAsRemoved() {
    entities(Mapping.SINGLE_TABLE.entities).revision("first");
    RevisionCommand.Result moved =
        entities(Mapping.JOINED.entities).revision("move", answer(), null);
    assertThat(RevisionReport.revision(moved, project.project()))
        .extracting(Line::text)
        .contains(
            "column public.animal.breed moves to column public.dog.breed",
            "column public.animal.weeks moves to column public.puppy.weeks")
        .noneMatch(
            line -> line.startsWith("column public.animal.breed is no longer in the entities"));
  }

  @Test
  void whatIsDroppedIsDropped() {
    entities(Mapping.SECONDARY_TABLE.entities).revision("first");
    entities(Mapping.PLAIN.entities);
    RevisionCommand.Result dropped = project.revision("drop", null, "house_plan");
    assertThat(dropped.remaining()).isEmpty();
    assertThat(dropped.warnings()).anyMatch(warning -> warning.id().equals("data-loss"));
    dropped.files().forEach(f -> assertThat(TestProject.read(f.path())).doesNotContain("TRIGGER"));
  }

  @Test
  void aRowOfAnUnknownClassStopsTheContract() {
    entities(Mapping.SINGLE_TABLE.entities).revision("first");
    project.upgrade();
    entities(Mapping.JOINED.entities).revision("move", answer(), null);
    project.upgrade();
    project.execute("INSERT INTO animal (dtype, id, name) VALUES ('Fish', 1, 'wanda')");
    assertThatThrownBy(project::upgradeWithContract)
        .hasMessageContaining("animal has rows whose dtype is none of Animal, Cat, Dog, Puppy");
    assertThat(project.columns("animal")).contains("dtype", "breed");
  }

  @Test
  void tablesThatShareNoKeyAreNoCandidates() {
    project
        .schema(
            "CREATE TABLE a (id int PRIMARY KEY, note text);"
                + "CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a);"
                + "CREATE TABLE c (id int PRIMARY KEY);")
        .revision("first");
    RevisionCommand.Result result =
        project
            .schema(
                "CREATE TABLE a (id int PRIMARY KEY);"
                    + "CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a);"
                    + "CREATE TABLE c (id int PRIMARY KEY, note text);")
            .revision("other note");
    assertThat(result.questions()).isEmpty();
    assertThat(result.files()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.note:c.note | the rows of the two tables do not belong together",
        "a.note:b.text | there is no column public.b.text in the entities",
        "a.note:b.amount | integer does not hold every value of text",
        "a.title:d.title | a row of public.a may have any number of rows in public.d",
      })
  void anAnswerThatDoesNotFitIsRefused(String answer, String why) {
    project
        .schema(
            "CREATE TABLE a (id int PRIMARY KEY, note text, title text);"
                + "CREATE TABLE b (id int PRIMARY KEY REFERENCES a);"
                + "CREATE TABLE c (id int PRIMARY KEY);")
        .revision("first");
    project.schema(
        "CREATE TABLE a (id int PRIMARY KEY);"
            + "CREATE TABLE b (id int PRIMARY KEY REFERENCES a, amount int);"
            + "CREATE TABLE c (id int PRIMARY KEY, note text);"
            + "CREATE TABLE d (id int PRIMARY KEY, a_id int REFERENCES a, title text);");
    assertThat(project.revision("move").questions())
        .flatExtracting(Question::renameOptions)
        .containsExactly("-Dmigrate.rename=a.title:d.title");
    String rest = answer.startsWith("a.note") ? "a.title" : "a.note";
    assertThatThrownBy(() -> project.revision("move", answer, rest)).hasMessageContaining(why);
    assertThat(project.revisionFiles()).hasSize(1);
  }

  @Test
  void whatMovesNowhereIsNamed() {
    project
        .schema(
            "CREATE TABLE a (id int PRIMARY KEY);"
                + "CREATE TABLE b (id int PRIMARY KEY REFERENCES a, note text, extra text);")
        .revision("first");
    RevisionCommand.Result moved =
        project
            .schema("CREATE TABLE a (id int PRIMARY KEY, note text);")
            .revision("move", "b.note:a.note", null);
    assertThat(moved.warnings())
        .filteredOn(warning -> warning.id().equals("data-loss"))
        .singleElement()
        .satisfies(warning -> assertThat(warning.message()).contains("values of extra"));
    assertThat(moved.remaining()).isEmpty();
  }
}

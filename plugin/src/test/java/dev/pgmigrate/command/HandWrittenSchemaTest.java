package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.entity.EntityProject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A schema that a person wrote with care, adopted by entities that say only what JPA can say. */
class HandWrittenSchemaTest {
  private static final String FOUND =
      """
      CREATE DOMAIN address AS text CHECK (VALUE LIKE '%@%');
      CREATE SEQUENCE person_seq AS integer INCREMENT BY 50 START WITH 10001 CACHE 5;
      CREATE TABLE person (
        id bigint PRIMARY KEY,
        code varchar(20) NOT NULL,
        name text NOT NULL DEFAULT 'none',
        nick varchar,
        motto varchar(4000),
        state text NOT NULL CONSTRAINT known_state CHECK (state IN ('NEW', 'OLD')),
        mail address,
        tags text[],
        born timestamp,
        seen timestamptz DEFAULT now(),
        wakes time,
        paid timestamp(3),
        calls timestamp[],
        nap interval,
        salary numeric(10,2) CHECK (salary > 0),
        debt numeric,
        stars numeric(20),
        worth numeric(19,2),
        atoms numeric(19,2),
        title varchar(255)
      );
      CREATE UNIQUE INDEX ux_person_code ON person (code);
      CREATE UNIQUE INDEX ux_person_nick ON person (nick DESC);
      CREATE INDEX ix_person_born ON person (born) WHERE born > '2000-01-01';
      CREATE TABLE person_words (
        person_id bigint NOT NULL REFERENCES person ON DELETE CASCADE,
        words text,
        PRIMARY KEY (words, person_id)
      );
      CREATE TABLE animal (id bigint PRIMARY KEY, dtype text NOT NULL, sound varchar(500));
      CREATE TABLE line (no int, ordering bigint, product text, PRIMARY KEY (ordering, no));
      CREATE TABLE remark (
        id bigint PRIMARY KEY,
        no int,
        ordering bigint,
        CONSTRAINT remark_line FOREIGN KEY (ordering, no) REFERENCES line (ordering, no)
      );
      CREATE INDEX ON remark (ordering, no);
      CREATE TABLE badge (
        id integer GENERATED ALWAYS AS IDENTITY (START 100 CACHE 10) PRIMARY KEY,
        country text NOT NULL,
        code citext NOT NULL
      );
      CREATE UNIQUE INDEX ux_badge ON badge (country, code);
      INSERT INTO person SELECT i, i, 'Ann', i, '', 'NEW', 'a@b', '{x}', now(), now(), '12:00',
        now(), '{}', '1 hour', 1, 1, 1, 1, 1, '' FROM generate_series(1, 10) AS i;
      INSERT INTO person_words VALUES (1, 'hello');
      INSERT INTO animal VALUES (1, 'Cat', 'miaow');
      INSERT INTO line VALUES (1, 2, 'tea');
      INSERT INTO remark VALUES (1, 1, 2);
      INSERT INTO badge (country, code) VALUES ('CH', 'a');
      """;

  private static final String PERSON =
      """
      @Entity public class Person {
        @Id @GeneratedValue(strategy = GenerationType.SEQUENCE) Long id;
        @Column(nullable = false, unique = true, length = 20) String code;
        @Column(nullable = false) String name;
        @Column(unique = true) String nick;
        String motto;
        @Enumerated(EnumType.STRING) @Column(nullable = false) State state;
        String mail;
        String[] tags;
        LocalDateTime born;
        Instant seen;
        LocalTime wakes;
        LocalDateTime paid;
        LocalDateTime[] calls;
        @JdbcTypeCode(SqlTypes.INTERVAL_SECOND) Duration nap;
        BigDecimal salary;
        BigDecimal debt;
        BigInteger stars;
        BigDecimal worth;
        BigInteger atoms;
        String title;
        @ElementCollection @Column(nullable = false) Set<String> words;
      }
      """;

  private static final List<String> OTHERS =
      List.of(
          "public enum State { NEW, OLD }",
          "@Entity public class Animal { @Id Long id; }",
          "@Entity public class Cat extends Animal { String sound; }",
          "@Embeddable public record LineId(Integer no, Long ordering) {}",
          "@Entity public class Line { @EmbeddedId LineId id; String product; }",
          """
          @Entity public class Badge {
            @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Integer id;
            @NaturalId String country;
            @NaturalId String code;
          }
          """,
          """
          @Entity public class Remark {
            @Id Long id;
            @ManyToOne @JoinColumns({
              @JoinColumn(name = "no", referencedColumnName = "no"),
              @JoinColumn(name = "ordering", referencedColumnName = "ordering")}) Line line;
          }
          """);

  @TempDir Path root;
  private TestProject project;
  private int version;

  /** Its role owns the tables and may do nothing else. */
  @BeforeEach
  void adopt() {
    project = new TestProject(root);
    String password = "s3cret";
    project.execute(
        "CREATE EXTENSION citext; CREATE ROLE adopter LOGIN PASSWORD '%s'; ALTER SCHEMA public OWNER TO adopter; SET ROLE adopter;"
                .formatted(password)
            + FOUND);
    project.database(
        DatabaseConfig.of(project.url().replaceFirst("\\?.*", ""), "adopter", password));
    project.baseline();
  }

  @AfterEach
  void drop() {
    project.execute("DROP EXTENSION citext CASCADE; DROP OWNED BY adopter; DROP ROLE adopter");
    project.close();
  }

  private TestProject entities(String... changed) {
    EntityProject compiled = new EntityProject(root.resolve("e" + version++));
    List<String> sources = new ArrayList<>(OTHERS);
    sources.add(PERSON);
    for (int i = 0; i < changed.length; i += 2) {
      String before = changed[i];
      String after = changed[i + 1];
      assertThat(sources).anyMatch(source -> source.contains(before));
      sources.replaceAll(source -> source.replace(before, after));
    }
    sources.forEach(compiled::source);
    return project.entities(compiled.input());
  }

  private String written(String message) {
    StringBuilder all = new StringBuilder();
    RevisionCommand.Result result = project.revision(message);
    assertThat(result.questions()).isEmpty();
    assertThat(result.remaining()).isEmpty();
    result.files().forEach(file -> all.append(TestProject.read(file.path())));
    return all.toString();
  }

  @Test
  void onlyTrueDifferencesAreFound() {
    RevisionCommand.Result first = entities().revision(null);

    assertThat(first.changes()).isEmpty();
    assertThat(first.notices())
        .extracting(notice -> notice.key().toString())
        .doesNotContain(
            "index public.ux_person_code", "index public.ux_person_nick", "index public.ux_badge");
    assertThat(project.verify().findings()).isEmpty();
    String lock = project.lock();
    assertThat(project.revision(null).changes()).isEmpty();
    assertThat(project.lock()).isEqualTo(lock);
  }

  @Test
  void whatSomebodyWritesIsAChangeAndCanBeTakenBack() {
    entities().offline().revision(null);

    entities(
        "String title;", "@Column(length = 80) String title;",
        "String motto;", "@Column(length = 5000) String motto;",
        "BigDecimal debt;", "@Column(precision = 12, scale = 3) BigDecimal debt;",
        "String sound;", "@Column(length = 31) String sound;",
        "IDENTITY) Integer", "IDENTITY) Long",
        "unique = true, length = 20", "length = 20");
    assertThat(written("written"))
        .contains("title TYPE varchar(80)", "motto TYPE varchar(5000)", "debt TYPE numeric(12,3)")
        .contains("sound TYPE varchar(31)")
        .contains("ALTER TABLE badge ALTER COLUMN id TYPE bigint;")
        .contains("DROP INDEX ux_person_code")
        .doesNotContain("name TYPE", "salary TYPE", "ux_person_nick");
    project.upgrade();

    entities("unique = true, length = 20", "length = 20", "IDENTITY) Integer", "IDENTITY) Long");
    assertThat(written("taken back"))
        .contains("motto TYPE varchar(255)", "debt TYPE numeric(38,2)", "title TYPE varchar(255)")
        .doesNotContain("name TYPE", "salary TYPE");
    project.upgrade();
    assertThat(project.revision(null).changes()).isEmpty();
    project.downgrade("-2");
    assertThat(
            project.query(
                "SELECT column_name || ' ' || data_type FROM information_schema.columns WHERE"
                    + " column_name IN ('id', 'motto', 'debt', 'title') AND table_name IN ('badge',"
                    + " 'person') AND identity_generation IS NOT DISTINCT FROM"
                    + " CASE table_name WHEN 'badge' THEN 'ALWAYS' END ORDER BY 1"))
        .containsExactly(
            "debt numeric",
            "id bigint",
            "id integer",
            "motto character varying",
            "title character varying");
  }

  @Test
  void aConstraintThatIsReferredToTakesOverTheIndex() {
    entities(
        "String title;",
        "String title; @ManyToOne @JoinColumn(referencedColumnName = \"code\") Person boss;");

    assertThat(written("boss"))
        .contains("UNIQUE USING INDEX ux_person_code")
        .doesNotContain("UNIQUE (code)", "DROP INDEX");
    project.upgradeWithContract();
    assertThat(project.revision(null).changes()).isEmpty();
    assertThat(project.verify().findings()).isEmpty();
    project.downgrade("-1");
    assertThat(
            project.query(
                "SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid ="
                    + " 'person'::regclass AND indisunique AND NOT indisprimary ORDER BY 1"))
        .containsExactly("ux_person_code", "ux_person_nick");
  }
}

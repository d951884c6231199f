package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.pgmigrate.config.SettingsPlaces;
import dev.pgmigrate.draft.Placement;
import dev.pgmigrate.draft.WarningLevels;
import dev.pgmigrate.drift.LiveComparison;
import dev.pgmigrate.entity.EntityInput;
import dev.pgmigrate.fingerprint.KeptLine;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that found nothing is taken again as long as nothing changed that it is made of. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeptRevisionTest {
  private static final List<KeptLine> LINES = List.of(new KeptLine(true, "the lines of the run"));

  private static final String SETTINGS =
      """
      spring.jpa.properties.hibernate.default_schema=${maven.prefix}${VARIABLE:}
      spring.config.import=optional:file:elsewhere/more.properties
      """;

  /** What a person can change of a run, apart from what lies in files and in the database. */
  private static final class Run {
    Map<String, String> hibernate = new HashMap<>();
    Map<String, String> variables = new HashMap<>();
    Map<String, String> maven = new TreeMap<>(Map.of("maven.prefix", "a"));
    List<String> profiles = List.of();
    List<Path> classPath = new ArrayList<>();
    Set<Path> stale = Set.of();
    @Nullable String unit = "shop";
    boolean strict;
    boolean split;
    Placement place = Placement.ON_HEAD;
    String warnings = "long-lock=warn";
    @Nullable String rename;
    @Nullable String drop;
    @Nullable String widen;
    boolean empty;
    boolean database;
    boolean withoutEntities;
    boolean withoutDatabase;
  }

  private TestProject project;
  private Path root;
  private RevisionCommand.Result result;
  private final List<String> debug = new ArrayList<>();

  @BeforeAll
  void aRunThatFindsNothing(@TempDir Path folder) {
    root = folder;
    project = new TestProject(folder).embeddedShadow("17");
    project.execute("CREATE ROLE kept_app; CREATE ROLE kept_group");
    project.schema("CREATE TABLE account (id bigint PRIMARY KEY, at timestamptz DEFAULT now());");
    project.revision("first");
    project.upgrade();
    write("migrations/accepted.txt", "");
    write("classes/acme/Account.class", "bytes");
    jar("lib/model.jar", "acme/Order.class", "bytes");
    jar("lib/named.jar", "acme/Item.class", "bytes");
    write(
        "classes/META-INF/persistence.xml",
        "<persistence xmlns='https://jakarta.ee/xml/ns/persistence'><persistence-unit name='shop'>"
            + "<jar-file>lib/named.jar</jar-file></persistence-unit></persistence>");
    write("config/application.properties", SETTINGS);
    write("elsewhere/more.properties", "a.b=c\n");
    result = project.revision(null);
    assertThat(result.files()).isEmpty();
    assertThat(result.live()).isNotNull();
  }

  @AfterAll
  void close() {
    project.close();
    // Roles belong to the server.
    try (TestProject other = new TestProject(root)) {
      other.execute("DROP ROLE kept_app; DROP ROLE kept_group");
    }
  }

  private void write(String file, String text) {
    project.write(file, text);
  }

  private void jar(String file, String entry, String text) {
    Path path = root.resolve(file);
    try {
      Files.createDirectories(path.getParent());
      try (OutputStream out = Files.newOutputStream(path);
          ZipOutputStream zip = new ZipOutputStream(out)) {
        zip.putNextEntry(new ZipEntry(entry).setLastModifiedTime(FileTime.fromMillis(0)));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private KeptRevision run() {
    return run(new Run());
  }

  private KeptRevision run(Run run) {
    debug.clear();
    List<Path> scanned = List.of(root.resolve("classes"));
    List<Path> classPath = new ArrayList<>(scanned);
    classPath.add(root.resolve("lib/model.jar"));
    classPath.addAll(run.classPath);
    EntityInput entities =
        new EntityInput(
            classPath,
            scanned,
            run.hibernate,
            run.unit,
            17,
            run.strict,
            new SettingsPlaces(scanned, root, run.variables, run.maven, run.profiles));
    Project with = project.project().withEntities(run.withoutEntities ? null : entities, run.stale);
    if (run.withoutDatabase) {
      with = with.withEmbeddedDatabase();
    }
    RevisionCommand.Input input =
        new RevisionCommand.Input(
            with,
            null,
            run.empty,
            run.place,
            run.database,
            run.split,
            run.rename,
            run.drop,
            run.widen,
            Instant.now(),
            new Random());
    return new KeptRevision(input, WarningLevels.parse(List.of(run.warnings)), debug::add);
  }

  /** As if a run had been made that found the same as the first. */
  private void keep(Run run) {
    KeptRevision kept = run(run);
    if (kept.printed().isEmpty()) {
      keep(kept, run);
    }
  }

  private void keep(KeptRevision kept, Run run) {
    kept.keep(result, LINES);
    assertThat(run(run).printed()).as("%s", debug).contains(LINES);
  }

  private static Arguments file(String file, String text) {
    return arguments(file, (Consumer<KeptRevisionTest>) test -> test.write(file, text));
  }

  private static Arguments sql(String statement) {
    return arguments(
        statement, (Consumer<KeptRevisionTest>) test -> test.project.execute(statement));
  }

  private static Arguments step(String name, Consumer<KeptRevisionTest> change) {
    return arguments(name, change);
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        file("classes/acme/Account.class", "other bytes"),
        file("classes/acme/New.class", ""),
        step("a jar", test -> test.jar("lib/model.jar", "acme/Order.class", "bytez")),
        step("a jar of a unit", test -> test.jar("lib/named.jar", "acme/Item.class", "bytez")),
        file("schema/schema.sql", "CREATE TABLE account (id bigint PRIMARY KEY);"),
        file("schema/more/b.sql", "CREATE TABLE b ();"),
        step("a revision", test -> test.project.emptyRevision("by hand")),
        file("migrations/model.lock", "stated table public.account\n"),
        file("migrations/accepted.txt", "# nothing\n"),
        file("migrations/default-schema.txt", "public\n"),
        file("migrations/postgres-version.txt", "17\n"),
        file("config/application.properties", SETTINGS + "spring.jpa.properties.a=b\n"),
        file("application.yml", "spring: {jpa: {properties: {hibernate.x: y}}}\n"),
        step(
            "a file that settings import",
            test -> {
              test.write(
                  "application.yml", "spring.config.import: 'file:elsewhere/more.properties'");
              test.keep(new Run());
              test.write("elsewhere/more.properties", "a.b=d\n");
            }),
        step(
            "a line of .env",
            test -> {
              test.write(
                  "classes/application.properties",
                  "quarkus.hibernate-orm.database.default-schema=a\n");
              test.keep(new Run());
              test.write(".env", "QUARKUS_HIBERNATE_ORM_DATABASE_DEFAULT_SCHEMA=b\n");
            }),
        step("the time zone", test -> TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"))),
        step("a system property", test -> System.setProperty("kept.revision.test", "other")),
        step(
            "a property that reads like ours",
            test -> System.setProperty("migrate.kept.revision.test", "other")),
        sql("CREATE TABLE by_hand (id int)"),
        sql("ALTER TABLE account ADD COLUMN more int DEFAULT 1"),
        sql("ALTER TABLE account ALTER COLUMN more SET DEFAULT 2"),
        sql("COMMENT ON TABLE account IS 'accounts'"),
        sql("CREATE VIEW v AS SELECT id FROM account"),
        sql("CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'"),
        sql("CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2'"),
        sql("GRANT SELECT ON account TO kept_app"),
        sql("GRANT kept_group TO kept_app"),
        sql("ALTER ROLE kept_app CREATEDB"),
        sql("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO kept_app"),
        sql("CREATE PUBLICATION p FOR TABLE account"),
        sql("ALTER INDEX account_pkey RENAME TO account_key"),
        sql("UPDATE migrate_history SET by_whom = 'somebody' WHERE id = 1"),
        sql("DELETE FROM migrate_history"),
        sql("DROP TABLE by_hand"),
        sql("CREATE EXTENSION pg_trgm"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void aChangeIsNoticed(String name, Consumer<KeptRevisionTest> change) {
    TimeZone zone = TimeZone.getDefault();
    try {
      keep(new Run());
      change.accept(this);
      KeptRevision kept = run();
      assertThat(kept.printed()).isEmpty();
      assertThat(debug).singleElement().asString().startsWith("Not taken from an earlier run: ");
      keep(kept, new Run());
    } finally {
      TimeZone.setDefault(zone);
      System.clearProperty("kept.revision.test");
      System.clearProperty("migrate.kept.revision.test");
    }
  }

  private static Arguments parameter(String name, Consumer<Run> change) {
    return arguments(name, change);
  }

  static Stream<Arguments> parameters() {
    Path other = Path.of("src/test/resources");
    return Stream.of(
        parameter("hibernateProperties", run -> run.hibernate.put("hibernate.x", "y")),
        parameter("a variable that settings use", run -> run.variables.put("VARIABLE", "b")),
        parameter(
            "a property of Maven that settings use", run -> run.maven.put("maven.prefix", "b")),
        parameter("profiles", run -> run.profiles = List.of("prod")),
        parameter("class path", run -> run.classPath.add(other.resolve("catalog"))),
        parameter("stale jars", run -> run.stale = Set.of(other)),
        parameter("persistence unit", run -> run.unit = null),
        parameter("validation", run -> run.strict = true),
        parameter("split", run -> run.split = true),
        parameter("head", run -> run.place = new Placement("base", List.of(), List.of())),
        parameter("label", run -> run.place = new Placement(null, List.of("a"), List.of())),
        parameter("dependsOn", run -> run.place = new Placement(null, List.of(), List.of("a"))),
        parameter("warnings", run -> run.warnings = "long-lock=off"),
        parameter("no entities", run -> run.withoutEntities = true),
        parameter("no database", run -> run.withoutDatabase = true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("parameters")
  void aParameterCounts(String name, Consumer<Run> change) {
    keep(new Run());
    Run other = new Run();
    change.accept(other);
    KeptRevision kept = run(other);
    assertThat(kept.printed()).isEmpty();
    kept.keep(result, LINES);
    // Two terminals do not displace each other.
    assertThat(run().printed()).contains(LINES);
  }

  @Test
  void filtersAndRolesCount() {
    keep(new Run());
    project.filters(List.of(), List.of("table public.x"));
    assertThat(run().printed()).isEmpty();
    project.filters(List.of(), List.of());
    project.role("kept_app");
    assertThat(run().printed()).isEmpty();
    project.role(null).offline();
    assertThat(run().printed()).isEmpty();
    project.online();
    assertThat(run().printed()).contains(LINES);
  }

  static Stream<Arguments> never() {
    return Stream.of(
        parameter("empty", run -> run.empty = true),
        parameter("rename", run -> run.rename = "a:b"),
        parameter("drop", run -> run.drop = "a"),
        parameter("widen", run -> run.widen = "a.b"),
        parameter("current=database", run -> run.database = true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("never")
  void whatIsAskedForIsDone(String name, Consumer<Run> change) throws IOException {
    keep(new Run());
    Run asked = new Run();
    change.accept(asked);
    KeptRevision kept = run(asked);
    List<Path> before = kept();
    assertThat(kept.printed()).isEmpty();
    kept.keep(result, LINES);
    assertThat(kept()).isEqualTo(before);
  }

  @Test
  void statisticsAndRowsDoNotCount() {
    keep(new Run());
    project.execute("INSERT INTO account (id) VALUES (4711)");
    project.execute("VACUUM ANALYZE account");
    assertThat(run().printed()).as("%s", debug).contains(LINES);
  }

  @Test
  void aChangeWhileItRunsKeepsNothing() throws IOException {
    write("schema/c.sql", "CREATE TABLE c ();");
    KeptRevision run = run();
    assertThat(run.printed()).isEmpty();
    write("schema/c.sql", "CREATE TABLE cc ();");
    List<Path> before = kept();
    run.keep(result, LINES);
    assertThat(kept()).isEqualTo(before);
    assertThat(debug).last().asString().contains("changed while it ran");
  }

  @Test
  void whatMayMakeSomethingElseIsNotKept() throws IOException {
    write("schema/d.sql", "DO $$ BEGIN PERFORM now(); END $$;");
    KeptRevision run = run();
    assertThat(run.printed()).isEmpty();
    run.keep(result, LINES);
    assertThat(debug).last().asString().contains("may make something else: DO $$ BEGIN PERFORM");
    Files.delete(root.resolve("schema/d.sql"));
  }

  @Test
  void aFileThatIsHalfSavedKeepsNothing() throws IOException {
    write("schema/d.sql", "SELECT 'half");
    KeptRevision run = run();
    assertThat(run.printed()).isEmpty();
    run.keep(result, LINES);
    assertThat(debug).last().asString().startsWith("Not kept: ").contains("d.sql");
    Files.delete(root.resolve("schema/d.sql"));
  }

  @Test
  void aDatabaseThatCannotBeReachedKeepsNothing() {
    KeptRevision run = run();
    run.printed();
    run.keep(
        new RevisionCommand.Result(
            List.of(),
            "history",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            LiveComparison.failed("shop", "no route"),
            List.of()),
        List.of(new KeptLine(true, "it was not compared")));
    assertThat(run().printed().filter(lines -> !lines.equals(LINES))).isEmpty();
  }

  @Test
  void aServerOfSomebodyElseIsNotTrusted() {
    List<String> said = new ArrayList<>();
    try (TestProject other = new TestProject(root)) {
      RevisionCommand.Input input =
          new RevisionCommand.Input(
              other.project(),
              null,
              false,
              Placement.ON_HEAD,
              false,
              false,
              null,
              null,
              null,
              Instant.now(),
              new Random());
      assertThat(new KeptRevision(input, WarningLevels.NONE, said::add).printed()).isEmpty();
    }
    assertThat(said).containsExactly("Nothing is kept: migrate.shadow is not embedded");
  }

  /** A new one has to become an ingredient, or to be named here because it makes no difference. */
  @Test
  void everyComponentIsKnown() {
    assertThat(components(Project.class))
        .containsExactly(
            "root",
            "migrations",
            "schemaFiles",
            "work",
            "entities",
            "staleSources",
            "target",
            "online",
            "shadow",
            "postgresVersion",
            "filters",
            "tools",
            "libraries",
            "server");
    assertThat(components(Target.class))
        .containsExactly(
            "configured",
            "direct",
            "role",
            "embeddedAllowed",
            "historySchema",
            "approval",
            "sharedServer",
            "limits",
            "newer",
            "aheadAllowed");
    assertThat(components(EntityInput.class))
        .containsExactly(
            "classPath",
            "scanned",
            "properties",
            "persistenceUnit",
            "postgresMajor",
            "strictValidation",
            "settings");
    assertThat(components(SettingsPlaces.class))
        .containsExactly("classPath", "root", "variables", "placeholders", "profiles");
    assertThat(components(RevisionCommand.Input.class))
        .containsExactly(
            "project",
            "message",
            "empty",
            "place",
            "currentIsDatabase",
            "split",
            "rename",
            "drop",
            "widen",
            "now",
            "random");
  }

  private static List<String> components(Class<?> type) {
    return Stream.of(type.getRecordComponents()).map(c -> c.getName()).toList();
  }

  private List<Path> kept() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("work/kept"))) {
      return files.sorted().toList();
    }
  }
}

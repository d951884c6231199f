package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.draft.Placement;
import dev.pgmigrate.entity.EntityInput;
import dev.pgmigrate.entity.EntityProject;
import dev.pgmigrate.project.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Revisions of entities that are compiled on the way. */
class EntityRevisionTest {
  private static final String AUTHOR =
      "@Entity public class Author { @Id @GeneratedValue Long id;"
          + " @Column(nullable = false, length = 80) String name; }";
  private static final String TAGGED =
      AUTHOR.replace("String name;", "String name; @ElementCollection java.util.Set<String> tags;");
  private static final String BOOK =
      "@Entity public class Book { @Id Long id; @ManyToOne Author author;"
          + " @Column(unique = true) String isbn; }";

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

  @Test
  void fromEntitiesToTheDatabaseAndBack() {
    RevisionCommand.Result first = entities(AUTHOR).revision("first");
    assertThat(TestProject.read(first.written()))
        .contains("CREATE TABLE author (")
        .contains("name varchar(80) NOT NULL");
    assertThat(first.remaining()).isEmpty();
    assertThat(project.lock()).contains("entity shop.Author public.author");
    String lock = project.lock();
    assertThat(entities(AUTHOR).revision(null).changes()).isEmpty();
    assertThat(project.lock()).isEqualTo(lock);
    project.upgrade();

    RevisionCommand.Result second = entities(AUTHOR, BOOK).revision("books");
    assertThat(second.remaining()).isEmpty();
    assertThat(TestProject.read(second.written()))
        .contains("CREATE TABLE book (")
        .contains("FOREIGN KEY (author_id) REFERENCES author (id)");
    project.upgrade();
    assertThat(project.columns("book")).contains("id", "author_id", "isbn");
    assertThat(project.verify().findings()).isEmpty();
    lock = project.lock();
    assertThat(project.revision(null).changes()).isEmpty();
    assertThat(project.lock()).isEqualTo(lock);

    project.downgrade("base");
    assertThat(project.columns("author")).isEmpty();
  }

  @Test
  void schemaFilesAddWhatEntitiesCannotSay() {
    project.schema("CREATE INDEX ix_author_name ON author USING hash (name);");
    RevisionCommand.Result first = entities(AUTHOR).revision("first");
    assertThat(TestProject.read(first.written()))
        .contains("CREATE INDEX ix_author_name ON author USING hash (name);");
  }

  @Test
  void entitiesThatAreNotCompiledAreNotRetracted() {
    entities(AUTHOR).revision("first");
    List<Path> files = project.files();
    entities();
    assertThatThrownBy(() -> project.revision("nothing"))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("model.lock names 1, such as shop.Author")
        .hasMessageContaining("Compile first");
    assertThatThrownBy(project::verify).isInstanceOf(MigrationException.class);
    assertThat(project.files()).isEqualTo(files);
  }

  @Test
  void aDeletedEntityNeedsAWord() {
    entities(AUTHOR, BOOK).revision("first");
    List<Path> files = project.files();
    entities(AUTHOR);
    assertThatThrownBy(() -> project.revision("no more books"))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("Table book was declared by shop.Book")
        .hasMessageContaining("-Dmigrate.drop=book");
    assertThat(project.files()).isEqualTo(files);

    RevisionCommand.Result dropped = project.revision("no more books", null, "book");
    assertThat(TestProject.read(dropped.written()))
        .contains("DROP TABLE book;")
        .doesNotContain("DROP TABLE author");
    assertThat(project.lock()).doesNotContain("shop.Book");
    assertThat(project.revision(null).changes()).isEmpty();
  }

  @Test
  void aRenamedEntityIsAskedAboutBeforeItsTableIsCalledGone() {
    String author = AUTHOR.replace("@GeneratedValue ", "");
    entities(author).revision("first");
    entities(author.replace("Author", "Writer"));
    assertThat(project.revision("writers").questions())
        .singleElement()
        .satisfies(
            question ->
                assertThat(question.renameOptions())
                    .containsExactly("-Dmigrate.rename=author:writer"));

    RevisionCommand.Result renamed = project.revision("writers", "author:writer", null);
    assertThat(TestProject.read(renamed.files().get(0).path())).contains("ALTER TABLE author");
    assertThat(project.lock()).contains("entity shop.Writer public.writer");
  }

  @Test
  void anIndexThatComesWithANewNameGoesWithIt() {
    entities("@Entity public class Author { @Id Long id; String name; }").revision("first");
    project.upgrade();
    entities(
        "@Entity @Table(indexes = @Index(name = \"ix_name\", columnList = \"name\"))"
            + " public class Writer { @Id Long id; String name; }");
    project.offline().revision("writers", "author:writer", null);
    project.upgrade();
    project.downgrade("-1");
    assertThat(project.query("SELECT to_regclass('ix_name')")).containsExactly((String) null);
    project.upgrade();
  }

  @Test
  void anEntityThatIsRenamedTogetherWithAPropertyIsAskedAbout() {
    String author =
        "@Entity public class Author { @Id Long id; String name; String mail; Integer age; }";
    entities(author).revision("first");
    entities(author.replace("Author", "Writer").replace("mail", "email"));
    assertThat(project.revision("writers").questions())
        .singleElement()
        .satisfies(
            question ->
                assertThat(question.renameOptions())
                    .containsExactly("-Dmigrate.rename=author:writer"));
    assertThat(project.revision("writers", "author:writer", null).questions())
        .singleElement()
        .satisfies(
            question ->
                assertThat(question.renameOptions())
                    .containsExactly("-Dmigrate.rename=writer.mail:email"));
    assertThat(project.revision("writers", "author:writer,writer.mail:email", null).remaining())
        .isEmpty();
    assertThat(project.verify().findings()).isEmpty();
  }

  @Test
  void anEntityThatMovesToAnotherSchemaIsAskedAbout() {
    String pet =
        "@Entity @Table(schema = \"sa\") public class Pet {"
            + " @Id Long id; @Column(length = 20) String name; }";
    entities(pet).revision("first");
    entities(pet.replace("sa", "sb").replace("20) String name;", "40) String name; Integer age;"));
    assertThat(project.revision("move").questions())
        .singleElement()
        .satisfies(
            question ->
                assertThat(question.renameOptions())
                    .containsExactly("-Dmigrate.rename=sa.pet:sb.pet"));
  }

  @Test
  void aFieldThatStartsWithAValueWarnsOfAColumnWithoutDefault() {
    entities(AUTHOR).revision("first");
    assertThat(
            entities(AUTHOR.replace("String name;", "String name; String mood = \"ok\";"))
                .revision("mood")
                .warnings())
        .extracting(Warning::id)
        .contains("initializer-without-default");
  }

  @Test
  void anEntityIsRememberedByAllItsTables() {
    entities(TAGGED).revision("first");
    assertThat(project.lock())
        .contains("entity shop.Author public.author\n", "entity shop.Author public.author_tags\n");
  }

  @Test
  void aCollectionThatIsNoLongerMappedGoes() {
    entities(TAGGED).revision("first");
    assertThat(TestProject.read(entities(AUTHOR).revision("no tags").written()))
        .contains("DROP TABLE author_tags;");
    assertThat(project.lock()).doesNotContain("entity shop.Author public.author_tags");
  }

  @Test
  void aDeletedEntityIsAnsweredForOnce() {
    entities(TAGGED, BOOK).revision("first");
    entities(BOOK.replace("@ManyToOne Author author;", ""));
    assertThatThrownBy(() -> project.revision("no authors"))
        .hasMessageContaining("was declared by shop.Author");
    assertThat(TestProject.read(project.revision("no authors", null, "author").written()))
        .contains("DROP TABLE author_tags;", "DROP TABLE author;");
  }

  @Test
  void theCollectionOfAStaleJarIsNotRetracted() {
    entities(TAGGED).revision("first");
    EntityInput input = compile(AUTHOR);
    Project stale = project.project().withEntities(input, java.util.Set.copyOf(input.scanned()));
    assertThatThrownBy(() -> RevisionCommand.run(revisionOf(stale)))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("shop.Author no longer declares a part of table author_tags")
        .hasMessageContaining("Run it from the root of the build");
  }

  @Test
  void whatAStaleJarNoLongerStatesIsNotRetracted() {
    entities(AUTHOR).revision("first");
    EntityInput input = compile(AUTHOR.replace("String name;", "transient String name;"));
    Project stale = project.project().withEntities(input, java.util.Set.copyOf(input.scanned()));
    assertThatThrownBy(() -> RevisionCommand.run(revisionOf(stale)))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("shop.Author no longer declares a part of table author")
        .hasMessageContaining("Run it from the root of the build");
  }

  private static RevisionCommand.Input revisionOf(Project stale) {
    return new RevisionCommand.Input(
        stale,
        "name",
        false,
        Placement.ON_HEAD,
        false,
        false,
        null,
        null,
        null,
        java.time.Instant.EPOCH,
        new java.util.Random(3));
  }

  /** From now on the project has these entities and no others. */
  private TestProject entities(String... sources) {
    return project.entities(compile(sources));
  }

  private EntityInput compile(String... sources) {
    EntityProject compiled = new EntityProject(root.resolve("build-" + ++version));
    for (String source : sources) {
      compiled.source(source);
    }
    return compiled.input();
  }

  @Test
  void aProjectWithEclipseLinkHasTheSchemaOfEclipseLink() {
    String account =
        """
        package shop; import jakarta.persistence.*;
        @Entity public class Account {
          @Id @GeneratedValue Long id;
          @Column(nullable = false) String email;%s
        }
        """;
    Consumer<String> states =
        more ->
            project.entities(
                new EntityProject(root.resolve("eclipselink" + more.length()))
                    .source("shop/Account.java", account.formatted(more))
                    .libraries(
                        EntityProject.jars("org.eclipse.persistence.*|jakarta.persistence.*"))
                    .input());
    states.accept("");
    String sql = TestProject.read(project.revision("first").written());
    assertThat(sql)
        .contains("CREATE TABLE account (", "CREATE TABLE sequence (", "'SEQ_GEN'")
        .doesNotContain("account_seq");
    project.upgrade();
    assertThat(project.revision(null).changes()).isEmpty();

    states.accept("\n  String nick;");
    assertThat(TestProject.read(project.revision("nick").written()))
        .contains("ADD COLUMN nick varchar(255)")
        .doesNotContain("SEQ_GEN");
    assertThat(project.lock()).contains("entity shop.Account public.account");
  }
}

package dev.pgmigrate.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RejectedEntitiesTest {
  @TempDir Path folder;

  private EntityProject project() {
    return new EntityProject(folder);
  }

  private static EntityModelException rejection(EntityProject project) {
    return catchThrowableOfType(EntityModelException.class, project::read);
  }

  @Test
  void namesTheClassAndThePropertyOfABrokenAssociation() {
    EntityModelException e =
        rejection(
            project()
                .source("@Entity class Book { @Id Long id; @ManyToOne Author author; }")
                .source("class Author { Long id; }"));

    assertThat(e.entityClass()).isEqualTo("shop.Book");
    assertThat(e.property()).isEqualTo("author");
    assertThat(e).hasMessageContaining("shop.Book.author").hasMessageContaining("shop.Author");
  }

  @Test
  void namesTheClassWithoutAnId() {
    EntityModelException e = rejection(project().source("@Entity class Book { String title; }"));

    assertThat(e.entityClass()).isEqualTo("shop.Book");
    assertThat(e).hasMessageContaining("@Id");
  }

  @Test
  void namesTheConverterThatCannotTakeNull() {
    EntityModelException e =
        rejection(
            project()
                .source(
                    "@Entity class Book { @Id Long id; @Convert(converter = SoldConverter.class)"
                        + " Boolean sold; }")
                .source(
                    """
                    @Converter class SoldConverter implements AttributeConverter<Boolean, String> {
                      public String convertToDatabaseColumn(Boolean sold) {
                        return sold.booleanValue() ? "Y" : "N";
                      }
                      public Boolean convertToEntityAttribute(String sold) {
                        return sold.equals("Y");
                      }
                    }
                    """));

    assertThat(e.entityClass()).isEqualTo("shop.SoldConverter");
    assertThat(e)
        .hasMessageContaining("shop.SoldConverter")
        .hasMessageContaining("Return null for null");
  }

  @Test
  void namesTheClassThatTheClassPathLacks() throws IOException {
    EntityProject project =
        project()
            .source("@Entity class Book extends Gone { @Id Long id; }")
            .source("class Gone {}");
    project.input();
    Files.delete(project.classes().resolve("shop/Gone.class"));

    assertThat(rejection(project)).hasMessageContaining("lacks shop.Gone");
  }

  @Test
  void saysWhichJdkAnEntityNeeds() throws IOException {
    EntityProject project = project().source("@Entity class Book { @Id Long id; }");
    project.input();
    Path file = project.classes().resolve("shop/Book.class");
    byte[] bytes = Files.readAllBytes(file);
    bytes[7] = (byte) (Runtime.version().feature() + 1 + 44);
    Files.write(file, bytes);

    assertThat(rejection(project))
        .hasMessageContaining("shop.Book")
        .hasMessageContaining("JDK " + (Runtime.version().feature() + 1));
  }

  @Test
  void leavesABrokenClassFileOutWithAWarning() throws IOException {
    EntityProject project = project().source("@Entity class Book { @Id Long id; }");
    project.input();
    Files.write(project.classes().resolve("shop/Broken.class"), new byte[] {1, 2, 3});

    EntityModel model = project.read();

    assertThat(model.tables()).hasSize(1);
    assertThat(model.warnings()).singleElement().asString().contains("shop/Broken.class");
  }

  @Test
  void refusesTheOldJavaxPersistence() {
    EntityProject project =
        project()
            .source(
                "javax/persistence/Entity.java",
                "package javax.persistence;\n"
                    + "@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)"
                    + " public @interface Entity {}")
            .source("old/Book.java", "package old; @javax.persistence.Entity class Book {}");

    assertThat(rejection(project))
        .hasMessageContaining("old.Book")
        .hasMessageContaining("jakarta.persistence");
  }

  @Test
  void refusesAHibernateThatIsTooOld() {
    EntityProject project =
        project()
            .source("@Entity class Book { @Id Long id; }")
            .source(
                "org/hibernate/Version.java",
                "package org.hibernate; public class Version { public static String"
                    + " getVersionString() { return \"6.1.7.Final\"; } }");

    assertThat(rejection(project)).hasMessageContaining("6.1.7").hasMessageContaining("6.2");
  }

  @Test
  void saysHowToQuoteAReservedWord() {
    EntityModelException e =
        rejection(project().source("@Entity class Order { @Id Long id; int total; }"));

    assertThat(e.entityClass()).isEqualTo("shop.Order");
    assertThat(e).hasMessageContaining("@Table(name = \"\\\"Order\\\"\")");
  }

  @Test
  void namesThePropertyWithAReservedWordAsColumn() {
    EntityModelException e =
        rejection(project().source("@Entity class Shift { @Id Long id; int end; }"));

    assertThat(e.property()).isEqualTo("end");
    assertThat(e).hasMessageContaining("shop.Shift.end").hasMessageContaining("@Column");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hibernate.globally_quoted_identifiers", "hibernate.auto_quote_keyword"})
  void letsHibernateQuoteReservedWords(String setting) {
    EntityModel model =
        project()
            .source("@Entity class Order { @Id Long id; int end; }")
            .property(setting, "true")
            .read();

    assertThat(model.ddl()).anyMatch(s -> s.startsWith("create table \"Order\" ("));
    assertThat(model.tables().get(0).name().name()).isEqualTo("Order");
  }

  @Test
  void knowsTheServersReservedWords() throws SQLException {
    Set<String> words = new TreeSet<>();
    try (ShadowDatabase database = TestServer.database();
        Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'T')")) {
      while (rows.next()) {
        words.add(rows.getString(1));
      }
    }

    assertThat(ReservedWords.ALL).containsExactlyInAnyOrderElementsOf(words);
  }
}

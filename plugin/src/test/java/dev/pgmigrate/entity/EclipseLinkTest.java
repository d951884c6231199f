package dev.pgmigrate.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose schema it is: that of the project's own provider. */
class EclipseLinkTest {
  private static final String API = "jakarta.persistence-api.*";
  private static final String ECLIPSELINK = "org.eclipse.persistence.*|" + API;

  private static final String ACCOUNT =
      """
      import jakarta.persistence.*; import java.util.*;
      @Entity @Table(schema = "sales") public class Account {
        @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id;
        @Column(nullable = false, length = 80) String email;
        @Enumerated(EnumType.STRING) Kind kind = Kind.OPEN;
        @ManyToOne Account parent;
        @ElementCollection Set<String> tags;
        int copies = 7;
        public enum Kind { OPEN, PAID }
      }
      """;
  private static final String BILL =
      """
      import jakarta.persistence.*;
      @Entity public class Bill {
        @Id @GeneratedValue Long id;
        @ManyToOne Account account;
        @Version int version;
      }
      """;

  @TempDir Path folder;

  private EntityProject project() {
    return new EntityProject(folder)
        .source("shop/Account.java", "package shop;\n" + ACCOUNT)
        .source("shop/Bill.java", "package shop;\n" + BILL);
  }

  private EntityProject unit(String provider) {
    return project()
        .resource(
            "META-INF/persistence.xml",
            """
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
              <persistence-unit name="shop">
                <provider>%s</provider>
                <properties>
                  <property name="eclipselink.ddl-generation" value="drop-and-create-tables"/>
                  <property name="jakarta.persistence.jdbc.url" value="jdbc:postgresql://nowhere/x"/>
                </properties>
              </persistence-unit>
            </persistence>
            """
                .formatted(provider));
  }

  @Test
  void writesItsOwnSchema() throws SQLException {
    EntityModel model = project().libraries(EntityProject.jars(ECLIPSELINK)).read();

    assertThat(model.warnings()).isEmpty();
    assertThat(model.notes()).isEmpty();
    assertThat(model.ddl())
        .anyMatch(sql -> sql.startsWith("CREATE TABLE sales.ACCOUNT (ID BIGSERIAL NOT NULL"))
        .anyMatch(sql -> sql.startsWith("CREATE TABLE SEQUENCE ("));
    assertThat(model.tables())
        .extracting(MappedTable::name)
        .contains(new QualifiedName("", "bill"), new QualifiedName("sales", "account"));
    MappedTable account =
        model.tables().stream()
            .filter(table -> table.name().name().equals("account"))
            .findFirst()
            .orElseThrow();
    assertThat(account.entityClass()).isEqualTo("shop.Account");
    assertThat(account.source()).isNotNull();
    assertThat(account.columns())
        .filteredOn(column -> column.column().equals("kind"))
        .singleElement()
        .satisfies(
            column -> {
              assertThat(column.property()).isEqualTo("kind");
              assertThat(column.enumConstants()).containsExactly("OPEN", "PAID");
            });
    assertThat(account.columns())
        .filteredOn(column -> column.column().equals("copies"))
        .extracting(MappedColumn::initializer)
        .containsExactly("7");
    try (ShadowDatabase database = TestServer.database();
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : model.ddl()) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void theUnitSaysWhichOfTwoProviders() {
    EntityModel eclipseLink = unit("org.eclipse.persistence.jpa.PersistenceProvider").read();
    assertThat(eclipseLink.ddl()).anyMatch(sql -> sql.startsWith("CREATE TABLE SEQUENCE ("));

    EntityModel hibernate = unit("org.hibernate.jpa.HibernatePersistenceProvider").read();
    assertThat(hibernate.ddl()).anyMatch(sql -> sql.startsWith("create sequence Bill_SEQ"));
  }

  @Test
  void anotherOneIsRefusedByName() {
    assertThatThrownBy(() -> unit("org.apache.openjpa.persistence.PersistenceProviderImpl").read())
        .isInstanceOf(EntityModelException.class)
        .hasMessageContaining("org.apache.openjpa.persistence.PersistenceProviderImpl");
    assertThatThrownBy(
            () ->
                new EntityProject(folder.resolve("other"))
                    .source(
                        "shop/Bill.java",
                        "package shop;\n" + BILL.replace("Account account", "Bill other"))
                    .resource("org/datanucleus/api/jakarta/JakartaPersistenceProvider.class", "")
                    .libraries(EntityProject.jars(API))
                    .read())
        .isInstanceOf(EntityModelException.class)
        .hasMessageContaining("DataNucleus");
  }

  @Test
  void withTheApiAloneItIsSaidWhoseSchemaItIs() {
    EntityModel model = project().libraries(EntityProject.jars(API)).read();

    assertThat(model.warnings()).isEmpty();
    assertThat(model.notes())
        .singleElement()
        .asString()
        .contains("no provider", "org.hibernate.orm:hibernate-core:6.6.41.Final");
  }

  @Test
  void whatItRejectsIsItsOwnWord() {
    EntityProject broken =
        new EntityProject(folder)
            .source(
                "shop/Keyless.java",
                "package shop; @jakarta.persistence.Entity public class Keyless { String name; }")
            .libraries(EntityProject.jars(ECLIPSELINK));

    assertThatThrownBy(broken::read)
        .isInstanceOf(EntityModelException.class)
        .hasMessageStartingWith("EclipseLink rejects the entities")
        .hasMessageContaining("shop.Keyless");
  }

  @Test
  void leavesNothingBehind() {
    List<String> once = project().libraries(EntityProject.jars(ECLIPSELINK)).read().ddl();
    assertThat(project().libraries(EntityProject.jars(ECLIPSELINK)).read().ddl())
        .containsExactlyInAnyOrderElementsOf(once);
  }
}

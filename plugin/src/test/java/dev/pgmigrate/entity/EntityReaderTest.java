package dev.pgmigrate.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.config.ConfigException;
import dev.pgmigrate.entity.EntityProject.FromTestClassPath;
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

class EntityReaderTest {
  @TempDir Path folder;

  private EntityProject project() {
    return new EntityProject(folder);
  }

  private static MappedTable only(EntityModel model) {
    assertThat(model.tables()).hasSize(1);
    return model.tables().get(0);
  }

  private static MappedColumn column(MappedTable table, String name) {
    return table.columns().stream().filter(c -> c.column().equals(name)).findFirst().orElseThrow();
  }

  private static void execute(EntityModel model) throws SQLException {
    try (ShadowDatabase database = TestServer.database();
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : model.ddl()) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void tellsWhichSequenceNumbersWhichColumn() {
    EntityModel model =
        project()
            .source("@Entity class Plain { @Id @GeneratedValue Long id; }")
            .source(
                "@Entity @Table(name = \"\\\"Big Bill\\\"\", schema = \"sales\") class Bill {"
                    + " @Id @GeneratedValue(generator = \"g\") @SequenceGenerator(name = \"g\","
                    + " schema = \"Sales\", sequenceName = \"Bill_No\", allocationSize = 1)"
                    + " @Column(name = \"\\\"No\\\"\") Long id; }")
            .source(
                "@Entity @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS) abstract class"
                    + " Shape { @Id @GeneratedValue Long id; }")
            .source("@Entity class Circle extends Shape { }")
            .source("@Entity class Square extends Shape { }")
            .source(
                "@Entity @Inheritance(strategy = InheritanceType.JOINED) class Animal {"
                    + " @Id @GeneratedValue Long id; }")
            .source("@Entity class Dog extends Animal { }")
            .source(
                "@Entity class Counted { @Id @GeneratedValue(strategy = GenerationType.IDENTITY)"
                    + " Long id; }")
            .source(
                "@Entity class Tabled { @Id @GeneratedValue(strategy = GenerationType.TABLE)"
                    + " Long id; }")
            .source("@Entity class Assigned { @Id Long id; }")
            .read();

    assertThat(model.numbered())
        .extracting(
            n -> n.table() + "." + n.column() + " from " + n.sequence() + " " + n.optimizer())
        .containsExactlyInAnyOrder(
            ".plain.id from .plain_seq PooledOptimizer",
            "sales.Big Bill.No from sales.bill_no NoopOptimizer",
            ".circle.id from .shape_seq PooledOptimizer",
            ".square.id from .shape_seq PooledOptimizer",
            ".animal.id from .animal_seq PooledOptimizer");
    assertThat(model.numbered()).allMatch(NumberedColumn::takesValues);
  }

  @Test
  void writesDdlThatPostgresqlExecutes() throws SQLException {
    EntityModel model =
        project()
            .source(
                """
                @Entity @Table(schema = "sales", indexes = @Index(columnList = "name"))
                class Customer {
                  @Id @GeneratedValue Long id;
                  @Column(nullable = false, length = 80) String name;
                  @ElementCollection Set<String> tags;
                  @ManyToOne Customer referrer;
                  @Embedded Address address;
                }
                """)
            .source("@Embeddable class Address { String city; String zip; }")
            .source(
                """
                @Entity class Invoice {
                  @Id @GeneratedValue(strategy = GenerationType.IDENTITY) long id;
                  @JdbcTypeCode(SqlTypes.JSON) Map<String, String> extra;
                  @JdbcTypeCode(SqlTypes.NAMED_ENUM) State state;
                }
                """)
            .source("enum State { OPEN, PAID }")
            .source(
                "@Entity class Counted { @Id @GeneratedValue(strategy = GenerationType.TABLE) Long"
                    + " id; }")
            .read();

    assertThat(model.ddl()).contains("create schema if not exists sales");
    assertThat(model.ddl())
        .anyMatch(s -> s.startsWith("create table sales.Customer (") && s.contains("varchar(80)"));
    assertThat(model.tables())
        .extracting(MappedTable::name)
        .containsExactly(
            new QualifiedName("", "counted"),
            new QualifiedName("", "customer_tags"),
            new QualifiedName("", "invoice"),
            new QualifiedName("sales", "customer"));
    assertThat(model.warnings()).isEmpty();
    execute(model);
  }

  @Test
  void tellsWhatTheDdlLoses() {
    EntityModel model =
        project()
            .source(
                """
                @Entity @Check(name = "sane", constraints = "price >= cost")
                class Book extends Audited {
                  @Id Long id;
                  @ColumnDefault("0.00") BigDecimal price;
                  @Check(constraints = "cost > 0") BigDecimal cost;
                  @Enumerated(EnumType.STRING) Status status = Status.DRAFT;
                  int copies = 7;
                  boolean sold;
                  Boolean listed = true;
                  String language = "en";
                  Instant now = Instant.now();
                  @Embedded Size size;
                  @Column(name = "\\"Mixed\\"") String mixed;
                }
                """)
            .source("@MappedSuperclass class Audited { long revision = 1; }")
            .source("@Embeddable class Size { int width = 10; }")
            .source("enum Status { DRAFT, PRINTED }")
            .read();

    MappedTable book = only(model);
    assertThat(book.entityClass()).isEqualTo("shop.Book");
    assertThat(book.source()).isEqualTo(folder.resolve("classes"));
    assertThat(book.checks()).containsExactly(new MappedCheck("sane", "price >= cost"));
    assertThat(column(book, "price").defaultAsWritten()).isEqualTo("0.00");
    assertThat(column(book, "cost").checkAsWritten()).isEqualTo("cost > 0");
    assertThat(column(book, "status"))
        .isEqualTo(
            new MappedColumn(
                "status",
                "status",
                "shop.Status",
                List.of("DRAFT", "PRINTED"),
                null,
                null,
                "DRAFT",
                false,
                List.of()));
    assertThat(column(book, "copies").initializer()).isEqualTo("7");
    assertThat(column(book, "sold").initializer()).isNull();
    assertThat(column(book, "listed").initializer()).isEqualTo("true");
    assertThat(column(book, "language").initializer()).isEqualTo("en");
    assertThat(column(book, "now").initializer()).isNull();
    assertThat(column(book, "revision").initializer()).isEqualTo("1");
    assertThat(column(book, "width").property()).isEqualTo("size.width");
    assertThat(column(book, "width").initializer()).isEqualTo("10");
    assertThat(column(book, "Mixed").property()).isEqualTo("mixed");
  }

  @Test
  void findsNothingInAnEmptyProject() {
    EntityModel model = project().source("class Plain {}").read();

    assertThat(model.empty()).isTrue();
  }

  /** A mapping file of the settings is enough to ask Hibernate. */
  @Test
  void aProjectThatHasCompiledNothingMayNameAMappingFile() {
    EntityInput built =
        project()
            .source("public class Plain { Long id; }")
            .resource("application.properties", "spring.jpa.mapping-resources=orm/plain.xml")
            .resource(
                "orm/plain.xml",
                """
                <entity-mappings xmlns="https://jakarta.ee/xml/ns/persistence/orm" version="3.0">
                  <entity class="shop.Plain" access="FIELD">
                    <attributes><id name="id"/></attributes>
                  </entity>
                </entity-mappings>
                """)
            .input();
    EntityInput input =
        new EntityInput(
            built.classPath(), List.of(), built.properties(), null, 17, false, built.settings());

    assertThat(new EntityReader(new FromTestClassPath()).read(input).ddl())
        .anyMatch(sql -> sql.startsWith("create table Plain"));
  }

  @Test
  void leavesNamesToSpringBootWhereItIs() {
    EntityModel model = springProject().read();

    assertThat(model.ddl()).anyMatch(s -> s.startsWith("create table order_line ("));
    assertThat(only(model).columns())
        .extracting(MappedColumn::column)
        .contains("line_number", "main_product_id");
  }

  @Test
  void readsTheApplicationsOwnJpaSettings() {
    EntityModel model =
        springProject()
            .resource(
                "application.yaml",
                """
                spring:
                  jpa:
                    hibernate.naming.physical-strategy: %s
                    properties.hibernate.default_schema: ${SCHEMA:stock}
                ---
                spring:
                  config.activate.on-profile: test
                  jpa.properties.hibernate.default_schema: other
                """
                    .formatted(
                        "org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl"))
            .read();

    assertThat(model.ddl()).anyMatch(s -> s.startsWith("create table stock.OrderLine ("));
    assertThat(only(model).name()).isEqualTo(new QualifiedName("stock", "orderline"));
  }

  @Test
  void warnsOfASettingThatNothingResolves() {
    EntityModel model =
        springProject()
            .resource(
                "application.properties",
                "spring.jpa.properties.hibernate.default_schema=${SCHEMA}\n")
            .read();

    assertThat(model.warnings())
        .singleElement()
        .asString()
        .contains("spring.jpa.properties.hibernate.default_schema", "${SCHEMA}");
  }

  @Test
  void readsTheSettingsOfQuarkusInItsDevelopmentProfile() {
    EntityModel model =
        project()
            .source("@Entity class OrderLine { @Id Long id; int lineNumber; }")
            .resource(
                "application.properties",
                """
                quarkus.hibernate-orm.physical-naming-strategy=%s
                quarkus.hibernate-orm.database.default-schema=other
                %%dev.quarkus.hibernate-orm.database.default-schema=stock
                %%prod.quarkus.hibernate-orm.database.default-schema=live
                """
                    .formatted(
                        "org.hibernate.boot.model.naming.CamelCaseToUnderscoresNamingStrategy"))
            .read();

    assertThat(model.ddl()).anyMatch(s -> s.startsWith("create table stock.order_line ("));
    assertThat(model.warnings())
        .singleElement()
        .asString()
        .contains("defaultschema of the profile prod", "was ignored", "dev")
        .contains("-Dmigrate.profiles");
  }

  @Test
  void readsTheSettingsOfMicronautAndOfOnePersistenceUnitOfTheFramework() {
    EntityProject project =
        project()
            .source("@Entity class OrderLine { @Id Long id; int lineNumber; }")
            .resource(
                "application.yml",
                """
                micronaut.application.name: shop
                jpa:
                  default.properties.hibernate:
                    physical_naming_strategy: %s
                    default_schema: stock
                  audit.properties.hibernate.default_schema: audit
                """
                    .formatted(
                        "org.hibernate.boot.model.naming.CamelCaseToUnderscoresNamingStrategy"));
    EntityModel model = project.read();

    assertThat(model.ddl()).anyMatch(s -> s.startsWith("create table stock.order_line ("));
    assertThat(model.warnings())
        .singleElement()
        .asString()
        .contains("jpa.audit.properties", "-Dmigrate.persistenceUnit=audit");
    assertThat(project.unit("audit").read().ddl())
        .anyMatch(s -> s.startsWith("create table audit.order_line ("));
  }

  /** Spring's own class does the same, word for word, in one method. */
  private EntityProject springProject() {
    return project()
        .source(
            "org/springframework/boot/orm/jpa/hibernate/SpringImplicitNamingStrategy.java",
            """
            package org.springframework.boot.orm.jpa.hibernate;
            import org.hibernate.boot.model.naming.*;
            public class SpringImplicitNamingStrategy extends ImplicitNamingStrategyJpaCompliantImpl {
              @Override public Identifier determineJoinTableName(ImplicitJoinTableNameSource source) {
                return toIdentifier(source.getOwningPhysicalTableName() + "_"
                    + source.getAssociationOwningAttributePath().getProperty(),
                    source.getBuildingContext());
              }
            }
            """)
        .source(
            "@Entity class OrderLine { @Id Long id; int lineNumber; @ManyToOne OrderLine"
                + " mainProduct; }");
  }

  @Test
  void readsOrmXml() {
    EntityModel model =
        project()
            .source("class Parcel { Long id; String weight; }")
            .resource(
                "META-INF/orm.xml",
                """
                <entity-mappings xmlns="https://jakarta.ee/xml/ns/persistence/orm" version="3.0">
                  <entity class="shop.Parcel" access="FIELD">
                    <table name="parcels"/>
                    <attributes><id name="id"/><basic name="weight"/></attributes>
                  </entity>
                </entity-mappings>
                """)
            .read();

    assertThat(only(model).name().name()).isEqualTo("parcels");
    assertThat(only(model).source()).isEqualTo(folder.resolve("classes"));
  }

  @Test
  void readsHbmXml() {
    EntityModel model =
        project()
            .source("class Parcel { Long id; String weight; }")
            .resource(
                "shop/Parcel.hbm.xml",
                """
                <hibernate-mapping xmlns="http://www.hibernate.org/xsd/orm/hbm" default-access="field">
                  <class name="shop.Parcel" table="old_parcels">
                    <id name="id"/><property name="weight"/>
                  </class>
                </hibernate-mapping>
                """)
            .read();

    assertThat(only(model).name().name()).isEqualTo("old_parcels");
    assertThat(column(only(model), "weight").javaType()).isEqualTo("java.lang.String");
  }

  @Test
  void obeysPersistenceXmlAndNeverItsConnection() {
    EntityModel model =
        project()
            .source("@Entity class Listed { @Id Long id; }")
            .source("@Entity class Unlisted { @Id Long id; }")
            .resource("META-INF/persistence.xml", persistence(unit("main", "shop.Listed")))
            .resource("hibernate.properties", "hibernate.default_schema=lost\n")
            .read();

    assertThat(model.tables())
        .extracting(MappedTable::name)
        .containsExactly(new QualifiedName("fromunit", "listed"));
  }

  @Test
  void letsThePluginsConfigurationWin() {
    EntityModel model =
        project()
            .source("@Entity class Listed { @Id Long id; }")
            .resource("META-INF/persistence.xml", persistence(unit("main", "shop.Listed")))
            .property("hibernate.default_schema", "mine")
            .read();

    assertThat(only(model).name()).isEqualTo(new QualifiedName("mine", "listed"));
  }

  @Test
  void readsHibernateProperties() {
    EntityModel model =
        project()
            .source("@Entity class Listed { @Id Long id; }")
            .resource("hibernate.properties", "hibernate.default_schema=fromfile\n")
            .read();

    assertThat(model.ddl()).anyMatch(s -> s.startsWith("create table fromfile.Listed"));
    assertThat(only(model).name()).isEqualTo(new QualifiedName("fromfile", "listed"));
  }

  @Test
  void wantsToKnowWhichOfSeveralUnits() {
    EntityProject project =
        project()
            .source("@Entity class One { @Id Long id; }")
            .source("@Entity class Two { @Id Long id; }")
            .resource(
                "META-INF/persistence.xml",
                persistence(unit("first", "shop.One") + unit("second", "shop.Two")));

    assertThatThrownBy(project::read)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("first, second");
    assertThat(only(project.unit("second").read()).entityClass()).isEqualTo("shop.Two");
    assertThatThrownBy(project.unit("third")::read)
        .hasMessageContaining("third")
        .hasMessageContaining("first, second");
  }

  private static String persistence(String units) {
    return "<persistence xmlns=\"https://jakarta.ee/xml/ns/persistence\" version=\"3.0\">"
        + units
        + "</persistence>";
  }

  private static String unit(String name, String entity) {
    return """
    <persistence-unit name="%s">
      <jta-data-source>java:/nowhere</jta-data-source>
      <class>%s</class>
      <exclude-unlisted-classes/>
      <properties>
        <property name="jakarta.persistence.jdbc.url" value="jdbc:postgresql://127.0.0.1:1/no"/>
        <property name="hibernate.connection.datasource" value="java:/nowhere"/>
        <property name="hibernate.default_schema" value="fromunit"/>
        <property name="hibernate.hbm2ddl.auto" value="drop-and-create"/>
      </properties>
    </persistence-unit>
    """
        .formatted(name, entity);
  }

  @Test
  void leavesADevelopersImportSqlAlone() {
    EntityModel model =
        project()
            .source("@Entity class One { @Id Long id; }")
            .resource("import.sql", "insert into one values (1);\n")
            .read();

    assertThat(model.ddl()).noneMatch(s -> s.startsWith("insert"));
  }

  @Test
  void bringsAHibernateToAProjectThatHasNone() {
    FromTestClassPath artifacts = new FromTestClassPath();
    EntityInput input =
        project()
            .source("@Entity class One { @Id Long id; }")
            .libraries(EntityProject.jars("jakarta.persistence-api.*"))
            .input();

    EntityModel model = new EntityReader(artifacts).read(input);

    assertThat(only(model).name().name()).isEqualTo("one");
    assertThat(artifacts.asked)
        .singleElement()
        .asString()
        .startsWith("org.hibernate.orm:hibernate-core:6.6.");
  }

  @Test
  void worksWithoutTheTransactionApi() {
    FromTestClassPath artifacts = new FromTestClassPath();
    EntityInput input =
        project()
            .source("@Entity class One { @Id Long id; }")
            .libraries(EntityProject.jars("(?!jakarta.transaction).*"))
            .input();

    assertThat(only(new EntityReader(artifacts).read(input)).name().name()).isEqualTo("one");
    assertThat(artifacts.asked)
        .containsExactly("jakarta.transaction:jakarta.transaction-api:2.0.1");
  }
}

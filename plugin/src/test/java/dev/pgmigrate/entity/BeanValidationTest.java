package dev.pgmigrate.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Hibernate makes of Bean Validation when an application starts. */
class BeanValidationTest {
  private static final String CUSTOMER =
      """
      @Entity class Customer extends Person {
        @Id Long id;
        @jakarta.validation.constraints.NotNull String city;
        @jakarta.validation.constraints.NotBlank String street;
        @jakarta.validation.constraints.Size(max = 80) String town;
        @org.hibernate.validator.constraints.Length(max = 40) String zip;
        @jakarta.validation.constraints.Min(1) @jakarta.validation.constraints.Max(9) int stars;
        @org.hibernate.validator.constraints.Range(min = 1, max = 5) Integer rank;
        @jakarta.validation.constraints.Digits(integer = 8, fraction = 2) BigDecimal credit;
        @jakarta.validation.constraints.NotNull @ManyToOne Customer agent;
      }
      """;
  private static final String PERSON =
      "@MappedSuperclass class Person { @jakarta.validation.constraints.NotNull String name; }";

  @TempDir Path folder;

  private EntityProject project() {
    return new EntityProject(folder).source(CUSTOMER).source(PERSON);
  }

  private static String table(List<String> ddl) {
    return ddl.stream().filter(sql -> sql.startsWith("create table")).findFirst().orElseThrow();
  }

  @Test
  void isInTheDdlAndApartFromIt() {
    EntityModel model = project().read();

    assertThat(table(model.ddl()))
        .contains(
            "city varchar(255) not null",
            "street varchar(255) not null",
            "name varchar(255) not null",
            "town varchar(80)",
            "zip varchar(40)",
            "(stars>=1)",
            "(stars<=9)",
            "(rank<=5)",
            "credit numeric(10,2)",
            "agent_id bigint not null");
    assertThat(table(model.plainDdl()))
        .isEqualTo(
            "create table Customer (id bigint not null, name varchar(255), city varchar(255),"
                + " credit numeric(38,2), rank integer, stars integer not null, street varchar(255),"
                + " town varchar(255), zip varchar(255), agent_id bigint, primary key (id))");
    assertThat(model.warnings()).isEmpty();
  }

  @Test
  void isLeftOutWhereTheProjectSaysSo() {
    List<String> without = project().read().plainDdl();

    for (String mode : List.of("none", "CALLBACK")) {
      EntityModel model = project().property("jakarta.persistence.validation.mode", mode).read();
      assertThat(model.ddl()).as(mode).isEqualTo(without);
    }
    assertThat(project().property("hibernate.validator.apply_to_ddl", "false").read().ddl())
        .isEqualTo(without);
    assertThat(
            project()
                .resource(
                    "META-INF/persistence.xml",
                    """
                    <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
                      <persistence-unit name="shop">
                        <validation-mode>NONE</validation-mode>
                      </persistence-unit>
                    </persistence>
                    """)
                .read()
                .ddl())
        .isEqualTo(without);
  }

  @Test
  void aValidatorThatDoesNotStartIsNamedInOneLine() {
    List<String> without = project().read().plainDdl();

    EntityModel model = project().libraries(EntityProject.jars("(?!hibernate-validator).*")).read();

    assertThat(model.ddl()).isEqualTo(without);
    assertThat(model.warnings())
        .singleElement()
        .asString()
        .startsWith("The schema lacks what Bean Validation adds to columns")
        .contains("no Jakarta Bean Validation provider");
  }

  /** A container's factory is of a class that nobody else may see. */
  @Test
  void theFactoryNeedNotBeOfAPublicClass() {
    EntityModel model =
        project()
            .source(
                """
                public class Wrapping extends org.hibernate.validator.HibernateValidator {
                  interface Hidden {}
                  public jakarta.validation.ValidatorFactory buildValidatorFactory(
                      jakarta.validation.spi.ConfigurationState state) {
                    Object factory = super.buildValidatorFactory(state);
                    return (jakarta.validation.ValidatorFactory)
                        java.lang.reflect.Proxy.newProxyInstance(
                            Wrapping.class.getClassLoader(),
                            new Class<?>[] {jakarta.validation.ValidatorFactory.class, Hidden.class},
                            (proxy, method, arguments) -> method.invoke(factory, arguments));
                  }
                }
                """)
            .resource(
                "META-INF/services/jakarta.validation.spi.ValidationProvider", "shop.Wrapping")
            .read();

    assertThat(model.warnings()).isEmpty();
    assertThat(table(model.ddl())).contains("town varchar(80)");
  }

  @Test
  void aProjectWithoutTheApiHearsNothing() {
    EntityModel model =
        project()
            .libraries(EntityProject.jars("(?!hibernate-validator|jakarta.validation).*"))
            .read();

    assertThat(model.ddl()).isEqualTo(model.plainDdl());
    assertThat(model.warnings()).isEmpty();
  }

  /** The container of a web application brings the expression language. */
  @Test
  void theExpressionLanguageIsNotNeeded() {
    EntityModel model =
        project().libraries(EntityProject.jars("(?!expressly|jakarta.el).*")).read();

    assertThat(table(model.ddl())).contains("town varchar(80)");
    assertThat(model.warnings()).isEmpty();
  }
}

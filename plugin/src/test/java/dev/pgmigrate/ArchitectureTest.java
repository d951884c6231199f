package dev.pgmigrate;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.pgmigrate.report.PlanReport;
import dev.pgmigrate.sql.Statement;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** Holds the layers: data flows one way, and the pure packages stay pure. */
@AnalyzeClasses(packages = "dev.pgmigrate", importOptions = ArchitectureTest.WithoutTests.class)
class ArchitectureTest {
  /** The product alone, wherever a build puts the classes of the tests: they are where this is. */
  static final class WithoutTests implements ImportOption {
    private static final String TESTS =
        ArchitectureTest.class.getProtectionDomain().getCodeSource().getLocation().getPath();

    @Override
    public boolean includes(Location location) {
      return !location.contains(TESTS);
    }
  }

  @ArchTest static final ArchRule schema = only("schema");
  @ArchTest static final ArchRule sql = only("sql");
  @ArchTest static final ArchRule change = only("change", "schema", "sql");
  @ArchTest static final ArchRule diff = only("diff", "schema", "sql", "change");
  @ArchTest static final ArchRule plan = only("plan", "change", "schema", "sql");
  @ArchTest static final ArchRule revision = only("revision", "sql", "plan", "schema", "thread");
  @ArchTest static final ArchRule catalog = only("catalog", "jdbc", "schema", "sql");
  @ArchTest static final ArchRule rows = only("rows", "jdbc", "schema", "sql");
  @ArchTest static final ArchRule artifact = only("artifact");
  @ArchTest static final ArchRule thread = only("thread");
  @ArchTest static final ArchRule git = only("git", "thread");
  @ArchTest static final ArchRule fingerprint = only("fingerprint", "thread");
  @ArchTest static final ArchRule bridge = only("entity.bridge");
  @ArchTest static final ArchRule entity = only("entity", "schema", "sql", "artifact", "config");
  @ArchTest static final ArchRule jdbc = only("jdbc", "sql");
  @ArchTest static final ArchRule config = only("config", "jdbc");
  @ArchTest static final ArchRule run = only("run", "jdbc", "revision", "plan", "sql");

  @ArchTest
  static final ArchRule history = only("history", "run", "jdbc", "revision", "plan", "sql");

  @ArchTest
  static final ArchRule shadow =
      only(
          "shadow",
          "jdbc",
          "run",
          "catalog",
          "revision",
          "plan",
          "diff",
          "change",
          "schema",
          "sql",
          "artifact");

  @ArchTest static final ArchRule lint = only("lint", "revision", "plan", "schema", "sql");

  @ArchTest
  static final ArchRule verify = only("verify", "lint", "revision", "plan", "schema", "sql");

  @ArchTest
  static final ArchRule rules = only("lint.rules", "lint", "revision", "plan", "schema", "sql");

  @ArchTest
  static final ArchRule watch =
      only("watch", "lint", "shadow", "run", "jdbc", "revision", "plan", "schema", "sql");

  @ArchTest
  static final ArchRule role =
      only("role", "shadow", "run", "jdbc", "revision", "plan", "schema", "sql");

  @ArchTest
  static final ArchRule command =
      noClasses()
          .that()
          .resideInAPackage("dev.pgmigrate.command..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.pgmigrate.report..", "dev.pgmigrate.maven..");

  @ArchTest
  static final ArchRule output =
      only(
          "output",
          "page",
          "command",
          "verify",
          "lint",
          "lint.rules",
          "revision",
          "plan",
          "schema",
          "sql");

  @ArchTest
  static final ArchRule page =
      only("page", "command", "verify", "lint", "revision", "plan", "schema", "sql");

  @ArchTest
  static final ArchRule report =
      only(
          "report",
          "output",
          "page",
          "command",
          "schema",
          "sql",
          "change",
          "diff",
          "plan",
          "revision",
          "catalog",
          "config",
          "jdbc",
          "lint",
          "verify",
          "run");

  @ArchTest
  static final ArchRule pure =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.pgmigrate.schema",
              "dev.pgmigrate.sql",
              "dev.pgmigrate.change",
              "dev.pgmigrate.diff",
              "dev.pgmigrate.lint",
              "dev.pgmigrate.lint.rules",
              "dev.pgmigrate.plan",
              "dev.pgmigrate.verify")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql", "java.io", "java.util.logging", "java.net")
          .orShould()
          .dependOnClassesThat(
              // A Path is a value; what reads and writes files is not.
              resideInAPackage("java.nio.file").and(not(assignableTo(Path.class))))
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.time.Clock")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Random")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyMavenKnowsMaven =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.pgmigrate.maven..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.maven..", "org.eclipse.aether..", "org.codehaus..");

  @ArchTest
  static final ArchRule nothingProcessWide =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.sql.DriverManager")
          .orShould()
          .callMethod(System.class, "setProperty", String.class, String.class)
          .orShould()
          .callMethod(System.class, "setOut", java.io.PrintStream.class);

  /** What is printed has no passwords; the plan as SQL is there to be executed. */
  @ArchTest
  static final ArchRule printedSqlHasNoPasswords =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.pgmigrate.report..", "dev.pgmigrate.output..", "dev.pgmigrate.page..")
          .should()
          .accessTargetWhere(
              new DescribedPredicate<JavaAccess<?>>("it is Statement.sql()") {
                @Override
                public boolean test(JavaAccess<?> access) {
                  return access
                          .getTarget()
                          .getFullName()
                          .equals(Statement.class.getName() + ".sql()")
                      && !access
                          .getOrigin()
                          .getFullName()
                          .startsWith(PlanReport.class.getName() + ".sql(");
                }
              });

  /** A package may use itself, these packages of ours, and anything that is not ours. */
  private static ArchRule only(String name, String... allowed) {
    String[] packages =
        Stream.concat(Stream.of(name), Arrays.stream(allowed))
            .map(p -> "dev.pgmigrate." + p)
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage("dev.pgmigrate." + name)
        .should()
        .onlyDependOnClassesThat(
            com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(packages)
                .or(
                    com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage(
                        "dev.pgmigrate.."))
                .as("reside in " + name + " or what it may import"))
        .allowEmptyShould(true);
  }
}

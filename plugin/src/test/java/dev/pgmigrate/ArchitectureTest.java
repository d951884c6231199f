package dev.pgmigrate;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.pgmigrate.report.PlanReport;
import dev.pgmigrate.sql.Statement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds the layers: data flows one way, and the pure packages stay pure. */
@AnalyzeClasses(packages = "dev.pgmigrate", importOptions = ArchitectureTest.WithoutTests.class)
class ArchitectureTest {
  /**
   * Each package and what it may import besides the root package, lowest first. A package imports
   * only what stands above it in this table, so there is no circle.
   */
  private static final String LAYERS =
      """
      artifact     |
      graph        |
      thread       |
      git          | thread
      fingerprint  | thread
      entity.bridge|
      sql          |
      schema       | sql
      ddl          | schema sql
      change       | ddl schema sql
      diff         | change ddl schema sql
      intent       | diff change ddl schema sql
      plan         | change ddl schema sql graph
      revision     | plan thread schema sql graph
      expand       | intent diff revision plan change ddl schema sql
      jdbc         | sql
      config       | jdbc
      entity       | config artifact schema sql
      catalog      | jdbc schema sql
      rows         | jdbc schema sql
      journal      | revision plan
      run          | journal revision plan jdbc sql
      history      | run journal revision plan jdbc sql
      shadow       | run catalog revision plan diff change ddl jdbc artifact schema sql
      lint         | revision plan schema sql
      lint.rules   | lint revision plan schema sql
      verify       | lint revision plan schema sql
      watch        | lint shadow run revision plan jdbc schema sql
      role         | shadow run revision plan jdbc schema sql
      project      | shadow history run journal revision intent diff plan change ddl entity config catalog jdbc git thread artifact schema sql graph
      kept         | project shadow history config catalog fingerprint jdbc sql
      drift        | kept project shadow journal revision intent diff plan change config catalog fingerprint jdbc thread artifact schema sql
      draft        | project expand intent revision plan change ddl entity config jdbc schema sql
      proof        | drift project verify lint.rules lint watch role rows shadow run journal revision intent diff plan change catalog jdbc schema sql
      command      | proof draft drift kept project expand verify lint watch shadow history run journal revision intent diff plan change ddl entity config catalog fingerprint jdbc thread artifact schema sql
      page         | project verify lint revision plan schema sql
      output       | page project verify lint.rules lint revision plan schema sql
      report       | command draft drift project output page verify lint run journal revision intent plan change config catalog jdbc schema sql
      maven        | report output page command proof draft project verify lint.rules lint history run journal revision intent plan change entity shadow config catalog fingerprint jdbc thread artifact schema sql
      """;

  private static final Map<String, List<String>> ALLOWED = new LinkedHashMap<>();

  static {
    LAYERS
        .lines()
        .map(line -> line.split("\\|", -1))
        .forEach(line -> ALLOWED.put(line[0].strip(), List.of(line[1].strip().split("\\s+"))));
  }

  /** What neither reads nor writes anything outside, and knows no clock and no chance. */
  private static final List<String> PURE =
      List.of(
          "schema",
          "sql",
          "ddl",
          "change",
          "diff",
          "intent",
          "expand",
          "plan",
          "lint",
          "lint.rules",
          "verify");

  /** The product alone, wherever a build puts the classes of the tests: they are where this is. */
  static final class WithoutTests implements ImportOption {
    private static final String TESTS =
        ArchitectureTest.class.getProtectionDomain().getCodeSource().getLocation().getPath();

    @Override
    public boolean includes(Location location) {
      return !location.contains(TESTS);
    }
  }

  @ArchTest
  static void eachPackageImportsWhatTheTableAllows(JavaClasses classes) {
    ALLOWED.forEach((name, allowed) -> only(name, allowed).check(classes));
  }

  @ArchTest
  static void theTableHasEachPackageAndNoCircle(JavaClasses classes) {
    assertThat(classes.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Stream.of("dev.pgmigrate"),
                    ALLOWED.keySet().stream().map(name -> "dev.pgmigrate." + name))
                .toList());
    List<String> above = new ArrayList<>(List.of(""));
    ALLOWED.forEach(
        (name, allowed) -> {
          assertThat(above).as("the packages above " + name).containsAll(allowed);
          above.add(name);
        });
  }

  @ArchTest
  static final ArchRule pure =
      noClasses()
          .that()
          .resideInAnyPackage(ours(PURE.stream()))
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
          .haveFullyQualifiedName("java.util.Random");

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

  /** Who has to act, the user or whoever runs the servers, decides how a goal fails. */
  @ArchTest
  static final ArchRule eachExceptionSaysWhoActs =
      classes()
          .that()
          .areAssignableTo(RuntimeException.class)
          .should()
          .beAssignableTo(MigrationException.class)
          .orShould()
          .beAssignableTo(EnvironmentException.class);

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
  private static ArchRule only(String name, List<String> allowed) {
    return classes()
        .that()
        .resideInAPackage("dev.pgmigrate." + name)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(ours(Stream.concat(Stream.of(name), allowed.stream())))
                .or(resideInAPackage("dev.pgmigrate"))
                .or(resideOutsideOfPackage("dev.pgmigrate.."))
                .as("reside in " + name + " or what it may import"))
        .allowEmptyShould(true);
  }

  private static String[] ours(Stream<String> names) {
    return names
        .filter(name -> !name.isEmpty())
        .map(name -> "dev.pgmigrate." + name)
        .toArray(String[]::new);
  }
}

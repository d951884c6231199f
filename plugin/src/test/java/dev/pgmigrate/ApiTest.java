package dev.pgmigrate;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * What a library's user meets is marked with {@link API}, on the type, on the one around it or on
 * its package; whatever else is public may change at any time.
 */
@AnalyzeClasses(packages = "dev.pgmigrate", importOptions = ArchitectureTest.WithoutTests.class)
class ApiTest {
  @ArchTest
  static void signaturesOfTheApiUseOnlyTypesOfTheApi(JavaClasses classes) {
    List<String> unmarked = new ArrayList<>();
    classes.stream()
        .filter(ApiTest::isApi)
        .forEach(
            type ->
                type.getCodeUnits().stream()
                    .filter(ApiTest::isOffered)
                    .forEach(
                        unit ->
                            used(unit)
                                .filter(used -> !isApi(used))
                                .forEach(
                                    used ->
                                        unmarked.add(
                                            unit.getFullName() + " uses " + used.getName()))));
    assertThat(unmarked).as("types of signatures without @API").isEmpty();
  }

  /** Otherwise the rule above would hold of nothing. */
  @ArchTest
  static void commandsAndWhatTheyTakeAreTheApi(JavaClasses classes) {
    for (String type : List.of("command.UpgradeCommand", "command.VerifyCommand$Input")) {
      assertThat(isApi(classes.get("dev.pgmigrate." + type))).as(type).isTrue();
    }
    for (String type : List.of("project.Project", "verify.Verdict", "schema.Table")) {
      assertThat(isApi(classes.get("dev.pgmigrate." + type))).as(type).isTrue();
    }
    assertThat(isApi(classes.get("dev.pgmigrate.command.KeptRevision"))).isFalse();
    assertThat(isApi(classes.get("dev.pgmigrate.run.Executor"))).isFalse();
  }

  private static boolean isOffered(JavaCodeUnit unit) {
    return unit.getModifiers().contains(JavaModifier.PUBLIC)
        && !unit.getModifiers().contains(JavaModifier.SYNTHETIC)
        && status(unit).filter(API.Status.INTERNAL::equals).isEmpty();
  }

  /** The product's own types in a signature. */
  private static Stream<JavaClass> used(JavaCodeUnit unit) {
    List<JavaType> types = new ArrayList<>(unit.getParameterTypes());
    if (unit instanceof JavaMethod method) {
      types.add(method.getReturnType());
    }
    return types.stream()
        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
        .map(JavaClass::getBaseComponentType)
        .filter(type -> type.getPackageName().startsWith("dev.pgmigrate"))
        .distinct();
  }

  private static boolean isApi(JavaClass type) {
    if (!type.getModifiers().contains(JavaModifier.PUBLIC)) {
      return false;
    }
    Optional<API.Status> own = status(type);
    if (own.isPresent()) {
      return own.get() != API.Status.INTERNAL;
    }
    return type.getEnclosingClass()
        .map(ApiTest::isApi)
        .orElseGet(() -> type.getPackage().isAnnotatedWith(API.class));
  }

  private static Optional<API.Status> status(CanBeAnnotated element) {
    return element instanceof JavaClass type
        ? type.tryGetAnnotationOfType(API.class).map(API::status)
        : element instanceof JavaCodeUnit unit
            ? unit.tryGetAnnotationOfType(API.class).map(API::status)
            : Optional.empty();
  }
}

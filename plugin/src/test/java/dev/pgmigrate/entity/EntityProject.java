package dev.pgmigrate.entity;

import dev.pgmigrate.artifact.ArtifactNotFoundException;
import dev.pgmigrate.artifact.ArtifactSource;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** A project of a few entities, compiled when a test asks for it. */
public final class EntityProject {
  private static final Pattern TYPE =
      Pattern.compile("(?:class|enum|record|interface|@interface) (\\w+)");
  private static final String IMPORTS =
      "import jakarta.persistence.*; import java.util.*; import java.time.*; import java.math.*;"
          + " import org.hibernate.annotations.*; import org.hibernate.type.SqlTypes;"
          + " import jakarta.persistence.Table; import jakarta.persistence.Index;"
          + " import jakarta.persistence.Id; import jakarta.persistence.Version;"
          + " import org.hibernate.annotations.Check;"
          + " import jakarta.persistence.Entity; import jakarta.persistence.ForeignKey;"
          + " import jakarta.persistence.NamedQuery;\n";

  /** What the build and the tests have for themselves; every class would be looked for in it. */
  private static final Pattern OF_THE_BUILD =
      Pattern.compile(
          "/(org/apache/maven|org/codehaus|org/eclipse/sisu|com/google|org/testcontainers"
              + "|com/github|net/java|io/zonky|org/junit|com/tngtech|org/assertj|org/mockito)/");

  private static final List<Path> JARS =
      Pattern.compile(File.pathSeparator, Pattern.LITERAL)
          .splitAsStream(System.getProperty("java.class.path"))
          .filter(name -> name.endsWith(".jar"))
          .filter(name -> !OF_THE_BUILD.matcher(name.replace('\\', '/')).find())
          .map(Path::of)
          // Most classes are Hibernate's.
          .sorted(
              Comparator.comparing(jar -> !jar.getFileName().toString().startsWith("hibernate")))
          .toList();

  /** One for all: it has read what the jars hold. */
  private static final StandardJavaFileManager FILES =
      ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);

  private final Path folder;
  private final Map<String, String> properties = new HashMap<>();
  private final List<Path> sources = new ArrayList<>();
  private List<Path> libraries = jars(".*");
  private @Nullable String unit;
  private boolean strictValidation;

  public EntityProject(Path folder) {
    this.folder = folder;
  }

  /** Adds a source file of the package {@code shop}; the imports come by themselves. */
  public EntityProject source(String code) {
    Matcher matcher = TYPE.matcher(code);
    if (!matcher.find()) {
      throw new IllegalArgumentException(code);
    }
    return source("shop/" + matcher.group(1) + ".java", "package shop;\n" + IMPORTS + code);
  }

  public EntityProject source(String file, String code) {
    sources.add(write(folder.resolve("src").resolve(file), code));
    return this;
  }

  public EntityProject resource(String file, String content) {
    write(classes().resolve(file), content);
    return this;
  }

  public EntityProject property(String name, String value) {
    properties.put(name, value);
    return this;
  }

  EntityProject unit(String name) {
    unit = name;
    return this;
  }

  /** Existing columns get what Bean Validation says. */
  public EntityProject strictValidation() {
    strictValidation = true;
    return this;
  }

  /** What stands on the class path behind the classes; at first all jars of the test. */
  public EntityProject libraries(List<Path> jars) {
    libraries = jars;
    return this;
  }

  public Path classes() {
    return folder.resolve("classes");
  }

  public EntityInput input() {
    compile();
    List<Path> classPath = new ArrayList<>(List.of(classes()));
    classPath.addAll(libraries);
    return new EntityInput(classPath, List.of(classes()), properties, unit, 17, strictValidation);
  }

  EntityModel read() {
    return new EntityReader(new FromTestClassPath()).read(input());
  }

  private void compile() {
    try {
      Files.createDirectories(classes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (sources.isEmpty()) {
      return;
    }
    StringWriter problems = new StringWriter();
    synchronized (FILES) {
      try {
        FILES.setLocationFromPaths(StandardLocation.CLASS_PATH, JARS);
        FILES.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      boolean compiled =
          ToolProvider.getSystemJavaCompiler()
              .getTask(
                  problems,
                  FILES,
                  null,
                  List.of("-proc:none"),
                  null,
                  FILES.getJavaFileObjectsFromPaths(sources))
              .call();
      if (!compiled) {
        throw new IllegalArgumentException(problems.toString());
      }
    }
    sources.clear();
  }

  /** Hibernate and what it needs, and other jars that projects have beside it. */
  public static List<Path> jars(String name) {
    return JARS.stream().filter(jar -> jar.getFileName().toString().matches(name)).toList();
  }

  private static Path write(Path file, String content) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Serves what the test itself was started with. */
  public static final class FromTestClassPath implements ArtifactSource {
    final List<String> asked = new ArrayList<>();

    @Override
    public Path file(String coordinates) {
      asked.add(coordinates);
      String artifact = coordinates.split(":", -1)[1];
      return jars(Pattern.quote(artifact) + "-[\\d.]+.*\\.jar").stream()
          .findFirst()
          .orElseThrow(
              () ->
                  new ArtifactNotFoundException(
                      coordinates, "Try again.", new IOException("no jar")));
    }

    @Override
    public List<Path> classPath(String coordinates) {
      asked.add(coordinates);
      return jars(".*");
    }
  }
}

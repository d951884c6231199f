package dev.pgmigrate.entity;

import dev.pgmigrate.artifact.ArtifactSource;
import dev.pgmigrate.config.ApplicationSettings;
import dev.pgmigrate.config.HibernateSettings;
import dev.pgmigrate.config.PersistenceUnit;
import dev.pgmigrate.entity.ManagedClass.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a project's entities with the project's own provider, without any database. */
public final class EntityReader {
  private static final String WITHOUT_PROVIDER =
      "The class path has no provider of Jakarta Persistence: the schema is the one that "
          + Provider.HIBERNATE.artifact()
          + " makes from the entities. If the application runs with another provider,"
          + " add that as a dependency.";
  private static final Pattern MAJOR_MINOR = Pattern.compile("(\\d+)\\.(\\d+).*");

  /** What Hibernate cannot start without, and projects for a Jakarta EE server leave out. */
  private static final Map<String, String> NEEDED =
      Map.of(
          "jakarta/transaction/UserTransaction.class",
          "jakarta.transaction:jakarta.transaction-api:2.0.1",
          "jakarta/persistence/Entity.class",
          "jakarta.persistence:jakarta.persistence-api:3.1.0",
          "org/jboss/logging/Logger.class",
          "org.jboss.logging:jboss-logging:3.6.1.Final");

  private final ArtifactSource artifacts;
  private final Function<List<Path>, IsolatedLoader> loaders;

  /**
   * @param artifacts where a Hibernate comes from when the project has none, and the API jars that
   *     its class path lacks
   */
  public EntityReader(ArtifactSource artifacts) {
    this(artifacts, IsolatedLoader::new);
  }

  EntityReader(ArtifactSource artifacts, Function<List<Path>, IsolatedLoader> loaders) {
    this.artifacts = artifacts;
    this.loaders = loaders;
  }

  /**
   * The model of the scanned places; empty when they hold no entity.
   *
   * @throws EntityModelException when Hibernate rejects the entities, or their configuration is
   *     wrong
   * @throws dev.pgmigrate.artifact.ArtifactNotFoundException when a missing jar cannot be had
   */
  public EntityModel read(EntityInput input) {
    ApplicationSettings application = ApplicationSettings.read(input.settings());
    PersistenceUnit unit = unit(input, application);
    Scan scan = ClassScanner.scan(places(input, unit));
    try (IsolatedLoader loader = loaders.apply(input.classPath())) {
      HibernateSettings framework =
          HibernateSettings.of(application, loader::has, input.persistenceUnit());
      List<String> classes = classes(scan, unit, framework.packages());
      List<String> mappingFiles = mappingFiles(scan, unit, framework);
      if (!holdsEntities(scan, classes) && mappingFiles.isEmpty()) {
        refuseJavax(scan);
        return EntityModel.none(scan.warnings());
      }
      Provider provider = Provider.of(unit, loader);
      boolean own = provider.isOn(loader);
      complete(loader, provider);
      Map<String, Object> output =
          call(
              loader,
              provider,
              Map.of(
                  "root",
                  root(input).toUri().toString(),
                  "classes",
                  classes,
                  "packages",
                  scan.named(Kind.PACKAGE),
                  "mappingFiles",
                  mappingFiles,
                  "settings",
                  settings(input, unit, framework)));
      EntityModel model = new BridgeOutput(output, scan, framework.warnings()).model();
      return own ? model : model.withNote(WITHOUT_PROVIDER);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close the entities' class path", e);
    }
  }

  /** A mapping file may name classes of a dependency where the project itself has compiled none. */
  private static Path root(EntityInput input) {
    return Stream.concat(input.scanned().stream(), input.classPath().stream())
        .findFirst()
        .orElse(Path.of(""));
  }

  /** A unit of Quarkus or Micronaut has its name in their settings alone. */
  private static @Nullable PersistenceUnit unit(
      EntityInput input, ApplicationSettings application) {
    String name = input.persistenceUnit();
    boolean ofFramework = name != null && HibernateSettings.names(application, name);
    return PersistenceUnit.select(input.scanned(), ofFramework ? null : name);
  }

  private static List<Path> places(EntityInput input, @Nullable PersistenceUnit unit) {
    Set<Path> places = new LinkedHashSet<>(input.scanned());
    if (unit != null) {
      places.addAll(unit.jars());
    }
    return List.copyOf(places);
  }

  private static List<String> classes(
      Scan scan, @Nullable PersistenceUnit unit, List<String> packages) {
    Set<String> classes = new LinkedHashSet<>();
    for (ManagedClass managed : scan.managed()) {
      boolean excluded =
          unit != null && unit.excludeUnlisted() && managed.source().equals(unit.place());
      boolean elsewhere =
          managed.kind() == Kind.ENTITY
              && !packages.isEmpty()
              && packages.stream().noneMatch(p -> managed.name().startsWith(p + "."));
      if (!excluded && !elsewhere && managed.kind() != Kind.PACKAGE) {
        classes.add(managed.name());
      }
    }
    if (unit != null) {
      classes.addAll(unit.classes());
    }
    return List.copyOf(classes);
  }

  /** A class that only persistence.xml names may lie outside the scanned places. */
  private static boolean holdsEntities(Scan scan, List<String> classes) {
    Set<String> entities = Set.copyOf(scan.named(Kind.ENTITY));
    return classes.stream().anyMatch(c -> entities.contains(c) || !scan.sources().containsKey(c));
  }

  private static List<String> mappingFiles(
      Scan scan, @Nullable PersistenceUnit unit, HibernateSettings framework) {
    Set<String> files = new LinkedHashSet<>(scan.mappingFiles());
    if (unit != null) {
      files.addAll(unit.mappingFiles());
    }
    files.addAll(framework.mappingFiles());
    return List.copyOf(files);
  }

  private static void refuseJavax(Scan scan) {
    if (!scan.javaxEntities().isEmpty()) {
      String entity = scan.javaxEntities().get(0);
      throw new EntityModelException(
          entity + " is an entity of javax.persistence.",
          "Use Hibernate 6.2 or newer; its entities are of jakarta.persistence.",
          entity,
          null);
    }
  }

  /** Appends what the project's class path lacks; what it has is left as it is. */
  private void complete(IsolatedLoader loader, Provider provider) {
    if (!provider.isOn(loader)) {
      loader.append(artifacts.classPath(provider.artifact()));
    } else if (provider == Provider.HIBERNATE) {
      requireSupported(version(loader));
    } else {
      return;
    }
    NEEDED.forEach(
        (resource, coordinates) -> {
          if (!loader.has(resource)) {
            loader.append(List.of(artifacts.file(coordinates)));
          }
        });
  }

  private static String version(IsolatedLoader loader) {
    try {
      return (String)
          loader.loadClass("org.hibernate.Version").getMethod("getVersionString").invoke(null);
    } catch (ReflectiveOperationException e) {
      return "unknown";
    }
  }

  private static void requireSupported(String version) {
    Matcher matcher = MAJOR_MINOR.matcher(version);
    if (matcher.matches()) {
      int major = Integer.parseInt(matcher.group(1));
      int minor = Integer.parseInt(matcher.group(2));
      if (major < 6 || (major == 6 && minor < 2)) {
        throw new EntityModelException(
            "The class path has Hibernate " + version + "; 6.2 or newer is needed.", null);
      }
    }
  }

  /** The nearer to the command line, the stronger; hibernate.properties is read by Hibernate. */
  private static Map<String, String> settings(
      EntityInput input, @Nullable PersistenceUnit unit, HibernateSettings framework) {
    Map<String, String> settings = new LinkedHashMap<>();
    if (unit != null) {
      settings.putAll(unit.properties());
    }
    settings.putAll(framework.settings());
    settings.putAll(input.properties());
    settings.put(
        "jakarta.persistence.database-major-version", Integer.toString(input.postgresMajor()));
    settings.put("jakarta.persistence.database-minor-version", "0");
    return settings;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> call(
      IsolatedLoader loader, Provider provider, Map<String, Object> input) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Function<Map<String, Object>, Map<String, Object>> bridge =
          (Function<Map<String, Object>, Map<String, Object>>)
              loader.loadClass(provider.bridge()).getConstructor().newInstance();
      return bridge.apply(input);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The bridge into the entities' class path is broken", e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}

package dev.pgmigrate.entity;

import dev.pgmigrate.config.PersistenceUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose schema the entities have: each provider of Jakarta Persistence makes another one. */
enum Provider {
  HIBERNATE(
      "HibernateBridge",
      "org.hibernate.",
      "org/hibernate/boot/MetadataSources.class",
      "org.hibernate.orm:hibernate-core:6.6.41.Final"),
  ECLIPSELINK(
      "EclipseLinkBridge",
      "org.eclipse.persistence.",
      "org/eclipse/persistence/jpa/PersistenceProvider.class",
      "org.eclipse.persistence:org.eclipse.persistence.jpa:4.0.8");

  private static final List<String> OTHERS =
      List.of("OpenJPA org/apache/openjpa/", "DataNucleus org/datanucleus/");
  private static final List<String> THEIR_CLASSES =
      List.of(
          "persistence/PersistenceProviderImpl.class",
          "api/jakarta/JakartaPersistenceProvider.class",
          "api/jakarta/PersistenceProviderImpl.class");

  private final String bridge;
  private final String packages;
  private final String resource;
  private final String artifact;

  Provider(String bridge, String packages, String resource, String artifact) {
    this.bridge = bridge;
    this.packages = packages;
    this.resource = resource;
    this.artifact = artifact;
  }

  /** The class that asks it, inside the isolated loader. */
  String bridge() {
    return IsolatedLoader.BRIDGE_PACKAGE + bridge;
  }

  /** What is taken where the class path lacks it. */
  String artifact() {
    return artifact;
  }

  boolean isOn(IsolatedLoader loader) {
    return loader.has(resource);
  }

  /**
   * The one that the unit names, else the one on the class path, else Hibernate.
   *
   * @throws EntityModelException when it is one that nobody here can ask
   */
  static Provider of(@Nullable PersistenceUnit unit, IsolatedLoader loader) {
    String named = unit == null ? null : unit.provider();
    for (Provider provider : values()) {
      if (named == null ? provider.isOn(loader) : named.startsWith(provider.packages)) {
        return provider;
      }
    }
    if (named != null) {
      throw unsupported(named);
    }
    for (String other : OTHERS) {
      String[] nameAndPackage = other.split(" ", 2);
      if (THEIR_CLASSES.stream().anyMatch(type -> loader.has(nameAndPackage[1] + type))) {
        throw unsupported(nameAndPackage[0]);
      }
    }
    return HIBERNATE;
  }

  private static EntityModelException unsupported(String name) {
    return new EntityModelException(
        "The provider of Jakarta Persistence is "
            + name
            + ". It makes another schema from the entities than Hibernate and EclipseLink,"
            + " and only these two can be asked for theirs.",
        "Write the schema into SQL files (migrate.schemaDirectory), or use one of the two.");
  }
}

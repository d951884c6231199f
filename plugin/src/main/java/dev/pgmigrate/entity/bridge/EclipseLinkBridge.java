package dev.pgmigrate.entity.bridge;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceProvider;
import jakarta.persistence.spi.PersistenceUnitInfo;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets the project's EclipseLink write its own script, through the schema generation of Jakarta
 * Persistence, without a database. Input and output are those of {@link HibernateBridge}; {@code
 * root} is the URL of the classes.
 */
public final class EclipseLinkBridge implements Function<Map<String, Object>, Map<String, Object>> {
  private static final String PROVIDER = "org.eclipse.persistence.jpa.PersistenceProvider";
  private static final String GENERATION = "jakarta.persistence.schema-generation.";

  /** Settings that could open a connection, or direct the script somewhere else. */
  private static final List<String> NOT_OURS =
      List.of(
          "jakarta.persistence.jdbc.",
          "jakarta.persistence.schema-generation.",
          "jakarta.persistence.jtaDataSource",
          "jakarta.persistence.nonJtaDataSource",
          "jakarta.persistence.sql-load-script-source",
          "eclipselink.application-location",
          "eclipselink.cache.coordination",
          "eclipselink.connection-pool",
          "eclipselink.create-ddl",
          "eclipselink.ddl",
          "eclipselink.drop-ddl",
          "eclipselink.jdbc",
          "eclipselink.logging",
          "eclipselink.target-server");

  @Override
  public Map<String, Object> apply(Map<String, Object> input) {
    Map<String, Object> output = new HashMap<>();
    output.put("provider", "EclipseLink");
    output.put("defaultNamespace", "");
    output.put("warnings", List.of());
    ClassLoader loader = EclipseLinkBridge.class.getClassLoader();
    try {
      StringWriter script = new StringWriter();
      EntityManagerFactory factory = factory(input, settings(input, script), loader);
      try {
        // The session is deployed with this call, which writes the script.
        Object session = factory.getClass().getMethod("getServerSession").invoke(factory);
        DescribedTables tables = DescribedTables.of(session);
        output.put("tables", tables.entries());
        output.put("ddl", tables.withWideKeys(script.toString().lines().toList()));
      } finally {
        factory.close();
      }
    } catch (VirtualMachineError e) {
      throw e;
    } catch (InvocationTargetException e) {
      output.put("failure", Causes.of(e.getCause() == null ? e : e.getCause()));
    } catch (Throwable e) { // LinkageErrors of the project's classes, too
      output.put("failure", Causes.of(e));
    }
    return output;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> settings(Map<String, Object> input, StringWriter script) {
    Map<String, Object> settings = new HashMap<>();
    ((Map<String, String>) input.getOrDefault("settings", Map.of()))
        .forEach(
            (key, value) -> {
              boolean known = key.startsWith("eclipselink.") || key.startsWith("jakarta.");
              if (known && NOT_OURS.stream().noneMatch(key::startsWith)) {
                settings.put(key, value);
              }
            });
    settings.put(GENERATION + "database.action", "none");
    settings.put(GENERATION + "scripts.action", "create");
    settings.put(GENERATION + "scripts.create-target", script);
    settings.put("jakarta.persistence.database-product-name", "PostgreSQL");
    settings.put(GENERATION + "create-database-schemas", "true");
    settings.put("eclipselink.weaving", "false");
    settings.put("eclipselink.logging.level", "OFF");
    return settings;
  }

  /**
   * As {@code generateSchema} of the provider does it, which keeps the factory to itself: nothing
   * else opens a session that needs no connection.
   */
  private static EntityManagerFactory factory(
      Map<String, Object> input, Map<String, Object> settings, ClassLoader loader)
      throws ReflectiveOperationException {
    Class<?> type = Class.forName(PROVIDER, true, loader);
    PersistenceProvider provider = (PersistenceProvider) type.getConstructor().newInstance();
    Method create =
        type.getDeclaredMethod(
            "createContainerEntityManagerFactoryImpl",
            PersistenceUnitInfo.class,
            Map.class,
            boolean.class);
    create.setAccessible(true);
    return (EntityManagerFactory) create.invoke(provider, unit(input, loader), settings, false);
  }

  /** A proxy: the interface is another one in each version of Jakarta Persistence. */
  private static PersistenceUnitInfo unit(Map<String, Object> input, ClassLoader loader) {
    return (PersistenceUnitInfo)
        Proxy.newProxyInstance(
            loader,
            new Class<?>[] {PersistenceUnitInfo.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getPersistenceUnitName", "toString" -> "migrate";
                  case "getPersistenceProviderClassName" -> PROVIDER;
                  case "getManagedClassNames", "getAllManagedClassNames" -> classes(input);
                  case "getMappingFileNames" -> mappingFiles(input);
                  case "getJarFileUrls" -> List.of();
                  case "getPersistenceUnitRootUrl" -> root(input);
                  case "getProperties" -> new Properties();
                  case "getPersistenceXMLSchemaVersion" -> "3.0";
                  case "excludeUnlistedClasses" -> true;
                  case "getClassLoader", "getNewTempClassLoader" -> loader;
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "equals" -> proxy == arguments[0];
                  default -> constant(method.getReturnType());
                });
  }

  private static Object classes(Map<String, Object> input) {
    return input.getOrDefault("classes", List.of());
  }

  /** EclipseLink finds META-INF/orm.xml itself, and knows nothing of Hibernate's files. */
  private static Object mappingFiles(Map<String, Object> input) {
    return ((List<?>) input.getOrDefault("mappingFiles", List.of()))
        .stream()
            .map(String::valueOf)
            .filter(file -> !file.endsWith(".hbm.xml") && !file.equals("META-INF/orm.xml"))
            .toList();
  }

  private static URL root(Map<String, Object> input) throws MalformedURLException {
    return new URL(String.valueOf(input.get("root")));
  }

  private static @Nullable Object constant(Class<?> type) {
    Set<String> plain = Set.of("RESOURCE_LOCAL", "UNSPECIFIED", "NONE");
    List<Object> constants = new ArrayList<>();
    if (type.isEnum()) {
      constants.addAll(List.of(type.getEnumConstants()));
    }
    return constants.stream()
        .filter(constant -> plain.contains(constant.toString().toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElse(null);
  }
}

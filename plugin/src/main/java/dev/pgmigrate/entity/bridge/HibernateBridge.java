package dev.pgmigrate.entity.bridge;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistry;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.tool.schema.SourceType;
import org.hibernate.tool.schema.TargetType;
import org.hibernate.tool.schema.spi.ContributableMatcher;
import org.hibernate.tool.schema.spi.ExceptionHandler;
import org.hibernate.tool.schema.spi.ExecutionOptions;
import org.hibernate.tool.schema.spi.SchemaFilter;
import org.hibernate.tool.schema.spi.SchemaManagementTool;
import org.hibernate.tool.schema.spi.ScriptSourceInput;
import org.hibernate.tool.schema.spi.ScriptTargetOutput;
import org.hibernate.tool.schema.spi.SourceDescriptor;
import org.hibernate.tool.schema.spi.TargetDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Lets the project's Hibernate build its metadata and write the DDL for it, without a database.
 * Compiled against Hibernate 6.6; it may call only what is the same from 6.2 to 7.
 *
 * <p>Takes {@code classes}, {@code packages}, {@code mappingFiles} (lists of names) and {@code
 * settings} (a map). Gives {@code ddl}, {@code plainDdl} (without Bean Validation; absent where
 * that makes no difference), {@code validationProblem} (absent when there is none), {@code tables}
 * (see {@link MappedTables}), {@code numbered} (see {@link NumberedColumns}), {@code
 * defaultNamespace} and {@code warnings}, or, when it failed, {@code failure}: the causes from the
 * outermost to the root, each with {@code type}, {@code message} and {@code frames}. The throwables
 * themselves must stay in here.
 */
public final class HibernateBridge implements Function<Map<String, Object>, Map<String, Object>> {
  @Override
  public Map<String, Object> apply(Map<String, Object> input) {
    Map<String, Object> output = new HashMap<>();
    ClassLoader loader = HibernateBridge.class.getClassLoader();
    BootstrapServiceRegistry bootstrap =
        new BootstrapServiceRegistryBuilder().applyClassLoader(loader).build();
    try {
      StandardServiceRegistry registry = registry(bootstrap, settings(input));
      try {
        Metadata metadata = metadata(registry, input, loader);
        output.put("defaultNamespace", defaultNamespace(registry));
        output.put("tables", MappedTables.of(metadata));
        output.put("numbered", NumberedColumns.of(metadata, registry));
        BeanValidation validation = new BeanValidation(metadata, settings(registry), loader);
        validation.apply();
        output.put("ddl", ddl(registry, metadata));
        if (validation.changed()) {
          validation.restore();
          output.put("plainDdl", ddl(registry, metadata));
        }
        if (validation.problem() != null) {
          output.put("validationProblem", validation.problem());
        }
      } finally {
        StandardServiceRegistryBuilder.destroy(registry);
      }
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) { // LinkageErrors of the project's classes, too
      output.put("failure", Causes.of(e));
    } finally {
      BootstrapServiceRegistryBuilder.destroy(bootstrap);
    }
    output.put("warnings", CollectingLoggerProvider.warnings());
    return output;
  }

  private static StandardServiceRegistry registry(
      BootstrapServiceRegistry bootstrap, Map<String, String> settings) {
    // The builder has read hibernate.properties of the class path; ours come on top.
    StandardServiceRegistryBuilder builder = new StandardServiceRegistryBuilder(bootstrap);
    settings.forEach(builder::applySetting);
    Map<String, Object> all = builder.getSettings();
    all.keySet().removeIf(HibernateBridge::aboutConnections);
    Object dialect = all.get("hibernate.dialect");
    boolean custom = dialect != null && !dialect.toString().startsWith("org.hibernate.dialect.");
    if (!custom) {
      // Left out, Hibernate chooses by the product's name and version below.
      all.remove("hibernate.dialect");
    }
    all.put("jakarta.persistence.database-product-name", "PostgreSQL");
    all.put("hibernate.boot.allow_jdbc_metadata_access", "false");
    all.put("hibernate.temp.use_jdbc_metadata_defaults", "false");
    all.put("hibernate.hbm2ddl.create_namespaces", "true");
    // import.sql is data for a developer, not structure.
    all.put("hibernate.hbm2ddl.skip_default_import_file", "true");
    all.put("hibernate.hbm2ddl.import_files", "");
    all.put("hibernate.format_sql", "false");
    return builder.build();
  }

  /** Settings that could open a connection, look one up, or direct the DDL somewhere else. */
  private static boolean aboutConnections(String key) {
    return key.startsWith("hibernate.connection.")
        || key.startsWith("hibernate.hikari")
        || key.startsWith("hibernate.c3p0")
        || key.startsWith("hibernate.agroal")
        || key.startsWith("hibernate.multi_tenant")
        || key.startsWith("hibernate.hbm2ddl.")
        || key.startsWith("hibernate.jndi.")
        || key.startsWith("hibernate.transaction.")
        || key.startsWith("hibernate.cache.")
        || key.contains(".persistence.jdbc.")
        || key.contains(".persistence.schema-generation.")
        || key.contains(".persistence.sql-load-script-source")
        || key.endsWith(".persistence.validation.factory")
        || key.endsWith(".persistence.jtaDataSource")
        || key.endsWith(".persistence.nonJtaDataSource")
        || key.endsWith(".persistence.bean.manager");
  }

  private static Metadata metadata(
      StandardServiceRegistry registry, Map<String, Object> input, ClassLoader loader)
      throws ClassNotFoundException {
    MetadataSources sources = new MetadataSources(registry);
    for (String name : names(input, "classes")) {
      sources.addAnnotatedClass(Class.forName(name, false, loader));
    }
    names(input, "packages").forEach(sources::addPackage);
    names(input, "mappingFiles").forEach(sources::addResource);
    return sources.getMetadataBuilder(registry).build();
  }

  private static List<String> ddl(ServiceRegistry registry, Metadata metadata) {
    Map<String, Object> settings = new HashMap<>(settings(registry));
    List<String> statements = new ArrayList<>();
    registry
        .requireService(SchemaManagementTool.class)
        .getSchemaCreator(settings)
        .doCreation(
            metadata,
            new Options(settings),
            ContributableMatcher.ALL,
            new FromMetadata(),
            new ToList(statements));
    return statements;
  }

  private static Map<String, Object> settings(ServiceRegistry registry) {
    return registry.requireService(ConfigurationService.class).getSettings();
  }

  private static String defaultNamespace(ServiceRegistry registry) {
    Object namespace = settings(registry).get("hibernate.default_schema");
    return namespace == null ? "" : namespace.toString();
  }

  @SuppressWarnings("unchecked")
  private static List<String> names(Map<String, Object> input, String key) {
    return (List<String>) input.getOrDefault(key, List.of());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> settings(Map<String, Object> input) {
    return (Map<String, String>) input.getOrDefault("settings", Map.of());
  }

  private record Options(Map<String, Object> settings) implements ExecutionOptions {
    @Override
    public Map<String, Object> getConfigurationValues() {
      return settings;
    }

    @Override
    public boolean shouldManageNamespaces() {
      return true;
    }

    @Override
    @SuppressWarnings("removal") // 6.2 has no default for it
    public SchemaFilter getSchemaFilter() {
      return SchemaFilter.ALL;
    }

    @Override
    public ExceptionHandler getExceptionHandler() {
      return e -> {
        throw e;
      };
    }
  }

  private static final class FromMetadata implements SourceDescriptor {
    @Override
    public SourceType getSourceType() {
      return SourceType.METADATA;
    }

    @Override
    public @Nullable ScriptSourceInput getScriptSourceInput() {
      return null;
    }
  }

  private record ToList(List<String> statements) implements TargetDescriptor, ScriptTargetOutput {
    @Override
    public EnumSet<TargetType> getTargetTypes() {
      return EnumSet.of(TargetType.SCRIPT);
    }

    @Override
    public ScriptTargetOutput getScriptTargetOutput() {
      return this;
    }

    @Override
    public void prepare() {}

    @Override
    public void accept(String command) {
      String sql = command.strip();
      statements.add(sql.endsWith(";") ? sql.substring(0, sql.length() - 1) : sql);
    }

    @Override
    public void release() {}
  }
}

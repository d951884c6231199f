package dev.pgmigrate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;

/** What Hibernate alone does with the same entities, in a process of its own. */
final class HibernatePeer {
  private HibernatePeer() {}

  /**
   * Builds the metadata, and validates the tables where a URL is given.
   *
   * @param arguments the folder with the classes of the package {@code acme}, then perhaps the URL
   */
  public static void main(String[] arguments) throws IOException {
    Map<String, Object> settings = new HashMap<>();
    settings.put("hibernate.dialect", "org.hibernate.dialect.PostgreSQLDialect");
    boolean validate = arguments.length > 1;
    if (validate) {
      settings.put("jakarta.persistence.jdbc.url", arguments[1]);
      settings.put("hibernate.hbm2ddl.auto", "validate");
    } else {
      settings.put("hibernate.boot.allow_jdbc_metadata_access", "false");
    }
    StandardServiceRegistry registry =
        new StandardServiceRegistryBuilder().applySettings(settings).build();
    try {
      MetadataSources sources = new MetadataSources(registry);
      entities(Path.of(arguments[0])).forEach(sources::addAnnotatedClassName);
      Metadata metadata = sources.buildMetadata();
      if (validate) {
        metadata.buildSessionFactory().close();
      }
      System.out.println(metadata.getEntityBindings().size());
    } finally {
      StandardServiceRegistryBuilder.destroy(registry);
    }
  }

  private static List<String> entities(Path classes) throws IOException {
    try (Stream<Path> files = Files.list(classes.resolve("acme"))) {
      return files
          .map(file -> "acme." + file.getFileName().toString().replace(".class", ""))
          .sorted()
          .toList();
    }
  }
}

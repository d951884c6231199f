package dev.pgmigrate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A Maven project that is written for the bench. */
final class GeneratedProject {
  private static final String POM =
      """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <groupId>dev.pgmigrate.bench</groupId>
        <artifactId>%1$s</artifactId>
        <version>1</version>
        <properties>
          <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
          <maven.compiler.release>17</maven.compiler.release>
        </properties>
        %4$s
        <dependencies>
          <dependency>
            <groupId>org.hibernate.orm</groupId>
            <artifactId>hibernate-core</artifactId>
            <version>%2$s</version>
          </dependency>
        </dependencies>
        <build>
          <plugins>
            <plugin>
              <artifactId>maven-compiler-plugin</artifactId>
              <version>3.14.1</version>
            </plugin>
            <plugin>
              <artifactId>maven-resources-plugin</artifactId>
              <version>3.3.1</version>
            </plugin>
            <plugin>
              <groupId>dev.pgmigrate</groupId>
              <artifactId>migrate-maven-plugin</artifactId>
              <version>%3$s</version>
            </plugin>
          </plugins>
        </build>
      </project>
      """;

  private static final String REPOSITORIES =
      """
      <repositories>
          <repository>
            <id>outer</id>
            <url>%1$s</url>
            <releases><checksumPolicy>ignore</checksumPolicy></releases>
          </repository>
        </repositories>
        <pluginRepositories>
          <pluginRepository>
            <id>outer</id>
            <url>%1$s</url>
            <releases><checksumPolicy>ignore</checksumPolicy></releases>
          </pluginRepository>
        </pluginRepositories>""";

  private static final String FLYWAY =
      """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <groupId>dev.pgmigrate.bench</groupId>
        <artifactId>flyway</artifactId>
        <version>1</version>
        %3$s
        <build>
          <plugins>
            <plugin>
              <groupId>org.flywaydb</groupId>
              <artifactId>flyway-maven-plugin</artifactId>
              <version>%1$s</version>
              <configuration>
                <locations>
                  <location>filesystem:${project.basedir}/sql</location>
                </locations>
              </configuration>
              <dependencies>
                <dependency>
                  <groupId>org.flywaydb</groupId>
                  <artifactId>flyway-database-postgresql</artifactId>
                  <version>%1$s</version>
                </dependency>
                <dependency>
                  <groupId>org.postgresql</groupId>
                  <artifactId>postgresql</artifactId>
                  <version>%2$s</version>
                </dependency>
              </dependencies>
            </plugin>
          </plugins>
        </build>
      </project>
      """;

  private static final String ENTITY =
      """
      package acme;

      import jakarta.persistence.*;

      @Entity
      @Table(
          name = "e%1$d",
          indexes = {
            @Index(name = "e%1$d_name", columnList = "name"),
            @Index(name = "e%1$d_c2_c3", columnList = "c2, c3")
          })
      public class E%1$d {
        @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id;
        @Column(nullable = false, length = 80) String name;
        Integer c1;
        @Column(nullable = false) long c2;
        java.time.Instant c3;
        java.math.BigDecimal c4;
        boolean c5;
        String c6;
        java.time.LocalDate c7;
        @ManyToOne(fetch = FetchType.LAZY) @JoinColumn(name = "parent_id") E%2$d parent;
        %3$s
      }
      """;

  private static final String REVISION =
      """
      -- table %2$d
      --
      -- revision: %1$s
      -- parent:   %3$s
      -- created:  2026-11-22T10:00:00Z

      -- migrate:up
      CREATE TABLE %4$s (id bigint PRIMARY KEY);

      -- migrate:down
      DROP TABLE %4$s;
      """;

  private final Path folder;

  private GeneratedProject(Path folder) {
    this.folder = folder;
  }

  /** Entities of ten columns, one foreign key and two indexes. */
  static GeneratedProject entities(Path root, int count) throws IOException {
    GeneratedProject project = of(root.resolve("e" + count));
    for (int i = 0; i < count; i++) {
      project.write("src/main/java/acme/E" + i + ".java", entity(i, ""));
    }
    return project;
  }

  /** Revisions of one statement. */
  static GeneratedProject revisions(Path root, int count) throws IOException {
    GeneratedProject project = of(root.resolve("r" + count));
    for (int i = 1; i <= count; i++) {
      project.revision(i, "t" + i);
    }
    return project;
  }

  /** The same statements for Flyway. */
  static GeneratedProject flyway(Path root, int count) throws IOException {
    GeneratedProject project = new GeneratedProject(root.resolve("flyway" + count));
    project.write(
        "pom.xml",
        FLYWAY.formatted(
            System.getProperty("bench.flyway", "12.0.0"),
            System.getProperty("bench.postgresql", "42.7.14"),
            repositories()));
    for (int i = 1; i <= count; i++) {
      project.write("sql/V" + i + "__t.sql", "CREATE TABLE t" + i + " (id bigint PRIMARY KEY);\n");
    }
    return project;
  }

  private static GeneratedProject of(Path folder) throws IOException {
    GeneratedProject project = new GeneratedProject(folder);
    project.write(
        "pom.xml",
        POM.formatted(
            folder.getFileName(),
            System.getProperty("bench.hibernate", "6.6.41.Final"),
            System.getProperty("bench.version", "0.1.0-SNAPSHOT"),
            repositories()));
    return project;
  }

  /** What the build that runs the bench has resolved need not be downloaded again. */
  private static String repositories() {
    String outer = System.getProperty("bench.outer.repository");
    return outer == null ? "" : REPOSITORIES.formatted(Path.of(outer).toUri());
  }

  /** The source of an entity, with more members. */
  static String entity(int number, String more) {
    return ENTITY.formatted(number, Math.max(0, number - 1), more);
  }

  /** Writes one of the revisions, which follows the one before. */
  void revision(int number, String table) throws IOException {
    String parent = number == 1 ? "none" : id(number - 1);
    write(
        "src/main/migrations/202611221000_" + id(number) + "_t.sql",
        REVISION.formatted(id(number), number, parent, table));
  }

  private static String id(int number) {
    return String.format(Locale.ROOT, "%012x", number);
  }

  Path folder() {
    return folder;
  }

  Path migrations() {
    return folder.resolve("src/main/migrations");
  }

  Path classes() {
    return folder.resolve("target/classes");
  }

  /** The revision files, in order. */
  List<Path> revisions() throws IOException {
    try (Stream<Path> files = Files.list(migrations())) {
      return files.filter(f -> f.toString().endsWith(".sql")).sorted().toList();
    }
  }

  /** As after {@code mvn clean}, but compiled. */
  void dropCache() throws IOException {
    delete(folder.resolve("target/migrate"));
  }

  /** As before the first revision. */
  void dropHistory() throws IOException {
    dropCache();
    delete(migrations());
  }

  void write(String name, String text) throws IOException {
    // Maven would go up to the settings of the JVM that this build has.
    Files.createDirectories(folder.resolve(".mvn"));
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

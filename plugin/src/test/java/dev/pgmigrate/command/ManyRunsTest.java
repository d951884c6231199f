package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.entity.EntityInput;
import dev.pgmigrate.entity.EntityProject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many runs in one JVM, as a Maven daemon does them: nothing is left of a run when it has ended.
 * {@code -Druns=50} for more of them.
 */
class ManyRunsTest {
  private static final int RUNS = Integer.getInteger("runs", 4);

  /** Of the driver and of the JDK: they end by themselves after a minute without work. */
  private static final Set<String> POOLED = Set.of("PostgreSQL-JDBC-Cleaner", "process reaper");

  /** What a run makes and must let go: loaders, threads, connections, files, thread locals. */
  private static final Pattern OF_A_RUN =
      Pattern.compile(
          "(dev\\.pgmigrate|org\\.postgresql|org\\.hibernate|net\\.bytebuddy|java\\.net"
              + "|java\\.util\\.(jar|zip)|sun\\.nio\\.ch)\\..*"
              + "|java\\.lang\\.(Thread|ProcessImpl|ThreadLocal\\$ThreadLocalMap\\$Entry)");

  /** The driver remembers the address of each server, some hundred bytes. */
  private static final Pattern ADDRESS =
      Pattern.compile("org\\.postgresql\\.(hostchooser\\..*|util\\.HostSpec)");

  @TempDir Path root;
  private int run;

  @Test
  void nothingIsLeftOfARun() throws Exception {
    try (TestProject project = new TestProject(root)) {
      project
          .embeddedShadow("17")
          .schema("CREATE INDEX ix_author_name ON author USING hash (name);")
          .entities(entities());
      project.revision("first");
      run(project);
      run(project);
      Map<String, Integer> objects = objects();
      List<String> threads = threads();
      List<Long> processes = processes();
      long drivers = DriverManager.drivers().count();

      for (int i = 0; i < RUNS; i++) {
        run(project);
      }

      assertThat(processes()).isEqualTo(processes);
      assertThat(threads()).isEqualTo(threads);
      assertThat(Thread.getAllStackTraces().keySet())
          .noneMatch(
              thread -> String.valueOf(thread.getContextClassLoader()).contains("IsolatedLoader"));
      assertThat(DriverManager.drivers().count()).isEqualTo(drivers);
      assertThat(grown(objects, objects())).isEmpty();
    }
  }

  /** What an earlier run has kept is not there, so that each run does everything. */
  private void run(TestProject project) throws IOException {
    Path kept = root.resolve("work");
    if (Files.exists(kept)) {
      Files.move(kept, root.resolve("work-" + ++run));
    }
    assertThat(project.revision(null).changes()).isEmpty();
    assertThat(project.verify().findings()).isEmpty();
    project.upgrade();
  }

  private EntityInput entities() {
    return new EntityProject(root.resolve("entities"))
        .source(
            "@Entity public class Author { @Id @GeneratedValue Long id;"
                + " @jakarta.validation.constraints.NotNull @Column(length = 80) String name;"
                + " @Convert(converter = UpperConverter.class) StringBuilder title; }")
        .source(
            """
            @Converter public class UpperConverter
                implements AttributeConverter<StringBuilder, String> {
              static final org.slf4j.Logger LOG =
                  org.slf4j.LoggerFactory.getLogger(UpperConverter.class);
              static final ThreadLocal<Object> OF_THREAD =
                  ThreadLocal.withInitial(() -> new UpperConverter());
              public String convertToDatabaseColumn(StringBuilder title) {
                LOG.debug("converting {}", OF_THREAD.get());
                return title == null ? null : title.toString();
              }
              public StringBuilder convertToEntityAttribute(String title) {
                return title == null ? null : new StringBuilder(title);
              }
            }
            """)
        .input();
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> !POOLED.contains(name))
        .sorted()
        .toList();
  }

  /** A server's own come and go below the one that we have started. */
  private static List<Long> processes() {
    return ProcessHandle.current().children().map(ProcessHandle::pid).sorted().toList();
  }

  /** The classes that have one instance more with each run. */
  private static Map<String, Integer> grown(Map<String, Integer> before, Map<String, Integer> now) {
    Map<String, Integer> grown = new TreeMap<>();
    now.forEach(
        (type, count) -> {
          int more = count - before.getOrDefault(type, 0);
          if (more >= RUNS
              && OF_A_RUN.matcher(type).matches()
              && !ADDRESS.matcher(type).matches()) {
            grown.put(type, more);
          }
        });
    return grown;
  }

  /** Every class with the number of its instances that can be reached. */
  private static Map<String, Integer> objects() throws Exception {
    String histogram =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    return histogram
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(words -> words.length >= 4 && words[0].matches("\\d+:"))
        .collect(
            Collectors.toMap(
                words -> words[3], words -> Integer.valueOf(words[1]), Integer::sum, HashMap::new));
  }
}

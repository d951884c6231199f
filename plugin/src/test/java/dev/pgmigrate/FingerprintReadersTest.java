package dev.pgmigrate;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Whoever reads something from outside stands in {@code fingerprint/readers.txt}, with the methods
 * that do, and with the ingredient of a kept run that covers it, or the reason why it is none. A
 * new call fails here until that is decided, in a class that is listed, too.
 */
class FingerprintReadersTest {
  private static final Path READERS = Path.of("src/test/resources/fingerprint/readers.txt");

  /** What these give is not in the parameters of a run. */
  private static final Pattern READS =
      Pattern.compile(
          "java\\.nio\\.file\\.Files\\.(read\\w*|new(Input|Directory|Buffered|Byte)\\w*|lines|list|walk\\w*|find|exists|notExists|is\\w+"
              + "|get\\w+|size|copy|mismatch)"
              + "|java\\.nio\\.channels\\.FileChannel\\.open"
              + "|java\\.io\\.(FileInputStream|FileReader|RandomAccessFile|Console)\\.<init>"
              + "|java\\.io\\.File\\.(exists|is\\w+|list\\w*|length|lastModified)"
              + "|java\\.util\\.zip\\.ZipFile\\.<init>|java\\.util\\.jar\\.JarFile\\.<init>"
              + "|java\\.lang\\.System\\.(getenv|getProperty|getProperties|console|currentTimeMillis|in)"
              + "|java\\.lang\\.(Integer|Long|Boolean)\\.get(Integer|Long|Boolean)"
              + "|java\\.lang\\.ProcessHandle(\\$\\w+)?\\.(current|of|info|allProcesses)"
              + "|java\\.lang\\.ProcessBuilder\\.<init>|java\\.lang\\.Runtime\\.exec"
              + "|java\\.lang\\.Class(Loader)?\\.getResource\\w*"
              + "|java\\.net\\.(URL\\.open\\w+|Socket\\.<init>|InetAddress\\.getLocalHost)"
              + "|java\\.net\\.http\\.HttpClient\\.\\w+"
              + "|java\\.time\\.(Instant|Clock|\\w*Date\\w*|\\w*Time)\\.(now|system\\w*)"
              + "|java\\.util\\.(Locale|TimeZone)\\.getDefault"
              + "|java\\.nio\\.charset\\.Charset\\.defaultCharset"
              + "|java\\.(util\\.Random|security\\.SecureRandom)\\.<init>"
              + "|java\\.util\\.concurrent\\.ThreadLocalRandom\\.current"
              + "|java\\.util\\.UUID\\.randomUUID");

  private static String outermost(JavaClass type) {
    return type.getName().replaceFirst("^dev\\.pgmigrate\\.", "").replaceFirst("\\$.*", "");
  }

  /** What reads what: {@code of Files.isRegularFile}. A lambda is its method. */
  private static String call(JavaAccess<?> access) {
    return access.getOrigin().getName().replaceFirst("^lambda\\$(\\w+)\\$\\d+$", "$1")
        + " "
        + access.getTargetOwner().getSimpleName()
        + "."
        + access.getTarget().getName();
  }

  @Test
  void everyReaderIsCovered() throws IOException {
    Map<String, Set<String>> readers = new TreeMap<>();
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ArchitectureTest.WithoutTests())
            .importPackages("dev.pgmigrate");
    for (JavaClass type : classes) {
      for (JavaAccess<?> access : type.getAccessesFromSelf()) {
        String target = access.getTargetOwner().getName() + "." + access.getTarget().getName();
        if (READS.matcher(target).matches()) {
          readers.computeIfAbsent(outermost(type), name -> new TreeSet<>()).add(call(access));
        }
      }
    }
    Map<String, Set<String>> known = new TreeMap<>();
    for (String line : Files.readAllLines(READERS)) {
      if (!line.startsWith("#") && !line.isBlank()) {
        String[] cells = line.split(" \\| ", 3);
        assertThat(cells).as(line).hasSize(3).allSatisfy(cell -> assertThat(cell).isNotBlank());
        known.put(cells[0], new TreeSet<>(List.of(cells[1].split(", "))));
      }
    }

    assertThat(beyond(readers, known)).as("read from outside, and are not covered").isEmpty();
    assertThat(beyond(known, readers)).as("covered, and read no more").isEmpty();
  }

  private static List<String> beyond(
      Map<String, Set<String>> all, Map<String, Set<String>> others) {
    return all.entrySet().stream()
        .flatMap(
            reader ->
                reader.getValue().stream()
                    .filter(call -> !others.getOrDefault(reader.getKey(), Set.of()).contains(call))
                    .map(call -> reader.getKey() + " | " + call))
        .toList();
  }
}

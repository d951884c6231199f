package dev.pgmigrate;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Whoever reads something from outside stands in {@code fingerprint/readers.txt}, with the
 * ingredient of a kept run that covers it, or with the reason why it is none. A new reader fails
 * here until that is decided.
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
          readers.computeIfAbsent(outermost(type), name -> new TreeSet<>()).add(target);
        }
      }
    }
    Map<String, String> known = new TreeMap<>();
    for (String line : Files.readAllLines(READERS)) {
      if (!line.startsWith("#") && !line.isBlank()) {
        String[] cells = line.split(" \\| ", 2);
        known.put(cells[0], cells[1]);
      }
    }

    assertThat(known.values()).allSatisfy(why -> assertThat(why).isNotBlank());
    Map<String, Set<String>> unknown = new TreeMap<>(readers);
    unknown.keySet().removeAll(known.keySet());
    assertThat(unknown).as("read something from outside, and are not covered").isEmpty();
    assertThat(known.keySet()).as("covered, and read nothing").isSubsetOf(readers.keySet());
  }
}

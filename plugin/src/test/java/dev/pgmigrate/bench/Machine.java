package dev.pgmigrate.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.hibernate.Version;

/** What the figures were measured with. */
final class Machine {
  private Machine() {}

  /** Lines of Markdown. */
  static List<String> words(String postgres, String maven, int runs) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return List.of(
        "Measured on %s: %d cores, %d GiB of memory, %s %s."
            .formatted(
                LocalDate.now(ZoneOffset.UTC),
                system.getAvailableProcessors(),
                Math.round(system.getTotalMemorySize() / (double) (1 << 30)),
                System.getProperty("os.name"),
                System.getProperty("os.arch")),
        "JDK %s, Maven %s, PostgreSQL %s, Hibernate %s, Flyway %s; medians of %d round(s)."
            .formatted(
                System.getProperty("java.version"),
                maven,
                postgres,
                Version.getVersionString(),
                System.getProperty("bench.flyway", "12.0.0"),
                runs));
  }
}

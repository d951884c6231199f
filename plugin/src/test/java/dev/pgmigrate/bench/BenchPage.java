package dev.pgmigrate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts a table into the page of the docs, between two comments that name it. */
final class BenchPage {
  private BenchPage() {}

  /** Does nothing unless {@code -Dbench.page} names the page. */
  static void write(String name, List<String> machine, List<String> table) throws IOException {
    String property = System.getProperty("bench.page");
    if (property == null) {
      return;
    }
    Path page = Path.of(property);
    List<String> lines = Files.readAllLines(page);
    int begin = lines.indexOf("<!-- begin: " + name + " -->");
    int end = lines.indexOf("<!-- end: " + name + " -->");
    if (begin < 0 || end < begin) {
      throw new AssertionError("The page has no place for " + name + ": " + page);
    }
    List<String> written = new ArrayList<>(lines.subList(0, begin + 1));
    written.add("");
    written.addAll(machine);
    written.add("");
    written.addAll(table);
    written.add("");
    written.addAll(lines.subList(end, lines.size()));
    Files.write(page, written);
  }
}

package dev.pgmigrate.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Comment lines that stand above one statement: a remark, and indented lines that belong to it. */
public final class Remark {
  private Remark() {}

  /** What stood above two statements that are one now: warnings first, nothing twice. */
  public static List<String> together(List<String> lines, List<String> others) {
    Map<String, Set<String>> remarks = new LinkedHashMap<>();
    collect(lines, remarks);
    collect(others, remarks);
    List<String> all = new ArrayList<>();
    for (boolean warnings : new boolean[] {true, false}) {
      remarks.forEach(
          (remark, parts) -> {
            if (remark.startsWith("warning ") == warnings) {
              all.add(remark);
              all.addAll(parts);
            }
          });
    }
    return all;
  }

  private static void collect(List<String> lines, Map<String, Set<String>> remarks) {
    Set<String> parts = new LinkedHashSet<>();
    for (String line : lines) {
      if (line.startsWith("  ")) {
        parts.add(line);
      } else {
        parts = remarks.computeIfAbsent(line, remark -> new LinkedHashSet<>());
      }
    }
  }
}

package dev.pgmigrate.entity.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What was thrown in here, for the outside: the throwables themselves must stay. */
final class Causes {
  private static final int MOST = 20;

  private Causes() {}

  /** From the outermost to the root, each with {@code type}, {@code message}, {@code frames}. */
  static List<Map<String, Object>> of(Throwable thrown) {
    List<Map<String, Object>> causes = new ArrayList<>();
    for (Throwable t = thrown; t != null && causes.size() < MOST; t = t.getCause()) {
      List<String> frames = new ArrayList<>();
      for (StackTraceElement frame : t.getStackTrace()) {
        frames.add(frame.getClassName());
      }
      causes.add(
          Map.of(
              "type",
              t.getClass().getName(),
              "message",
              t.getMessage() == null ? "" : t.getMessage(),
              "frames",
              frames));
    }
    return causes;
  }
}

package dev.pgmigrate.config;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Whether a build server runs us. */
public final class Ci {
  private static final Set<String> NO = Set.of("", "false", "0", "no", "off");

  private Ci() {}

  /** By the variable CI that all build servers set. */
  public static boolean detected(Map<String, String> environment) {
    return !NO.contains(environment.getOrDefault("CI", "").strip().toLowerCase(Locale.ROOT));
  }
}

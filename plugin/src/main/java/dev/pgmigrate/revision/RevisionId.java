package dev.pgmigrate.revision;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** The ids of revisions: 12 lower-case hexadecimal digits. */
public final class RevisionId {
  private static final int DIGITS = 12;

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + DIGITS + "}");

  private RevisionId() {}

  /** A new id; two of them are alike once in 2^48. */
  public static String random(RandomGenerator random) {
    return String.format("%012x", random.nextLong(1L << (4 * DIGITS)));
  }

  /** Whether this is how an id looks. */
  public static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }
}

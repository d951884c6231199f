package dev.pgmigrate.report;

import java.util.function.Consumer;

/**
 * One line for people.
 *
 * @param warning whether it stands out
 */
public record Line(boolean warning, String text) {
  static Line info(String text) {
    return new Line(false, text);
  }

  static Line warn(String text) {
    return new Line(true, text);
  }

  /** Says it on the right one of two channels. */
  public void to(Consumer<CharSequence> info, Consumer<CharSequence> warn) {
    (warning ? warn : info).accept(text);
  }
}

package dev.pgmigrate.maven;

import java.io.Console;

/** Whether a person sits in front of this process. */
final class Terminal {
  private Terminal() {}

  /** From JDK 22 on there is always a console, which then knows whether it is a terminal. */
  @SuppressWarnings("SystemConsoleNull") // Asked below, where the JDK can answer.
  static boolean present() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}

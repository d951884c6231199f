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

  /**
   * Whether it shows colours: Maven has decided so (style.color, -B, a log file), and a person sees
   * them.
   */
  static boolean coloured() {
    return present() && mavenColours();
  }

  /** Maven 3 asks Jansi and lets plugins see it; Maven 4 writes to a terminal with its colours. */
  private static boolean mavenColours() {
    try {
      return (Boolean)
          Class.forName("org.fusesource.jansi.Ansi").getMethod("isEnabled").invoke(null);
    } catch (ClassNotFoundException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}

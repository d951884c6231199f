package dev.pgmigrate.sql;

/**
 * Where names without a schema are: one answer for everything that a run reads, writes and
 * executes, as a session's search_path is for its statements. It is decided once, before anything
 * else, and holds for the thread of the run and those that it starts.
 */
public final class DefaultNamespace {
  /** Without a word about it. */
  public static final String USUAL = "public";

  private static final ThreadLocal<String> OF_RUN = new InheritableThreadLocal<>();

  private DefaultNamespace() {}

  /** Its name. */
  public static String name() {
    String name = OF_RUN.get();
    return name == null ? USUAL : name;
  }

  /** Whether a name of this namespace needs no qualification. */
  public static boolean is(String namespace) {
    return namespace.equals(name());
  }

  /** For the rest of this run. */
  public static void use(String name) {
    OF_RUN.set(name);
  }

  /** At the end of a run. */
  public static void reset() {
    OF_RUN.remove();
  }
}

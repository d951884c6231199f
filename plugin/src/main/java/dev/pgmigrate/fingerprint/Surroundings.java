package dev.pgmigrate.fingerprint;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * This process: its environment, its system properties, its Java, the plugin's own code. All of
 * them count, also what nobody here reads: the code of the user's entities may read it.
 */
public final class Surroundings {
  /** What differs in each process and says nothing; the message makes only what is written. */
  private static final Set<String> PASSING =
      Set.of(
          "_",
          "SHLVL",
          "OLDPWD",
          "MAVEN_CMD_LINE_ARGS",
          "sun.java.command",
          "jdk.jfr.repository",
          "message",
          "migrate.message");

  /** A name with the number of the process, and what -X and -q make of Maven's own log. */
  private static final List<String> PASSING_PREFIXES =
      List.of("JAVA_MAIN_CLASS_", "org.slf4j.simpleLogger.", "maven.logger.");

  private Surroundings() {}

  /** Adds all of it. */
  public static void addTo(Ingredients ingredients) {
    Map<String, String> properties = new TreeMap<>();
    System.getProperties().forEach((k, v) -> properties.put(String.valueOf(k), String.valueOf(v)));
    ingredients
        .secret("the environment", lasting(System.getenv()))
        .secret("the system properties", lasting(properties))
        .add(
            "locale and time zone",
            Locale.getDefault().toString(),
            Locale.getDefault(Locale.Category.FORMAT).toString(),
            TimeZone.getDefault().getID());
    ingredients.addAll(OwnCode.READ);
  }

  /** It is what it was when it was loaded. */
  private static final class OwnCode {
    static final Ingredients READ = new Ingredients().places("the code of the plugin", ownCode());
  }

  /**
   * Variables without those that differ in each process. Parameters of ours stay: an entity's code
   * may read them, too.
   */
  public static Map<String, String> lasting(Map<String, String> variables) {
    Map<String, String> lasting = new TreeMap<>(variables);
    lasting.keySet().removeIf(PASSING::contains);
    lasting.keySet().removeIf(name -> PASSING_PREFIXES.stream().anyMatch(name::startsWith));
    return lasting;
  }

  /** The plugin's jar with its libraries, which a project may replace. */
  private static List<Path> ownCode() {
    ClassLoader loader = Surroundings.class.getClassLoader();
    if (loader instanceof URLClassLoader realm) {
      return Stream.of(realm.getURLs()).map(Surroundings::path).toList();
    }
    List<Path> all = new ArrayList<>();
    CodeSource source = Surroundings.class.getProtectionDomain().getCodeSource();
    if (source != null && source.getLocation() != null) {
      all.add(path(source.getLocation()));
    }
    Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator, -1))
        .filter(entry -> entry.endsWith(".jar"))
        .map(Path::of)
        .forEach(all::add);
    return all;
  }

  private static Path path(URL url) {
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the plugin's own code is at " + url, e);
    }
  }
}

package dev.pgmigrate.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What application.properties, .yml and .yaml of one directory say when no profile is active, as
 * Spring and Quarkus read them: the properties file wins over YAML, a later document over an
 * earlier one, and {@code ${NAME:default}} is looked up in the environment and in the files.
 */
final class ApplicationProperties {
  private static final List<String> PROFILE_KEYS =
      List.of("spring.config.activate.on-profile", "spring.profiles");

  private record Value(String text, Path file) {}

  private final Map<String, Value> values = new HashMap<>();
  private final Map<String, String> environment;

  private ApplicationProperties(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Reads the files that are there.
   *
   * @throws ConfigException naming the file that cannot be read
   */
  static ApplicationProperties read(Path directory, Map<String, String> environment) {
    ApplicationProperties all = new ApplicationProperties(environment);
    for (String name : List.of("application.yml", "application.yaml", "application.properties")) {
      Path file = directory.resolve(name);
      if (Files.isRegularFile(file)) {
        all.add(file);
      }
    }
    return all;
  }

  /**
   * The value of a key, its placeholders resolved.
   *
   * @throws ConfigException when a placeholder stands for nothing
   */
  Optional<String> value(String key) {
    Value value = values.get(key);
    return value == null
        ? Optional.empty()
        : Optional.of(resolved(value.text(), key, value.file(), new HashSet<>()));
  }

  /** The file that a key's value is from. */
  Path file(String key) {
    Value value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException(key);
    }
    return value.file();
  }

  private void add(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      List<Map<String, String>> documents =
          file.toString().endsWith(".properties") ? properties(text) : yaml(text);
      for (Map<String, String> document : documents) {
        if (always(document)) {
          document.forEach((key, value) -> values.put(key, new Value(value, file)));
        }
      }
    } catch (IOException | YAMLException | IllegalArgumentException e) {
      throw new ConfigException("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }

  /** A document for profiles counts when one of them is the profile called default. */
  private static boolean always(Map<String, String> document) {
    List<String> profiles = new ArrayList<>();
    document.forEach(
        (key, value) -> {
          if (PROFILE_KEYS.stream().anyMatch(k -> key.equals(k) || key.startsWith(k + "["))) {
            profiles.addAll(List.of(value.split(",", -1)));
          }
        });
    return profiles.isEmpty() || profiles.stream().anyMatch(p -> p.strip().equals("default"));
  }

  private static List<Map<String, String>> properties(String text) throws IOException {
    List<Map<String, String>> documents = new ArrayList<>();
    for (String part : text.split("(?m)^[#!]---\\s*$", -1)) {
      Properties read = new Properties();
      read.load(new StringReader(part));
      Map<String, String> document = new HashMap<>();
      read.stringPropertyNames().forEach(key -> document.put(key, read.getProperty(key)));
      documents.add(document);
    }
    return documents;
  }

  private static List<Map<String, String>> yaml(String text) {
    // @name@ is filtered by Maven later, and is no YAML before.
    String unfiltered = text.replaceAll("@([\\w.-]+)@", "\\${$1}");
    List<Map<String, String>> documents = new ArrayList<>();
    for (Object read : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(unfiltered)) {
      Map<String, String> document = new HashMap<>();
      flatten("", read, document);
      documents.add(document);
    }
    return documents;
  }

  private static void flatten(String key, @Nullable Object value, Map<String, String> into) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((k, v) -> flatten(key.isEmpty() ? "" + k : key + "." + k, v, into));
    } else if (value instanceof Collection<?> list) {
      int i = 0;
      for (Object element : list) {
        flatten(key + "[" + i++ + "]", element, into);
      }
    } else if (value != null) {
      into.put(key, value.toString());
    }
  }

  private String resolved(String text, String key, Path file, Set<String> within) {
    int start = text.indexOf("${");
    if (start < 0) {
      return text;
    }
    int end = closing(text, start);
    if (end < 0) {
      return text;
    }
    String inside = text.substring(start + 2, end);
    int colon = inside.indexOf(':');
    String name = colon < 0 ? inside : inside.substring(0, colon);
    String found = lookedUp(name);
    if (found == null && colon >= 0) {
      found = inside.substring(colon + 1);
    }
    if (found == null || !within.add(name)) {
      throw new ConfigException(
          ("%s in %s refers to ${%s}, which is set neither in the environment nor in the file. Set"
                  + " it, or name the database by -Dmigrate.url.")
              .formatted(key, file, name));
    }
    String value = resolved(found, key, file, within);
    within.remove(name);
    return text.substring(0, start) + value + resolved(text.substring(end + 1), key, file, within);
  }

  /** The variable of that name, or db.host as DB_HOST as Spring has it, or another key. */
  private @Nullable String lookedUp(String name) {
    String variable = name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    String found = environment.getOrDefault(name, environment.get(variable));
    Value value = values.get(name);
    return found != null || value == null ? found : value.text();
  }

  private static int closing(String text, int start) {
    int depth = 0;
    for (int i = start; i < text.length(); i++) {
      if (text.startsWith("${", i)) {
        depth++;
      } else if (text.charAt(i) == '}' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }
}

package dev.pgmigrate.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * One file of settings.
 *
 * @param documents its sections, each by the whole names of its settings: {@code a.b.c}, and {@code
 *     a.b.0} for the first of a list
 * @param failure why it cannot be read; null: it was
 */
record SettingsFile(Path file, List<Map<String, String>> documents, @Nullable String failure) {
  private static final Pattern OF_PROFILE = Pattern.compile("application-(.+)\\.[a-z]+");
  private static final Pattern FILTERED = Pattern.compile("@([\\w.-]+)@");

  /**
   * Reads it.
   *
   * @param known what Maven will put in place of {@code @name@}
   * @throws ConfigException naming the file that cannot be read
   */
  static SettingsFile read(Path file, Set<String> known) {
    return read(file, file.toString().endsWith(".properties"), known);
  }

  /** The same; whether it matters that the file of a profile cannot be read, the profile tells. */
  static SettingsFile readable(Path file, Set<String> known) {
    try {
      return read(file, known);
    } catch (ConfigException e) {
      SettingsFile failed = new SettingsFile(file, List.of(), e.getMessage());
      if (failed.profile() == null) {
        throw e;
      }
      return failed;
    }
  }

  /** The same of a file whose name does not tell what it is. */
  static SettingsFile read(Path file, boolean properties, Set<String> known) {
    try {
      String text = unfiltered(Files.readString(file, StandardCharsets.UTF_8), known);
      return new SettingsFile(file, properties ? properties(text) : yaml(text), null);
    } catch (IOException | YAMLException | IllegalArgumentException e) {
      throw new ConfigException("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }

  /** The profile that it is for, by its name; null: all. */
  @Nullable String profile() {
    Matcher name = OF_PROFILE.matcher(file.getFileName().toString());
    return name.matches() ? name.group(1) : null;
  }

  /** A name as it stands in a document: {@code a[b.c][0]} is {@code a.b.c.0}. */
  static String plain(String key) {
    return key.replace("\"", "").replace("[", ".").replace("]", "");
  }

  /**
   * What Maven filters later is a placeholder; at the beginning of a value it is no YAML before.
   */
  private static String unfiltered(String text, Set<String> known) {
    return FILTERED
        .matcher(text)
        .replaceAll(
            match -> {
              boolean begins = match.start() > 0 && text.charAt(match.start() - 1) == ' ';
              String name = match.group(1);
              return Matcher.quoteReplacement(
                  begins || known.contains(name) ? "${" + name + "}" : match.group());
            });
  }

  private static List<Map<String, String>> properties(String text) throws IOException {
    List<Map<String, String>> documents = new ArrayList<>();
    for (String part : text.split("(?m)^[#!]---\\s*$", -1)) {
      Properties read = new Properties();
      read.load(new StringReader(part));
      Map<String, String> document = new HashMap<>();
      read.stringPropertyNames().forEach(key -> document.put(plain(key), read.getProperty(key)));
      documents.add(document);
    }
    return documents;
  }

  private static List<Map<String, String>> yaml(String text) {
    List<Map<String, String>> documents = new ArrayList<>();
    for (Object read : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text)) {
      Map<String, String> document = new HashMap<>();
      flatten("", read, document);
      documents.add(document);
    }
    return documents;
  }

  private static void flatten(String key, @Nullable Object value, Map<String, String> into) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (k, v) -> {
            // Quarkus: a key with a value and settings below it.
            String name = k == null || k.equals("~") ? "" : plain(k.toString());
            flatten(key.isEmpty() || name.isEmpty() ? key + name : key + "." + name, v, into);
          });
    } else if (value instanceof Collection<?> list) {
      int i = 0;
      for (Object element : list) {
        flatten(key + "." + i++, element, into);
      }
    } else if (value != null) {
      into.put(key, value.toString());
    }
  }
}

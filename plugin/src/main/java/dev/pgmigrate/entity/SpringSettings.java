package dev.pgmigrate.entity;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What Spring Boot would tell Hibernate: its naming strategies, and {@code spring.jpa.*} of
 * application.properties and application.yaml in the class directories. Sections for a profile are
 * left out.
 *
 * @param settings for Hibernate
 * @param mappingFiles {@code spring.jpa.mapping-resources}
 * @param warnings what could not be understood
 */
record SpringSettings(
    Map<String, String> settings, List<String> mappingFiles, List<String> warnings) {
  private static final String IMPLICIT = "hibernate.implicit_naming_strategy";
  private static final String PHYSICAL = "hibernate.physical_naming_strategy";
  private static final String BOOT_3 =
      "org.springframework.boot.orm.jpa.hibernate.SpringImplicitNamingStrategy";
  private static final String BOOT_4 =
      "org.springframework.boot.hibernate.SpringImplicitNamingStrategy";
  private static final Pattern DOCUMENT_END = Pattern.compile("(?m)^[#!]---\\s*$");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^${}:]+)(?::([^${}]*))?}");

  private static final Pattern LIST = Pattern.compile("\\s*,\\s*");
  private static final String MAPPING_RESOURCES = "springjpamappingresources";

  /** Nothing at all when Spring Boot's JPA support is not on the class path. */
  static SpringSettings read(IsolatedLoader loader, List<Path> places) {
    Map<String, String> settings = new LinkedHashMap<>();
    if (loader.has(resource(BOOT_4))) {
      settings.put(IMPLICIT, BOOT_4);
      settings.put(PHYSICAL, "org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl");
    } else if (loader.has(resource(BOOT_3))) {
      settings.put(IMPLICIT, BOOT_3);
      settings.put(
          PHYSICAL, "org.hibernate.boot.model.naming.CamelCaseToUnderscoresNamingStrategy");
    } else {
      return new SpringSettings(Map.of(), List.of(), List.of());
    }
    Map<String, String> application = application(places);
    List<String> mappingFiles = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    application.forEach(
        (key, raw) -> {
          String target = target(key);
          if (target == null) {
            return;
          }
          String value = resolve(raw, application);
          if (value.contains("${")) {
            warnings.add(key + " was ignored: nothing here says what " + value + " stands for");
          } else if (target.equals(MAPPING_RESOURCES)) {
            LIST.splitAsStream(value).forEach(mappingFiles::add);
          } else {
            settings.put(target, value);
          }
        });
    return new SpringSettings(settings, mappingFiles, warnings);
  }

  /** Hibernate's name of one of Spring's settings; null when it is none of Hibernate's. */
  private static @Nullable String target(String key) {
    String properties = "spring.jpa.properties.";
    if (key.startsWith(properties)) {
      return key.substring(properties.length()).replaceAll("^\\[(.*)]$", "$1");
    }
    // Spring takes physical-strategy, physicalStrategy and physical_strategy alike.
    String plain = key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]|\\[\\d+]", "");
    return switch (plain) {
      case "springjpahibernatenamingimplicitstrategy" -> IMPLICIT;
      case "springjpahibernatenamingphysicalstrategy" -> PHYSICAL;
      case "springjpadatabaseplatform" -> "hibernate.dialect";
      case MAPPING_RESOURCES -> MAPPING_RESOURCES;
      default -> null;
    };
  }

  private static String resource(String className) {
    return className.replace('.', '/') + ".class";
  }

  /** All settings of the application's files; a nearer place and a .properties file win. */
  private static Map<String, String> application(List<Path> places) {
    Map<String, String> all = new LinkedHashMap<>();
    for (Path place : places) {
      if (!Files.isDirectory(place)) {
        continue;
      }
      for (String folder : List.of("config", "")) {
        for (String extension : List.of("properties", "yml", "yaml")) {
          Path file = place.resolve(folder).resolve("application." + extension);
          if (Files.isRegularFile(file)) {
            read(file).forEach(all::putIfAbsent);
          }
        }
      }
    }
    return all;
  }

  private static Map<String, String> read(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      Map<String, String> all = new LinkedHashMap<>();
      for (Map<String, String> section :
          file.toString().endsWith(".properties") ? properties(text) : yaml(text)) {
        boolean profile =
            section.keySet().stream().anyMatch(k -> k.startsWith("spring.config.activate.on-"));
        if (!profile) {
          all.putAll(section);
        }
      }
      return all;
    } catch (YAMLException e) {
      throw new EntityModelException("Cannot read " + file + ": " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  private static List<Map<String, String>> properties(String text) throws IOException {
    List<Map<String, String>> sections = new ArrayList<>();
    for (String section : DOCUMENT_END.splitAsStream(text).toList()) {
      Properties properties = new Properties();
      properties.load(new StringReader(section));
      sections.add(
          properties.stringPropertyNames().stream()
              .collect(Collectors.toMap(k -> k, properties::getProperty)));
    }
    return sections;
  }

  private static List<Map<String, String>> yaml(String text) {
    List<Map<String, String>> sections = new ArrayList<>();
    for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text)) {
      Map<String, String> section = new LinkedHashMap<>();
      flatten("", document, section);
      sections.add(section);
    }
    return sections;
  }

  private static void flatten(String key, @Nullable Object value, Map<String, String> into) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((k, v) -> flatten(key.isEmpty() ? String.valueOf(k) : key + "." + k, v, into));
    } else if (value instanceof List<?> list) {
      into.put(key, list.stream().map(String::valueOf).collect(Collectors.joining(",")));
    } else if (value != null) {
      into.put(key, value.toString());
    }
  }

  private static String resolve(String value, Map<String, String> known) {
    String resolved = value;
    for (int depth = 0; depth < 10 && resolved.contains("${"); depth++) {
      resolved =
          PLACEHOLDER
              .matcher(resolved)
              .replaceAll(m -> Matcher.quoteReplacement(replacement(m, known)));
    }
    return resolved;
  }

  private static String replacement(
      java.util.regex.MatchResult placeholder, Map<String, String> known) {
    String value = known.getOrDefault(placeholder.group(1), placeholder.group(2));
    return value == null ? placeholder.group() : value;
  }
}

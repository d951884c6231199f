package dev.pgmigrate.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What application.properties, .yml and .yaml say, as Spring, Quarkus and Micronaut read them: with
 * the active profiles, from the class path, its {@code config} folder and that of the root; names
 * are compared without case, dashes and underscores.
 */
public final class ApplicationSettings {
  private static final Pattern PROFILE_KEY =
      Pattern.compile("%(?:\\{([^}]*)}|([^.]+))\\.(.+)", Pattern.DOTALL);

  /**
   * One setting.
   *
   * @param key as it is written
   * @param where the file or the variable that has it
   */
  public record Setting(String key, String value, String where) {
    /** For a person; the value may be a secret. */
    @Override
    public String toString() {
      return key + " in " + where;
    }
  }

  private final SettingsPlaces places;
  private final Map<String, String> variables;
  private final Map<String, String> environmentFile = new TreeMap<>();
  private final Set<String> unread = new LinkedHashSet<>();
  private final Map<String, Setting> active = new TreeMap<>();
  private final Map<String, String> inactive = new LinkedHashMap<>();
  private Set<String> profiles = Set.of();

  private ApplicationSettings(SettingsPlaces places) {
    this.places = places;
    this.variables = new HashMap<>(places.variables());
  }

  /**
   * Reads the files that are there.
   *
   * @throws ConfigException naming the file that cannot be read; one of a profile that is not
   *     active is in {@link #unread} instead
   */
  public static ApplicationSettings read(SettingsPlaces places) {
    ApplicationSettings settings = new ApplicationSettings(places);
    SettingsFiles within = SettingsFiles.onClassPath(places);
    SettingsFiles outside = SettingsFiles.atRoot(places);
    Framework framework = Framework.of(Stream.concat(within.keys(), outside.keys()).toList());
    if (framework == Framework.QUARKUS) {
      settings.readEnvironmentFile();
    }
    settings.fold(within, framework);
    settings.fold(outside, framework);
    settings.profiles = settings.activeProfiles(framework);
    settings.active.clear();
    settings.inactive.clear();
    settings.fold(within, framework);
    settings.fold(outside, framework);
    settings.readImports();
    return settings;
  }

  /**
   * A setting, its placeholders resolved; a variable of its name wins over the files.
   *
   * @throws ConfigException when a placeholder stands for nothing
   */
  public Optional<Setting> setting(String key) {
    for (String variable : variables(key)) {
      String value = variables.get(variable);
      if (value != null) {
        String where = variable.equals(key) ? "the command line" : "the environment";
        return Optional.of(new Setting(variable, resolved(variable, value, where), where));
      }
    }
    return written(key).map(this::resolved);
  }

  /** A setting of the files as it is written. */
  public Optional<Setting> written(String key) {
    return Optional.ofNullable(active.get(canonical(key)));
  }

  /** The value of {@link #setting}, if it says anything. */
  public Optional<String> value(String key) {
    return setting(key).map(Setting::value);
  }

  /** The elements of a list, written with commas or one by one. */
  public List<String> list(String key) {
    List<String> all = new ArrayList<>(value(key).map(List::of).orElse(List.of()));
    for (int i = 0; value(key + "." + i).isPresent(); i++) {
      all.add(value(key + "." + i).orElseThrow());
    }
    return all.stream()
        .flatMap(text -> Stream.of(text.split(",", -1)))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** The names of all settings that hold, as written. */
  public List<String> names() {
    return active.values().stream().map(Setting::key).toList();
  }

  /** The settings below a name, by the rest of their names as written, unresolved. */
  public Map<String, Setting> below(String prefix) {
    Map<String, Setting> all = new LinkedHashMap<>();
    active.forEach(
        (key, setting) -> {
          if (key.startsWith(canonical(prefix))) {
            rest(setting.key(), prefix).ifPresent(rest -> all.put(rest, setting));
          }
        });
    return all;
  }

  /**
   * With its placeholders resolved.
   *
   * @throws ConfigException when one stands for nothing
   */
  public Setting resolved(Setting setting) {
    return new Setting(
        setting.key(), resolved(setting.key(), setting.value(), setting.where()), setting.where());
  }

  /** A text of another file, in which Maven or somebody's deployment puts values. */
  public String resolved(String key, String text, String where) {
    try {
      return new SettingPlaceholders(this::lookedUp).resolve(text);
    } catch (SettingPlaceholders.Unknown e) {
      throw new UnresolvedException(key, where, String.valueOf(e.getMessage()));
    }
  }

  /**
   * What profiles that are not active say, by the names of their settings: each with its profile
   * and its file.
   */
  public Map<String, String> inactive() {
    return Map.copyOf(inactive);
  }

  /** What the files refer to and was not read, one line each, with the reason. */
  public List<String> unread() {
    return List.copyOf(unread);
  }

  /** The active profiles, in words. */
  public String profiles() {
    return profiles.isEmpty() ? "none" : String.join(", ", profiles);
  }

  /**
   * All that it says, to find out whether two readings are the same; it holds secrets. The
   * variables of its places are not among it; those that a file adds to them are.
   */
  public List<String> everything() {
    List<String> all = new ArrayList<>();
    active.forEach(
        (name, setting) ->
            all.addAll(List.of(name, setting.key(), readable(setting), setting.where())));
    inactive.forEach((name, where) -> all.addAll(List.of(name, where)));
    all.addAll(unread);
    all.addAll(profiles);
    environmentFile.forEach((name, value) -> all.addAll(List.of(name, value)));
    return all;
  }

  private String readable(Setting setting) {
    try {
      return "=" + resolved(setting).value();
    } catch (UnresolvedException e) {
      return "?" + setting.value();
    }
  }

  /** Without case, dashes and underscores. */
  static String canonical(String key) {
    return SettingsFile.plain(key).toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
  }

  /** What a file names wins over what it says. */
  private void readImports() {
    for (String location : resolvable("spring.config.import")) {
      SettingsImport wanted = SettingsImport.of(location, places);
      Optional<SettingsFile> file = wanted.read(places);
      file.ifPresent(this::fold);
      if (file.isEmpty()) {
        wanted.unread().ifPresent(unread::add);
      }
    }
  }

  private void readEnvironmentFile() {
    for (SettingsImport environment : SettingsImport.ofEnvironment(places)) {
      environment.read(places).stream()
          .flatMap(file -> file.documents().stream())
          .forEach(document -> document.forEach(environmentFile::putIfAbsent));
    }
    environmentFile.forEach(variables::putIfAbsent);
  }

  private void fold(SettingsFiles files, Framework framework) {
    files.ordered(framework, profiles).forEach(this::fold);
  }

  private void fold(SettingsFile file) {
    String ofFile = file.profile();
    String failure = file.failure();
    if (failure != null) {
      if (ofFile == null || profiles.contains(ofFile)) {
        throw new ConfigException(failure);
      }
      unread.add(failure.lines().findFirst().orElse(failure));
    }
    for (Map<String, String> document : file.documents()) {
      String condition = ofFile != null && !profiles.contains(ofFile) ? ofFile : unmet(document);
      if (condition != null) {
        document.keySet().forEach(key -> inactive(key, condition, file.file()));
        continue;
      }
      Map<String, String> ofProfiles = new LinkedHashMap<>();
      document.forEach(
          (key, value) -> {
            Matcher profiled = PROFILE_KEY.matcher(key);
            if (!profiled.matches()) {
              put(key, value, file.file());
            } else {
              String wanted = profiled.group(1) == null ? profiled.group(2) : profiled.group(1);
              if (ProfileExpression.matches(wanted, profiles)) {
                ofProfiles.put(profiled.group(3), value);
              } else {
                inactive(profiled.group(3), wanted, file.file());
              }
            }
          });
      ofProfiles.forEach((key, value) -> put(key, value, file.file()));
    }
  }

  private void put(String key, String value, Path file) {
    active.put(canonical(key), new Setting(key, value, file.toString()));
  }

  private void inactive(String key, String profile, Path file) {
    inactive.putIfAbsent(canonical(key), "profile " + profile + " in " + file);
  }

  /** The condition of a document that does not hold; null: it counts. */
  private @Nullable String unmet(Map<String, String> document) {
    List<String> wanted = new ArrayList<>();
    for (Map.Entry<String, String> entry : document.entrySet()) {
      String key = canonical(entry.getKey());
      if (key.startsWith("spring.config.activate.oncloudplatform")) {
        return "of the cloud platform " + entry.getValue();
      }
      if (key.matches("spring\\.(config\\.activate\\.onprofile|profiles)(\\.\\d+)?")) {
        wanted.add(entry.getValue());
      }
    }
    boolean holds =
        wanted.isEmpty() || wanted.stream().anyMatch(w -> ProfileExpression.matches(w, profiles));
    return holds ? null : String.join(",", wanted);
  }

  private Set<String> activeProfiles(Framework framework) {
    List<String> named = places.profiles();
    if (named.isEmpty()) {
      named = resolvable(framework.profileKey());
    }
    if (named.isEmpty() && framework == Framework.SPRING) {
      named = resolvable("spring.profiles.default");
    }
    if (named.isEmpty()) {
      named = framework.defaultProfiles();
    }
    Set<String> all = new LinkedHashSet<>();
    if (framework == Framework.SPRING) {
      withGroups(resolvable("spring.profiles.include"), all);
    }
    withGroups(named, all);
    return all;
  }

  /** Spring's groups: a profile brings others with it. */
  private void withGroups(Collection<String> named, Set<String> all) {
    for (String profile : named) {
      if (all.add(profile)) {
        withGroups(resolvable("spring.profiles.group." + profile), all);
      }
    }
  }

  /** A list; whoever starts the application may give what one of its placeholders stands for. */
  private List<String> resolvable(String key) {
    try {
      return list(key);
    } catch (UnresolvedException e) {
      unread.add(e.getMessage() + ".");
      return List.of();
    }
  }

  private Optional<String> lookedUp(String name) {
    for (String variable : variables(name)) {
      if (variables.containsKey(variable)) {
        return Optional.ofNullable(variables.get(variable));
      }
    }
    return written(name)
        .map(Setting::value)
        .or(() -> Optional.ofNullable(places.placeholders().get(name)));
  }

  /** db.host as DB_HOST: Spring leaves dashes out, Quarkus and Micronaut make them underscores. */
  private static List<String> variables(String key) {
    String upper = key.toUpperCase(Locale.ROOT);
    return List.of(
        key, upper.replace("-", "").replace('.', '_'), upper.replaceAll("[^A-Z0-9]", "_"));
  }

  /** What is left of a name behind a prefix that may be spelled otherwise. */
  private static Optional<String> rest(String key, String prefix) {
    for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
      if (canonical(key.substring(0, dot + 1)).equals(canonical(prefix))) {
        return Optional.of(key.substring(dot + 1));
      }
    }
    return Optional.empty();
  }
}

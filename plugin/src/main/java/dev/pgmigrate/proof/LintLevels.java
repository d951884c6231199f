package dev.pgmigrate.proof;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.lint.Linter.Level;
import dev.pgmigrate.lint.Rule;
import dev.pgmigrate.lint.rules.Rules;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * What a project makes of the rules.
 *
 * @param byId rule id to its level, where that is not the rule's own
 */
@API(status = API.Status.EXPERIMENTAL)
public record LintLevels(Map<String, Level> byId) {
  /** Every rule has its own severity. */
  public static final LintLevels DEFAULT = new LintLevels(Map.of());

  public LintLevels {
    byId = Map.copyOf(byId);
  }

  /**
   * Reads {@code type-to-avoid=error}, {@code hidden-code=off}.
   *
   * @throws MigrationException when a rule or a level is unknown
   */
  public static LintLevels parse(List<String> settings) {
    Map<String, Level> levels = new TreeMap<>();
    List<String> ids = ids();
    for (String setting : settings) {
      String[] parts = setting.strip().split("=", -1);
      boolean known =
          parts.length == 2
              && ids.contains(parts[0].strip())
              && Stream.of(Level.values()).anyMatch(level -> word(level).equals(parts[1].strip()));
      if (!known) {
        throw new MigrationException(
            "migrate.rules has '" + setting.strip() + "'",
            "Write <rule>=off, note, warning or error. The rules are " + String.join(", ", ids));
      }
      levels.put(parts[0].strip(), Level.valueOf(parts[1].strip().toUpperCase(Locale.ROOT)));
    }
    return new LintLevels(levels);
  }

  /** Of all rules, those of verify alone among them. */
  static List<String> ids() {
    return Stream.concat(Rules.all().stream().map(Rule::id), Stream.of(DeployRoleRule.ID))
        .sorted()
        .toList();
  }

  /** Whether a rule is not switched off. */
  @API(status = API.Status.INTERNAL)
  public boolean wants(Rule rule) {
    return wants(rule.id());
  }

  /** The same of its id. */
  @API(status = API.Status.INTERNAL)
  public boolean wants(String id) {
    return byId.get(id) != Level.OFF;
  }

  /** Whether the project has chosen how much the findings of a rule weigh. */
  boolean decide(String id) {
    return byId.containsKey(id);
  }

  /** The same without these rules. */
  LintLevels without(Set<String> rules) {
    Map<String, Level> less = new TreeMap<>(byId);
    rules.forEach(rule -> less.put(rule, Level.OFF));
    return new LintLevels(less);
  }

  private static String word(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }
}

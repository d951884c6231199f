package dev.pgmigrate.schema;

import dev.pgmigrate.sql.ObjectName;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells a generated name from one that a person chose. A generated name is never a reason to rename
 * or to create again.
 */
public final class GeneratedName {
  /** Hibernate: a prefix and an MD5 in base 35 (25 characters at most). */
  private static final Pattern HIBERNATE = Pattern.compile("(FK|UK|IDX|fk|uk|idx)[0-9a-z]{20,25}");

  private GeneratedName() {}

  /** Whether Hibernate or PostgreSQL would have given this name to this part of a table. */
  public static boolean isOf(TablePart part, Table table) {
    return part instanceof Index index ? isOf(index, table) : isOf((Constraint) part, table);
  }

  /** Whether Hibernate or PostgreSQL would have given this name to this constraint. */
  public static boolean isOf(Constraint constraint, Table table) {
    return switch (constraint.kind()) {
      case PRIMARY_KEY -> postgres(constraint.name(), table.name().name(), "", "pkey");
      case UNIQUE -> generated(constraint.name(), table, constraint.columns(), "key");
      case FOREIGN_KEY -> generated(constraint.name(), table, constraint.columns(), "fkey");
      case CHECK ->
          postgres(constraint.name(), table.name().name(), "", "check")
              || table.columns().stream()
                  .anyMatch(
                      c -> postgres(constraint.name(), table.name().name(), c.name(), "check"));
      case EXCLUSION -> {
        Exclusion exclusion = (Exclusion) constraint;
        yield generated(exclusion.name(), table, columns(exclusion.keys()), "excl");
      }
      default -> false;
    };
  }

  /** Whether PostgreSQL would have given this name to this check of a domain. */
  public static boolean isOf(Check check, Domain domain) {
    return postgres(check.name(), domain.name().name(), "", "check");
  }

  /**
   * Whether PostgreSQL gave this name to the NOT NULL of a column: it stays if the table or the
   * column is renamed.
   */
  public static boolean isOfNotNull(String name, String table, String column) {
    String rest = name.replaceFirst("(?<=_not_null)[0-9]+$", "");
    return rest.endsWith("_not_null")
        && (rest.equals(ObjectName.of(table, column, "not_null"))
            || rest.startsWith(table + "_")
            || rest.endsWith("_" + column + "_not_null"));
  }

  /** Whether Hibernate or PostgreSQL would have given this name to this index. */
  public static boolean isOf(Index index, Table table) {
    return generated(index.name(), table, columns(index.keys()), "idx");
  }

  private static List<String> columns(List<IndexKey> keys) {
    return keys.stream()
        .map(
            key -> {
              String column = key.column();
              return column == null ? "expr" : column;
            })
        .toList();
  }

  private static boolean generated(String name, Table table, List<String> columns, String label) {
    return HIBERNATE.matcher(name).matches()
        || postgres(name, table.name().name(), String.join("_", columns), label);
  }

  private static boolean postgres(String name, String table, String columns, String label) {
    int end = name.length();
    while (end > 0 && name.charAt(end - 1) >= '0' && name.charAt(end - 1) <= '9') {
      end--;
    }
    String rest = name.substring(0, end).endsWith("_" + label) ? name.substring(0, end) : name;
    return rest.endsWith("_" + label) && rest.equals(ObjectName.of(table, columns, label));
  }
}

package dev.pgmigrate.change;

import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.CompositeType;
import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How values of a composite type become values of its successor. The text of the one is no text of
 * the other where attributes come, go or change places.
 */
final class CompositeValues {
  private final Map<QualifiedName, ReplaceTypes.Swap> swaps = new HashMap<>();

  CompositeValues(List<ReplaceTypes.Swap> all) {
    all.forEach(swap -> swaps.put(swap.to().id().qualifiedName(), swap));
  }

  /** The value of a column as one of the new type; empty where its text is one. */
  Optional<String> using(String column, DataType type) {
    return isRow(type) && isReshaped(type)
        ? Optional.of(present(column, row(column, type) + "::text::" + SqlText.type(type)))
        : Optional.empty();
  }

  /** As {@link #using}, the text of that value. */
  Optional<String> text(String column, DataType type) {
    return isRow(type) && isReshaped(type)
        ? Optional.of(present(column, row(column, type) + "::text"))
        : Optional.empty();
  }

  /** Whether the values are inside of arrays or domains, where nothing takes them apart. */
  boolean isStuck(DataType type) {
    ReplaceTypes.Swap swap = swap(type);
    if (swap == null || !isReshaped(type)) {
      return false;
    }
    return !isRow(type)
        || (swap.from() instanceof CompositeType was
            && was.attributes().stream().anyMatch(a -> isStuck(a.type())));
  }

  /**
   * Refuses while a column holds values that nothing takes apart: their texts would be refused by
   * the number of attributes alone, and else give values to other attributes. Empty for a type
   * whose values are no such.
   */
  Optional<Statement> refusal(QualifiedName table, Column column) {
    if (!isStuck(column.type())) {
      return Optional.empty();
    }
    String message =
        SqlText.name(table)
            + "."
            + SqlText.name(column.name())
            + " has values whose attributes change inside of an array or domain:"
            + " convert them by hand";
    return Optional.of(
        Statement.of(
            "DO "
                + SqlText.body(
                    "BEGIN\n  IF EXISTS (SELECT FROM "
                        + SqlText.name(table)
                        + " WHERE "
                        + isFilled(column)
                        + ") THEN\n    RAISE EXCEPTION USING MESSAGE = "
                        + SqlText.literal(message)
                        + ", ERRCODE = 'data_exception';\n  END IF;\nEND\n")));
  }

  /** Whether there is something inside. */
  static String isFilled(Column column) {
    String name = SqlText.name(column.name());
    return column.type().text().endsWith("[]")
        ? "cardinality(" + name + ") > 0"
        : name + " IS DISTINCT FROM NULL";
  }

  /**
   * The attributes in their new places, each as it was: the text of all is read as one of the new
   * type, which refuses what does not fit. A cast of one attribute would cut it off.
   */
  private String row(String value, DataType type) {
    ReplaceTypes.Swap swap = swap(type);
    List<String> values = new ArrayList<>();
    if (swap != null
        && swap.from() instanceof CompositeType was
        && swap.to() instanceof CompositeType is) {
      for (CompositeType.Attribute now : is.attributes()) {
        String one = "(" + value + ")." + SqlText.name(now.name());
        values.add(was.attribute(now.name()).map(old -> attribute(one, old, now)).orElse("NULL"));
      }
    }
    return "ROW(" + String.join(", ", values) + ")";
  }

  private String attribute(String one, CompositeType.Attribute old, CompositeType.Attribute now) {
    return old.type().equals(now.type()) && isRow(now.type()) && isReshaped(now.type())
        ? present(one, row(one, now.type()))
        : one;
  }

  /** No value is no row of NULLs. */
  private static String present(String value, String row) {
    return "CASE WHEN " + value + " IS DISTINCT FROM NULL THEN " + row + " END";
  }

  private boolean isRow(DataType type) {
    ReplaceTypes.Swap swap = swap(type);
    return swap != null
        && swap.from() instanceof CompositeType
        && swap.to() instanceof CompositeType
        && !type.text().endsWith("[]");
  }

  private boolean isReshaped(DataType type) {
    ReplaceTypes.Swap swap = swap(type);
    if (swap == null) {
      return false;
    }
    if (swap.from() instanceof Domain was) {
      return isReshaped(was.type());
    }
    return swap.from() instanceof CompositeType was
        && swap.to() instanceof CompositeType is
        && (!names(was).equals(names(is))
            || was.attributes().stream().anyMatch(a -> isReshaped(a.type())));
  }

  private static List<String> names(CompositeType type) {
    return type.attributes().stream().map(CompositeType.Attribute::name).toList();
  }

  private ReplaceTypes.@Nullable Swap swap(DataType type) {
    QualifiedName name = type.userDefined();
    return name == null ? null : swaps.get(name);
  }
}

package dev.pgmigrate.draft;

import dev.pgmigrate.change.AddColumn;
import dev.pgmigrate.change.AlterColumn;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.draft.EntityColumns.Mapped;
import dev.pgmigrate.entity.MappedColumn;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.sql.Literal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The value for rows that need one: what the column's own default says, else what its Java field
 * starts with. Offered where it is certain what a new entity would write; whether the existing rows
 * get that in a new column, a person decides.
 */
public final class InitialValues {
  private static final Set<String> TEXTS = Set.of("text", "character varying", "character");
  private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint");

  private final EntityColumns columns;

  private InitialValues(EntityColumns columns) {
    this.columns = columns;
  }

  /** The changes, each that requires a value with the one that is known. */
  public static List<Change> offer(List<Change> changes, EntityColumns columns) {
    InitialValues backfills = new InitialValues(columns);
    return changes.stream().map(backfills::offer).toList();
  }

  private Change offer(Change change) {
    if (change instanceof AddColumn add && add.requiresValue()) {
      return initial(add.object(), add.column())
          .<Change>map(value -> valued(add, value))
          .orElse(add);
    }
    if (change instanceof AlterColumn alter && alter.requiresValue()) {
      Optional<String> value =
          givesNothing(alter.to().defaultValue())
              ? initial(alter.object(), alter.to())
              : Optional.of("DEFAULT");
      return value.<Change>map(alter::withBackfill).orElse(alter);
    }
    return change;
  }

  /** What an annotation makes is known of each row; a field only says what new objects have. */
  private Change valued(AddColumn add, String value) {
    return columns.of(add.object()).stream()
        .filter(mapped -> !mapped.column().isWithoutField())
        .findFirst()
        .<Change>map(mapped -> add.withGuess(value, mapped.path()))
        .orElseGet(() -> add.withBackfill(value));
  }

  /** None where entities that share the column start with different values. */
  private Optional<String> initial(ObjectId id, Column column) {
    List<Mapped> mapped = columns.of(id);
    Set<Optional<String>> values =
        mapped.stream()
            .map(each -> Optional.ofNullable(literal(each.column(), column)))
            .collect(Collectors.toSet());
    return values.size() == 1 ? values.iterator().next() : Optional.empty();
  }

  private static @Nullable String literal(MappedColumn property, Column column) {
    String value = property.initializer();
    if (value == null || property.converted()) {
      return null;
    }
    String type = column.type().text().replaceFirst("\\(.*", "");
    boolean text = TEXTS.contains(type);
    if (!property.enumConstants().isEmpty()) {
      boolean named = text || column.type().userDefined() != null;
      int ordinal = property.enumConstants().indexOf(value);
      return ordinal < 0
          ? null
          : named ? Literal.quote(value) : INTEGERS.contains(type) ? "" + ordinal : null;
    }
    return switch (property.javaType()) {
      case "boolean", "java.lang.Boolean" -> type.equals("boolean") ? value : null;
      case "byte",
          "short",
          "int",
          "long",
          "java.lang.Byte",
          "java.lang.Short",
          "java.lang.Integer",
          "java.lang.Long",
          "java.math.BigInteger" ->
          INTEGERS.contains(type) || type.equals("numeric") ? value : null;
      case "java.math.BigDecimal" -> type.equals("numeric") ? value : null;
      case "float", "double", "java.lang.Float", "java.lang.Double" ->
          type.equals("real") || type.equals("double precision") ? number(value) : null;
      case "java.lang.String" -> text ? Literal.quote(value) : null;
      default -> null;
    };
  }

  /** As SQL writes it: NaN and infinities are texts there. */
  private static String number(String java) {
    return java.matches("[-+0-9.eE]+") ? java : Literal.quote(java);
  }

  private static boolean givesNothing(@Nullable Expression defaultValue) {
    return defaultValue == null || defaultValue.isNull();
  }
}

package dev.pgmigrate.change;

import dev.pgmigrate.ddl.Cast;
import dev.pgmigrate.ddl.Casts;
import dev.pgmigrate.ddl.PartitionBound;
import dev.pgmigrate.ddl.References;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.Table;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the key of a partitioned table is to the rows that the table has before. A condition on them
 * can only name the columns that are there at that time.
 *
 * @param parent the table before, {@code now} what it is afterwards
 * @param partitions its partitions afterwards
 */
record KeyChange(Table parent, Table now, List<Table> partitions) {
  private static final Pattern CONSTANT =
      Pattern.compile("('(?:[^']|'')*'|-?\\d+(?:\\.\\d+)?)(?:::.*)?");

  /** Whether a column of the key is not there before. */
  boolean isNew() {
    return !fresh().isEmpty();
  }

  /** Whether a column of the key has another type, or another order. */
  boolean isRetyped() {
    return key().stream()
        .anyMatch(
            column ->
                parent.column(column.name()).filter(old -> !isAlike(old, column)).isPresent());
  }

  private static boolean isAlike(Column old, Column column) {
    return old.type().equals(column.type()) && Objects.equals(old.collation(), column.collation());
  }

  /**
   * Whether the rows can come back into a table that is made anew: an added column that needs a
   * value gets none, and a value of another type must be one of the new type.
   */
  boolean bringsBack() {
    return now.columns().stream()
        .allMatch(
            column ->
                parent
                    .column(column.name())
                    .map(old -> keeps(old, column))
                    .orElse(fillsItself(column)));
  }

  private static boolean fillsItself(Column column) {
    return !column.notNull() || !column.isBare();
  }

  private static boolean keeps(Column old, Column column) {
    if (column.generated() != null || old.type().equals(column.type())) {
      return true;
    }
    Cast cast = Casts.of(old.type(), column.type());
    return cast.kind() == Cast.Kind.EXACT && cast.misfit() == null;
  }

  /** Whether each row has a partition, whatever its values are. */
  boolean takesAll() {
    List<PartitionBound> bounds =
        partitions.stream()
            .map(table -> Objects.requireNonNull(table.partition()).bound())
            .map(PartitionBound::of)
            .toList();
    return bounds.stream().anyMatch(PartitionBound::isDefault)
        || PartitionBound.isWholeHash(bounds)
        || bounds.stream()
            .anyMatch(bound -> bound.kind().equals("LIST") && bound.first().contains(value()));
  }

  /** What all rows have in a key that is one new column; empty where that differs. */
  private String value() {
    if (key().size() != 1
        || fresh().size() != 1
        || !by().equals(SqlText.name(fresh().get(0).name()))) {
      return "";
    }
    Column column = fresh().get(0);
    Expression value = column.defaultValue();
    if (value == null) {
      return column.identity() == null ? "NULL" : "";
    }
    Matcher constant = CONSTANT.matcher(value.canonical());
    return constant.matches() ? constant.group(1) : "";
  }

  private List<Column> fresh() {
    return key().stream().filter(column -> parent.column(column.name()).isEmpty()).toList();
  }

  private List<Column> key() {
    Expression by = new Expression(by(), by());
    List<String> names = References.mentioned(now, List.of(by));
    return now.columns().stream().filter(column -> names.contains(column.name())).toList();
  }

  private String by() {
    String by = Objects.requireNonNullElse(now.partitionBy(), "");
    return by.isEmpty() ? "" : by.substring(by.indexOf('(') + 1, by.length() - 1);
  }
}

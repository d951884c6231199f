package dev.pgmigrate.rows;

import dev.pgmigrate.jdbc.SqlResource;
import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Exclusion;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.IndexKey;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Identifier;
import dev.pgmigrate.sql.Literal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL demands of a row of one table, its parents' demands among it. */
final class TableRules {
  private static final String PARTITIONS = SqlResource.text(TableRules.class, "partitions");

  private final Schema schema;
  private final Table table;
  private final List<Table> family;
  private final List<String> columns;

  TableRules(Schema schema, Table table) {
    this.schema = schema;
    this.table = table;
    this.family = new ArrayList<>();
    addWithParents(table);
    this.columns = table.columns().stream().map(Column::name).toList();
  }

  private void addWithParents(Table one) {
    if (!family.contains(one)) {
      family.add(one);
      one.parents().forEach(parent -> schema.table(parent).ifPresent(this::addWithParents));
    }
  }

  /** The foreign keys, those of parents of a partition among them. */
  List<ForeignKey> foreignKeys() {
    return family.stream()
        .filter(one -> one.name().equals(table.name()) || table.partition() != null)
        .flatMap(FillOrder::foreignKeys)
        .toList();
  }

  /**
   * All conditions on the values of one row.
   *
   * @param early the keys whose targets come later
   */
  List<Condition> conditions(Trials trials, List<ForeignKey> early) throws SQLException {
    List<Condition> conditions = new ArrayList<>();
    constraints()
        .filter(Check.class::isInstance)
        .map(Check.class::cast)
        .filter(Check::enforced)
        .forEach(check -> conditions.add(condition(check.expression().canonical(), check.name())));
    foreignKeys().stream()
        .filter(key -> !key.period() && !early.contains(key))
        .forEach(key -> conditions.add(condition(key)));
    partitions(trials).ifPresent(conditions::add);
    return conditions;
  }

  private Condition condition(ForeignKey key) {
    List<String> mentioned = new ArrayList<>(key.columns());
    if (key.target().equals(table.name())) {
      mentioned.addAll(key.targetColumns());
    }
    return new Condition(mentioned.stream().distinct().toList(), refers(key), key.name());
  }

  private Condition condition(String sql, String title) {
    return new Condition(SqlNames.mentioned(sql, columns), sql, title);
  }

  private Stream<Constraint> constraints() {
    return family.stream().flatMap(one -> one.constraints().stream());
  }

  /** The row's target exists, is the row itself, or is NULL. */
  private String refers(ForeignKey key) {
    String own = SqlNames.list(key.columns());
    String target = SqlNames.list(key.targetColumns());
    String none =
        key.columns().stream()
            .map(column -> Identifier.quote(column) + " IS NULL")
            .collect(Collectors.joining(key.match() == ForeignKey.Match.FULL ? " AND " : " OR "));
    return key.target().equals(table.name())
        ? "%s OR ROW(%s) = ROW(%s)".formatted(none, own, target)
        : "%s OR (%s) IN (SELECT %s FROM %s)"
            .formatted(none, own, target, SqlNames.sql(key.target()));
  }

  /** A row has to be in one of the partitions; empty when any row is. */
  private Optional<Condition> partitions(Trials trials) throws SQLException {
    if (table.partitionBy() == null && table.partition() == null) {
      return Optional.empty();
    }
    List<List<@Nullable String>> bounds =
        trials.query(PARTITIONS.formatted(Literal.quote(SqlNames.sql(table.name()))));
    List<String> known = new ArrayList<>();
    for (List<@Nullable String> bound : bounds) {
      String text = bound.get(0);
      if (text == null) {
        return Optional.empty();
      }
      known.add("(" + text + ")");
    }
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(condition(String.join(" OR ", known), "the bounds of its partitions"));
  }

  /** The columns that a constraint or index of this name is about; empty: nobody knows. */
  List<String> columnsOf(String name) {
    Set<String> found = new LinkedHashSet<>();
    constraints()
        .filter(constraint -> constraint.name().equals(name))
        .forEach(constraint -> found.addAll(columnsOf(constraint)));
    for (Table one : family) {
      one.index(name).ifPresent(index -> found.addAll(columnsOf(index)));
    }
    return List.copyOf(found);
  }

  private List<String> columnsOf(Constraint constraint) {
    return constraint instanceof Exclusion exclusion
        ? columnsOf(exclusion.keys())
        : constraint instanceof Check check
            ? SqlNames.mentioned(check.expression().canonical(), columns)
            : constraint.columns();
  }

  private List<String> columnsOf(Index index) {
    return columnsOf(index.keys());
  }

  private List<String> columnsOf(List<IndexKey> keys) {
    return keys.stream()
        .flatMap(key -> SqlNames.mentioned(key.subject(), columns).stream())
        .toList();
  }

  /** What columns that PostgreSQL computes are computed from, by their names. */
  Map<String, String> generated() {
    Map<String, String> generated = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      if (column.generated() != null) {
        generated.put(
            column.name(),
            "CAST((%s) AS %s)"
                .formatted(column.generated().expression().canonical(), column.type().text()));
      }
    }
    return generated;
  }
}

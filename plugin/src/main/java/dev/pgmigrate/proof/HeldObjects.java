package dev.pgmigrate.proof;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Identifiers;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What only a held contract revision takes away, and the release of before it still uses: columns,
 * and triggers that keep two columns in step. A revision that comes between must leave them as they
 * are, although nothing is different in the end.
 *
 * @param held while contract revisions are held
 * @param settled the same once they are applied
 */
record HeldObjects(Schema held, Schema settled) {
  private static final Pattern ROW_COLUMN =
      Pattern.compile(
          "\\b(?:new|old)\\s*\\.\\s*(?:\"((?:[^\"]|\"\")+)\"|(\\w+))", Pattern.CASE_INSENSITIVE);

  /** What of it is no longer as it was, in words. */
  Optional<String> disturbedIn(Schema made) {
    return Stream.of(
            held.tables().stream().flatMap(table -> renamed(table, made)),
            triggers(held, settled).flatMap(trigger -> changed(trigger, made)),
            triggers(made, held).flatMap(trigger -> copied(trigger, made)))
        .flatMap(each -> each)
        .findFirst();
  }

  /** The triggers that the other schema lacks. */
  private static Stream<Definition> triggers(Schema schema, Schema other) {
    return schema.definitions().stream()
        .filter(each -> each.id().kind() == ObjectKind.TRIGGER)
        .filter(trigger -> other.definition(trigger.id()).isEmpty());
  }

  /** A view under a table's old name has no column that was dropped when the view was written. */
  private Stream<String> renamed(Table table, Schema made) {
    Optional<Table> later = settled.table(table.name());
    if (later.isEmpty() || made.table(table.name()).isPresent()) {
      return Stream.of();
    }
    return table.columns().stream()
        .filter(column -> later.get().column(column.name()).isEmpty())
        .map(
            column ->
                "table "
                    + table.name()
                    + " gets another name while the previous release still uses its column "
                    + column.name());
  }

  /** What a trigger works on that a held contract revision drops. */
  private Stream<String> changed(Definition trigger, Schema made) {
    QualifiedName name = trigger.id().qualifiedName();
    Table before = held.table(name).orElse(null);
    Table after = made.table(name).orElse(null);
    if (before == null) {
      return Stream.of();
    }
    if (after == null) {
      return Stream.of("table " + name + " gets another name while " + works(trigger));
    }
    return columns(trigger, held).stream()
        .filter(column -> !state(before, column).equals(state(after, column)))
        .map(column -> "column " + name + "." + column + " changes while " + works(trigger));
  }

  /** What a new trigger works on that is not yet as its revision takes it to be. */
  private Stream<String> copied(Definition trigger, Schema made) {
    QualifiedName name = trigger.id().qualifiedName();
    Table now = held.table(name).orElse(null);
    Table later = settled.table(name).orElse(null);
    if (now == null || later == null) {
      return Stream.of();
    }
    Set<String> columns = columns(trigger, made);
    String what = "trigger " + trigger.id().name() + " works on " + name + ".";
    return Stream.concat(
        triggers(held, settled)
            .filter(other -> other.id().qualifiedName().equals(name))
            .filter(other -> !Collections.disjoint(columns(other, held), columns))
            .map(other -> what + shared(columns(other, held), columns) + " while " + works(other)),
        columns.stream()
            .filter(column -> now.column(column).isPresent() && later.column(column).isPresent())
            .filter(column -> !state(now, column).equals(state(later, column)))
            .map(column -> what + column + ", which a held contract revision still changes"));
  }

  private static String shared(Set<String> one, Set<String> other) {
    return one.stream().filter(other::contains).collect(Collectors.joining(", "));
  }

  private static String works(Definition trigger) {
    return "trigger " + trigger.id().name() + " still works on it";
  }

  /** The columns of the row that a trigger's functions speak of. */
  private static Set<String> columns(Definition trigger, Schema schema) {
    Set<String> columns = new TreeSet<>();
    for (ObjectId used : schema.uses().of(trigger.id())) {
      schema
          .definition(used)
          .ifPresent(
              function -> {
                Matcher matcher = ROW_COLUMN.matcher(function.sql().canonical());
                while (matcher.find()) {
                  String quoted = matcher.group(1);
                  columns.add(quoted == null ? matcher.group(2) : quoted.replace("\"\"", "\""));
                }
              });
    }
    return columns;
  }

  /** What a writer of the column meets. */
  private static List<String> state(Table table, String column) {
    Predicate<String> mentions = structure -> Identifiers.mentions(structure, column);
    return Stream.of(
            table.column(column).map(Column::aspects).stream()
                .flatMap(aspects -> aspects.entrySet().stream())
                .filter(aspect -> !aspect.getKey().equals("comment"))
                .map(Object::toString),
            table.constraints().stream().map(Constraint::structure).filter(mentions),
            table.indexes().stream().filter(Index::unique).map(Index::structure).filter(mentions))
        .flatMap(each -> each)
        .sorted()
        .collect(Collectors.toList());
  }
}

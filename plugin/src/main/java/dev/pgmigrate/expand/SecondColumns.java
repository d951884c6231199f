package dev.pgmigrate.expand;

import dev.pgmigrate.change.AddConstraint;
import dev.pgmigrate.change.AlterColumn;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.CreateIndex;
import dev.pgmigrate.change.Rename;
import dev.pgmigrate.diff.Renaming;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.PrimaryKey;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.ObjectName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Second columns beside those of a schema, for the types that another schema gives them, and what
 * the second ones get under names of its own.
 *
 * <p>What hangs on a column is found by giving the column another name: it is what is not the same
 * afterwards.
 */
final class SecondColumns {
  private final Schema here;
  private final Schema wanted;
  private final List<Rename> columns;

  /** The wanted schema, in which the columns have the names of the second ones. */
  private final Schema renamed;

  /** The names of indexes and constraints while both are there, by table and name in the end. */
  private final Map<List<Object>, String> names = new LinkedHashMap<>();

  /**
   * Columns beside.
   *
   * @param label what the names of second columns and of their parts end with
   */
  SecondColumns(Schema here, Schema wanted, Collection<ObjectId> columns, String label) {
    this.here = here;
    this.wanted = wanted;
    this.columns = seconds(columns, label);
    this.renamed = Renaming.of(wanted, this.columns);
    Set<String> taken = new HashSet<>();
    for (Table table : here.tables()) {
      table.indexes().forEach(index -> taken.add(index.name()));
      table.constraints().forEach(constraint -> taken.add(constraint.name()));
    }
    for (Table table : wanted.tables()) {
      for (Index index : indexes(table)) {
        names.put(List.of(table.name(), index.name()), free(index.name(), label, taken));
      }
      for (Constraint constraint : constraints(table)) {
        names.put(List.of(table.name(), constraint.name()), free(constraint.name(), label, taken));
      }
    }
  }

  private List<Rename> seconds(Collection<ObjectId> columns, String label) {
    Map<QualifiedName, Set<String>> taken = new HashMap<>();
    for (Schema schema : List.of(here, wanted)) {
      for (Table table : schema.tables()) {
        Set<String> names = taken.computeIfAbsent(table.name(), name -> new HashSet<>());
        table.columns().forEach(column -> names.add(column.name()));
      }
    }
    List<Rename> seconds = new ArrayList<>();
    for (ObjectId id : columns.stream().sorted().toList()) {
      QualifiedName table = id.qualifiedName();
      String second = free(id.name(), label, Objects.requireNonNull(taken.get(table)));
      seconds.add(new Rename(id, ObjectId.column(table, second)));
    }
    return seconds;
  }

  /** A name that nothing has yet. */
  private static String free(String name, String label, Set<String> taken) {
    String free = ObjectName.of(name, "", label);
    for (int i = 1; !taken.add(free); i++) {
      free = ObjectName.of(name, "", label + i);
    }
    return free;
  }

  /** The second columns, which follow the first. */
  List<ColumnSync> syncs() {
    return columns.stream().map(this::sync).toList();
  }

  private ColumnSync sync(Rename rename) {
    QualifiedName name = rename.from().qualifiedName();
    Table table = here.table(name).orElseThrow();
    return ColumnSync.following(
        table,
        table.column(rename.from().name()).orElseThrow(),
        renamed.table(name).flatMap(t -> t.column(rename.to().name())).orElseThrow(),
        RenamedColumns.triggers(here, table));
  }

  /**
   * What the wanted table has of indexes of the columns, under the names and about the columns of
   * the wanted.
   */
  List<Index> indexes(Table table) {
    Table then = then(table);
    return table.indexes().stream()
        .filter(i -> !then.index(i.name()).equals(Optional.of(i)))
        .toList();
  }

  /**
   * What the wanted table has of constraints of the columns, among them foreign keys that refer to
   * them.
   */
  List<Constraint> constraints(Table table) {
    Table then = then(table);
    return table.constraints().stream()
        .filter(c -> !then.constraint(c.name()).equals(Optional.of(c)))
        .toList();
  }

  /** Whether a generated column of the wanted table is computed from one of the columns. */
  boolean computesFrom(Table table) {
    Table then = then(table);
    return table.columns().stream()
        .filter(column -> column.generated() != null)
        .anyMatch(column -> !then.column(column.name()).equals(Optional.of(column)));
  }

  /** The wanted table with the second columns in the place of the first. */
  private Table then(Table table) {
    return renamed.table(table.name()).orElseThrow();
  }

  /** The like of an index, of the second columns. */
  Index beside(Table table, Index index) {
    return then(table).index(index.name()).orElseThrow().withName(name(table, index.name()));
  }

  /** The like of a constraint, of the second columns. */
  Constraint beside(Table table, Constraint constraint) {
    return then(table)
        .constraint(constraint.name())
        .orElseThrow()
        .withName(name(table, constraint.name()));
  }

  /** A foreign key of second columns of the wanted table, to what are first ones elsewhere. */
  ForeignKey fromSeconds(Table table, ForeignKey key) {
    List<Rename> own =
        columns.stream().filter(r -> r.from().qualifiedName().equals(table.name())).toList();
    Table then = Renaming.of(wanted, own).table(table.name()).orElseThrow();
    return (ForeignKey) then.constraint(key.name()).orElseThrow();
  }

  private String name(Table table, String name) {
    return Objects.requireNonNull(names.get(List.of(table.name(), name)));
  }

  /** Whether a part of this table has this name only while both columns are there. */
  boolean isTemporary(QualifiedName table, String name) {
    return names.entrySet().stream()
        .anyMatch(e -> e.getKey().get(0).equals(table) && e.getValue().equals(name));
  }

  /** The index that the primary key is put on, if it is one of these columns. */
  Optional<Index> key(Table table) {
    return constraints(table).stream()
        .filter(key -> key.kind() == ObjectKind.PRIMARY_KEY)
        .map(key -> (PrimaryKey) beside(table, key))
        .map(key -> CreateIndex.under(then(table), key, key.name()).index())
        .findFirst();
  }

  /** What hangs on the columns of one table. */
  List<ColumnSwap.Part> parts(Table table, Predicate<Constraint> which) {
    List<ColumnSwap.Part> parts = new ArrayList<>();
    for (Index index : indexes(table)) {
      parts.add(new ColumnSwap.Part(ObjectKind.INDEX, name(table, index.name()), index.name()));
    }
    for (Constraint constraint : constraints(table)) {
      if (which.test(constraint)) {
        parts.add(
            new ColumnSwap.Part(
                constraint.kind(), name(table, constraint.name()), constraint.name()));
      }
    }
    return parts;
  }

  /**
   * What the second columns get, once they are filled, in two parts: foreign keys come last, for
   * they may refer to others of the columns.
   *
   * @param which constraints they get
   */
  List<List<Change>> changes(Predicate<Constraint> which) {
    List<Change> first = new ArrayList<>();
    List<Change> last = new ArrayList<>();
    for (ColumnSync sync : syncs()) {
      if (sync.second().isFilled()) {
        Column beside = sync.beside();
        first.add(new AlterColumn(both(sync.table()), beside, beside.required()));
      }
    }
    for (Table table : wanted.tables()) {
      Table both = here.table(table.name()).map(this::both).orElse(table);
      indexes(table).forEach(index -> first.add(new CreateIndex(both, beside(table, index))));
      for (Constraint constraint : constraints(table)) {
        if (constraint.kind() == ObjectKind.PRIMARY_KEY) {
          first.add(new CreateIndex(both, key(table).orElseThrow()));
        } else if (which.test(constraint)) {
          (constraint.kind() == ObjectKind.FOREIGN_KEY ? last : first)
              .add(new AddConstraint(both, beside(table, constraint)));
        }
      }
    }
    return List.of(first, last);
  }

  /** The schema with the second columns. */
  Schema both() {
    return here.withTables(here.tables().stream().map(this::both).toList());
  }

  private Table both(Table table) {
    List<Column> all = new ArrayList<>(table.columns());
    columns.stream()
        .filter(rename -> rename.from().qualifiedName().equals(table.name()))
        .forEach(rename -> all.add(sync(rename).beside()));
    return table.withColumns(all);
  }
}

package dev.pgmigrate.ddl;

import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Exclusion;
import dev.pgmigrate.schema.KeyConstraint;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Partition;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.RowSecurity;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tables as SQL. */
public final class TableSql {
  public static final String BY_INDEX = "USING INDEX ";

  private TableSql() {}

  public static List<String> create(Table table, List<Column> inherited) {
    String name = SqlText.name(table.name());
    Partition partition = table.partition();
    boolean standalone = standalone(table);
    List<String> parts = new ArrayList<>();
    if (standalone) {
      table.columns().stream()
          .filter(Column::local)
          .forEach(column -> parts.add(ColumnSql.definition(column)));
    }
    table.columns().stream()
        .filter(column -> !(standalone && column.local()))
        .map(column -> NotNullSql.inTable(table.name(), column))
        .filter(Objects::nonNull)
        .forEach(parts::add);
    List<Constraint> first = new ArrayList<>();
    List<Constraint> later = new ArrayList<>();
    Set<Object> indexed = new HashSet<>();
    for (Constraint constraint : inline(table)) {
      boolean inside = validated(constraint) && indexed.add(indexed(constraint));
      (inside ? first : later).add(constraint);
    }
    first.forEach(constraint -> parts.add(ConstraintSql.definition(constraint)));
    List<String> sql = new ArrayList<>();
    sql.add(
        "CREATE "
            + (table.unlogged() ? "UNLOGGED " : "")
            + "TABLE "
            + name
            + (partition == null || standalone
                ? ""
                : " PARTITION OF " + SqlText.name(partition.parent()))
            + body(parts, standalone)
            + (partition == null || standalone ? "" : " " + partition.bound().text())
            + options(table));
    if (partition != null && standalone) {
      sql.add(attach(table.name(), partition));
    }
    sql.addAll(overrides(table, inherited));
    // In CREATE TABLE a check is validated whatever it says, and two keys that are alike are one.
    later.forEach(c -> sql.add("ALTER TABLE " + name + " ADD " + ConstraintSql.definition(c)));
    table.columns().stream()
        .filter(column -> inherited.stream().noneMatch(c -> c.name().equals(column.name())))
        .forEach(column -> sql.addAll(ColumnSql.settings(name, column)));
    table.columns().forEach(c -> sql.addAll(NotNullSql.afterwards(table.name(), c)));
    String replicaIdentity = table.replicaIdentity();
    if (replicaIdentity != null && carriesReplicaIdentity(table)) {
      sql.add(replicaIdentity(table, replicaIdentity));
    }
    sql.addAll(rowSecurity(table.name(), null, table.rowSecurity()));
    sql.addAll(CommentSql.of("TABLE " + name, table.comment()));
    table
        .columns()
        .forEach(
            c -> sql.addAll(CommentSql.of(CommentSql.column(table.name(), c.name()), c.comment())));
    inline(table).forEach(constraint -> sql.addAll(CommentSql.of(table, constraint)));
    sql.addAll(AccessSql.of(table.id(), table.access()));
    String owner = table.access().owner();
    table
        .columns()
        .forEach(
            c ->
                sql.addAll(
                    AccessSql.between(
                        table.columnId(c.name()),
                        Access.DEFAULT.ownedBy(owner),
                        c.access().ownedBy(owner))));
    table.columns().forEach(c -> sql.addAll(ColumnSql.numbering(c)));
    return sql;
  }

  /** What the table says otherwise than its parents, of the columns that they hand down. */
  private static List<String> overrides(Table table, List<Column> inherited) {
    List<String> sql = new ArrayList<>();
    for (Column down : inherited) {
      table
          .column(down.name())
          .ifPresent(
              column ->
                  sql.addAll(
                      AlterColumnSql.overriding(table, ColumnSql.newlyInherited(down), column)));
    }
    return sql;
  }

  /** A partition whose columns are its own was attached later, and is so again. */
  private static boolean standalone(Table table) {
    return table.partition() == null || table.columns().stream().anyMatch(Column::local);
  }

  private static String body(List<String> parts, boolean standalone) {
    if (parts.isEmpty()) {
      return standalone ? " ()" : "";
    }
    return parts.stream()
        .map(part -> "  " + part)
        .collect(Collectors.joining(",\n", " (\n", "\n)"));
  }

  private static String options(Table table) {
    List<QualifiedName> parents = table.inherits();
    return (parents.isEmpty()
            ? ""
            : parents.stream()
                .map(SqlText::name)
                .collect(Collectors.joining(", ", " INHERITS (", ")")))
        + (table.partitionBy() == null ? "" : " PARTITION BY " + table.partitionBy())
        + (table.accessMethod() == null ? "" : " USING " + SqlText.name(table.accessMethod()))
        + (table.parameters().isEmpty() ? "" : " WITH " + SqlText.parameters(table.parameters()))
        + (table.tablespace() == null ? "" : " TABLESPACE " + SqlText.name(table.tablespace()));
  }

  /** The constraints that stand in CREATE TABLE, the primary key first. */
  public static List<Constraint> inline(Table table) {
    return table.constraints().stream()
        .filter(constraint -> constraint.kind() != ObjectKind.FOREIGN_KEY)
        .sorted(Comparator.comparing(Constraint::kind).thenComparing(Constraint::name))
        .toList();
  }

  private static boolean validated(Constraint constraint) {
    return constraint.validated() || !constraint.enforced();
  }

  /** What the index inside a constraint is about; the constraint where it has none. */
  private static Object indexed(Constraint constraint) {
    if (constraint instanceof KeyConstraint key) {
      return List.of(key.columns(), key.withoutOverlaps());
    }
    return constraint instanceof Exclusion exclusion
        ? List.of(exclusion.keys(), exclusion.operators())
        : constraint;
  }

  public static List<ObjectId> parents(Table table) {
    return table.parents().stream().map(ObjectId::table).toList();
  }

  /** What changes of the table that it is a partition of. */
  public static List<ObjectId> partitions(Table table) {
    Partition partition = table.partition();
    return partition == null ? List.of() : List.of(References.partitions(partition.parent()));
  }

  /** That it is a partition where it is one. */
  public static List<ObjectId> place(Table table) {
    Partition partition = table.partition();
    return partition == null ? List.of() : List.of(place(table.name(), partition.parent()));
  }

  /** That a table is a partition of another one. */
  public static ObjectId place(QualifiedName table, QualifiedName parent) {
    return ObjectId.of(
        ObjectKind.UNIQUE, table, "partition of " + parent.namespace() + "." + parent.name());
  }

  public static String detach(QualifiedName table, Partition partition) {
    return "ALTER TABLE "
        + SqlText.name(partition.parent())
        + " DETACH PARTITION "
        + SqlText.name(table);
  }

  public static String attach(QualifiedName table, Partition partition) {
    return "ALTER TABLE "
        + SqlText.name(partition.parent())
        + " ATTACH PARTITION "
        + SqlText.name(table)
        + " "
        + partition.bound().text();
  }

  public static List<String> rowSecurity(
      QualifiedName table, @Nullable RowSecurity from, @Nullable RowSecurity to) {
    String alter = "ALTER TABLE " + SqlText.name(table) + " ";
    boolean enabled = to != null && to.enabled();
    boolean forced = to != null && to.forced();
    List<String> sql = new ArrayList<>();
    if (enabled != (from != null && from.enabled())) {
      sql.add(alter + (enabled ? "ENABLE" : "DISABLE") + " ROW LEVEL SECURITY");
    }
    if (forced != (from != null && from.forced())) {
      sql.add(alter + (forced ? "FORCE" : "NO FORCE") + " ROW LEVEL SECURITY");
    }
    return sql;
  }

  public static String replicaIdentity(Table table, @Nullable String identity) {
    String which =
        identity == null
            ? "DEFAULT"
            : identity.startsWith(BY_INDEX)
                ? BY_INDEX + SqlText.name(identity.substring(BY_INDEX.length()))
                : identity;
    return "ALTER TABLE " + SqlText.name(table.name()) + " REPLICA IDENTITY " + which;
  }

  /** The index that is the replica identity, under each name it may be referred to. */
  public static List<ObjectId> replicaIndex(Table table) {
    String identity = table.replicaIdentity();
    return identity == null || !identity.startsWith(BY_INDEX)
        ? List.of()
        : List.of(
            ObjectId.of(
                ObjectKind.INDEX,
                new QualifiedName(
                    table.name().namespace(), identity.substring(BY_INDEX.length()))));
  }

  /** False where the replica identity is an index that is a change of its own. */
  public static boolean carriesReplicaIdentity(Table table) {
    String identity = table.replicaIdentity();
    return identity == null
        || !identity.startsWith(BY_INDEX)
        || table.index(identity.substring(BY_INDEX.length())).isEmpty();
  }
}

package dev.pgmigrate.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table with all its parts.
 *
 * @param columns in catalog order, which is no part of equality
 * @param constraints sorted by name; what a partition or child inherits is not repeated on it
 * @param indexes those that do not belong to a constraint, sorted by name; those attached to a
 *     parent's index are not repeated on the partition
 * @param parameters storage parameters, those of the TOAST table with the prefix {@code toast.}
 * @param accessMethod null for heap
 * @param replicaIdentity null for DEFAULT; else {@code FULL}, {@code NOTHING}, {@code USING INDEX
 *     name}
 * @param partitionBy as pg_get_partkeydef prints it: {@code RANGE (created)}; null unless
 *     partitioned
 * @param partition null unless this is a partition
 * @param inherits the parents of plain inheritance, in order
 * @param rowSecurity null if its policies do not apply
 */
public record Table(
    QualifiedName name,
    List<Column> columns,
    List<Constraint> constraints,
    List<Index> indexes,
    boolean unlogged,
    Map<String, String> parameters,
    @Nullable String tablespace,
    @Nullable String accessMethod,
    @Nullable String replicaIdentity,
    @Nullable String partitionBy,
    @Nullable Partition partition,
    List<QualifiedName> inherits,
    @Nullable RowSecurity rowSecurity,
    @Nullable String comment,
    Access access)
    implements SchemaObject {
  public Table {
    columns = List.copyOf(columns);
    constraints = List.copyOf(constraints);
    indexes = List.copyOf(indexes);
    parameters = Maps.ordered(parameters);
    inherits = List.copyOf(inherits);
  }

  @Override
  public ObjectId id() {
    return ObjectId.table(name);
  }

  /** The tables that it inherits from or is a partition of. */
  public List<QualifiedName> parents() {
    return partition == null
        ? inherits
        : Stream.concat(inherits.stream(), Stream.of(partition.parent())).toList();
  }

  public ObjectId columnId(String column) {
    return ObjectId.column(name, column);
  }

  /**
   * The identity of a constraint of this table: by name, or by structure where the name was
   * generated.
   */
  public ObjectId constraintId(Constraint constraint) {
    boolean generated = GeneratedName.isOf(constraint, this);
    return ObjectId.of(
        constraint.kind(), name, generated ? constraint.structure() : constraint.name());
  }

  /**
   * The identity of an index of this table: by name, or by structure where the name was generated.
   */
  public ObjectId indexId(Index index) {
    return GeneratedName.isOf(index, this)
        ? ObjectId.of(ObjectKind.INDEX, name, index.structure())
        : ObjectId.of(ObjectKind.INDEX, new QualifiedName(name.namespace(), index.name()));
  }

  /** The identity of a constraint or an index of this table. */
  public ObjectId partId(TablePart part) {
    return part instanceof Index index ? indexId(index) : constraintId((Constraint) part);
  }

  /** The table and all its parts, each with its aspects. */
  public void forEachPart(BiConsumer<ObjectId, Map<String, Object>> visitor) {
    visitor.accept(id(), aspects());
    columns.forEach(c -> visitor.accept(columnId(c.name()), c.aspects()));
    constraints.forEach(c -> visitor.accept(constraintId(c), c.aspects()));
    indexes.forEach(i -> visitor.accept(indexId(i), i.aspects()));
  }

  public Optional<Column> column(String column) {
    for (Column candidate : columns) {
      if (candidate.name().equals(column)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  public Optional<Constraint> constraint(String constraint) {
    for (Constraint candidate : constraints) {
      if (candidate.name().equals(constraint)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  public Optional<Index> index(String index) {
    for (Index candidate : indexes) {
      if (candidate.name().equals(index)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** Its constraints of one kind, in their order. */
  public <C extends Constraint> List<C> constraints(Class<C> kind) {
    return constraints.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  public Optional<PrimaryKey> primaryKey() {
    return constraints(PrimaryKey.class).stream().findFirst();
  }

  @Override
  public Map<String, Object> aspects() {
    return new Aspects()
        .add("unlogged", unlogged)
        .add("parameters", parameters)
        .add("tablespace", tablespace)
        .add("access-method", accessMethod)
        .add("replica-identity", replicaIdentity)
        .add("partition-by", partitionBy)
        .add("partition", partition)
        .add("inherits", inherits)
        .add("row-security", rowSecurity)
        .add("comment", comment)
        .add(access)
        .map();
  }

  public Table withName(QualifiedName name) {
    return with(draft -> draft.name = name);
  }

  public Table withColumns(List<Column> columns) {
    return with(draft -> draft.columns = columns);
  }

  public Table withConstraints(List<Constraint> constraints) {
    return with(draft -> draft.constraints = constraints);
  }

  /** The same with another row security. */
  public Table withRowSecurity(@Nullable RowSecurity rowSecurity) {
    return with(draft -> draft.rowSecurity = rowSecurity);
  }

  /** The same with other parts. */
  public Table withParts(List<Column> columns, List<Constraint> constraints, List<Index> indexes) {
    return with(
        draft -> {
          draft.columns = columns;
          draft.constraints = constraints;
          draft.indexes = indexes;
        });
  }

  public Table withPartitionBy(@Nullable String partitionBy) {
    return with(draft -> draft.partitionBy = partitionBy);
  }

  /** The same at another place under a parent. */
  public Table withPlace(@Nullable Partition partition, List<QualifiedName> inherits) {
    return with(
        draft -> {
          draft.partition = partition;
          draft.inherits = inherits;
        });
  }

  public Table withReplicaIdentity(@Nullable String replicaIdentity) {
    return with(draft -> draft.replicaIdentity = replicaIdentity);
  }

  @Override
  public boolean equals(Object other) {
    return other == this
        || (other instanceof Table t
            && name.equals(t.name)
            && sameColumns(t)
            && identity().equals(t.identity()));
  }

  /** The order of columns is never a difference; most often it is the same, too. */
  private boolean sameColumns(Table other) {
    return columns.size() == other.columns.size()
        && (columns.equals(other.columns) || Set.copyOf(columns).equals(Set.copyOf(other.columns)));
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  private List<@Nullable Object> identity() {
    return Arrays.asList(
        constraints,
        indexes,
        unlogged,
        parameters,
        tablespace,
        accessMethod,
        replicaIdentity,
        partitionBy,
        partition,
        settings(),
        numbering(),
        inherits,
        rowSecurity,
        comment,
        access);
  }

  /** The same table with another owner and other privileges. */
  public Table withAccess(Access access) {
    return with(draft -> draft.access = access);
  }

  /** What the sequences behind identity columns have of their own. */
  private Map<String, IdentitySequence> numbering() {
    Map<String, IdentitySequence> sequences = new TreeMap<>();
    for (Column column : columns) {
      Identity identity = column.identity();
      IdentitySequence sequence = identity == null ? null : identity.sequence();
      boolean plain =
          sequence == null
              || (!sequence.named()
                  && sequence.comment() == null
                  && sequence.access().equals(Access.DEFAULT));
      if (!plain) {
        sequences.put(column.name(), sequence);
      }
    }
    return sequences;
  }

  /** What the parts have whose names do not count. */
  private Map<String, PartitionPart.Settings> settings() {
    return partition == null
        ? Map.of()
        : partition.parts().stream()
            .collect(
                Collectors.toMap(
                    PartitionPart::parent, PartitionPart::settings, (some, others) -> some));
  }

  private Table with(Consumer<Draft> change) {
    Draft draft = new Draft();
    change.accept(draft);
    return draft.done();
  }

  /** A copy in the making, so that each part stands beside its name. */
  private final class Draft {
    QualifiedName name = Table.this.name;
    List<Column> columns = Table.this.columns;
    List<Constraint> constraints = Table.this.constraints;
    List<Index> indexes = Table.this.indexes;
    boolean unlogged = Table.this.unlogged;
    Map<String, String> parameters = Table.this.parameters;
    @Nullable String tablespace = Table.this.tablespace;
    @Nullable String accessMethod = Table.this.accessMethod;
    @Nullable String replicaIdentity = Table.this.replicaIdentity;
    @Nullable String partitionBy = Table.this.partitionBy;
    @Nullable Partition partition = Table.this.partition;
    List<QualifiedName> inherits = Table.this.inherits;
    @Nullable RowSecurity rowSecurity = Table.this.rowSecurity;
    @Nullable String comment = Table.this.comment;
    Access access = Table.this.access;

    Table done() {
      return new Table(
          name,
          columns,
          constraints,
          indexes,
          unlogged,
          parameters,
          tablespace,
          accessMethod,
          replicaIdentity,
          partitionBy,
          partition,
          inherits,
          rowSecurity,
          comment,
          access);
    }
  }
}

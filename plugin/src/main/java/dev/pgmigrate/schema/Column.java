package dev.pgmigrate.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A column, without its table: {@link Table#columnId} gives its identity.
 *
 * @param defaultValue null when there is none; a generated column has none
 * @param notNullConstraint null unless there is more to say than that it is NOT NULL (PostgreSQL
 *     18)
 * @param collation null when it is the type's own
 * @param storage {@code PLAIN}, {@code EXTERNAL}, {@code EXTENDED} or {@code MAIN}; null when it is
 *     the type's own
 * @param compression {@code pglz} or {@code lz4}; null when it is the server's setting
 * @param statistics what ANALYZE is told of it; null when nothing is
 * @param local declared on this table, not merely inherited from a parent
 * @param access the column's own privileges; a column has no owner
 */
public record Column(
    String name,
    DataType type,
    boolean notNull,
    @Nullable NotNull notNullConstraint,
    @Nullable Expression defaultValue,
    @Nullable Identity identity,
    @Nullable Generated generated,
    @Nullable QualifiedName collation,
    @Nullable String storage,
    @Nullable String compression,
    @Nullable Statistics statistics,
    boolean local,
    @Nullable String comment,
    Access access) {
  public Column {
    notNullConstraint =
        notNull && notNullConstraint != null && !notNullConstraint.isPlain()
            ? notNullConstraint
            : null;
  }

  /** Whether every row has a value. */
  public boolean isFilled() {
    return notNull && (notNullConstraint == null || notNullConstraint.validated());
  }

  /** Whether a row that says nothing about it gets no value: {@code DEFAULT NULL} is none. */
  public boolean isBare() {
    return identity == null && generated == null && (defaultValue == null || defaultValue.isNull());
  }

  /** Whether every row must have a value and nothing gives it one. */
  public boolean needsValue() {
    return isFilled() && isBare();
  }

  /** The same column with its NOT NULL in another state. */
  public Column withNotNull(boolean notNull, @Nullable NotNull constraint) {
    return new Column(
        name,
        type,
        notNull,
        constraint,
        defaultValue,
        identity,
        generated,
        collation,
        storage,
        compression,
        statistics,
        local,
        comment,
        access);
  }

  /** The same column with another type. */
  public Column withType(DataType other) {
    return new Column(
        name,
        other,
        notNull,
        notNullConstraint,
        defaultValue,
        identity,
        generated,
        collation,
        storage,
        compression,
        statistics,
        local,
        comment,
        access);
  }

  /** As {@link SchemaObject#aspects()}. The type is always stated. */
  public Map<String, Object> aspects() {
    return new Aspects()
        .add("type", type)
        .add("not-null", notNull)
        .add("not-null-not-valid", notNull && !isFilled())
        .add("not-null-no-inherit", notNullConstraint != null && notNullConstraint.noInherit())
        .add("not-null-comment", notNullConstraint == null ? null : notNullConstraint.comment())
        .add("default", defaultValue)
        .add("identity", identity)
        .add("generated", generated)
        .add("collation", collation)
        .add("storage", storage)
        .add("compression", compression)
        .add("statistics", statistics)
        .add("comment", comment)
        .add("privileges", access.granted())
        .map();
  }
}

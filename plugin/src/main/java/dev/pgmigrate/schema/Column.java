package dev.pgmigrate.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A column, without its table: {@link Table#columnId} gives its identity.
 *
 * @param defaultValue null if there is none; a generated column has none
 * @param notNullConstraint null unless it has more than plain NOT NULL: a name or a state
 *     (PostgreSQL 18)
 * @param collation null for the type's own
 * @param storage {@code PLAIN}, {@code EXTERNAL}, {@code EXTENDED} or {@code MAIN}; null for the
 *     type's own
 * @param compression {@code pglz} or {@code lz4}; null for the server's setting
 * @param statistics the statistics target; null if none is set
 * @param local declared on this table, not only inherited from a parent
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

  /** Whether an INSERT without the column leaves it NULL: {@code DEFAULT NULL} is no value. */
  public boolean isBare() {
    return identity == null && generated == null && (defaultValue == null || defaultValue.isNull());
  }

  /** Whether every row must have a value and only an INSERT can give one. */
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

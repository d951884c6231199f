package dev.pgmigrate.schema;

import java.util.Map;
import java.util.function.Consumer;
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

  /** The same column with another name. */
  public Column withName(String name) {
    return with(draft -> draft.name = name);
  }

  /** The same column with its NOT NULL in another state. */
  public Column withNotNull(boolean notNull, @Nullable NotNull constraint) {
    return with(
        draft -> {
          draft.notNull = notNull;
          draft.notNullConstraint = constraint;
        });
  }

  /** The same column, NOT NULL. */
  public Column required() {
    return withNotNull(true, notNullConstraint);
  }

  /** The same column, its NOT NULL left out. */
  public Column optional() {
    return withNotNull(false, null);
  }

  public Column withDefault(@Nullable Expression defaultValue) {
    return with(draft -> draft.defaultValue = defaultValue);
  }

  public Column withIdentity(@Nullable Identity identity) {
    return with(draft -> draft.identity = identity);
  }

  public Column withGenerated(@Nullable Generated generated) {
    return with(draft -> draft.generated = generated);
  }

  public Column withStatistics(@Nullable Statistics statistics) {
    return with(draft -> draft.statistics = statistics);
  }

  /** The same column, declared on its table or not. */
  public Column withLocal(boolean local) {
    return with(draft -> draft.local = local);
  }

  public Column withComment(@Nullable String comment) {
    return with(draft -> draft.comment = comment);
  }

  public Column withAccess(Access access) {
    return with(draft -> draft.access = access);
  }

  /** The same column with another type. */
  public Column withType(DataType type) {
    return with(draft -> draft.type = type);
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

  private Column with(Consumer<Draft> change) {
    Draft draft = new Draft();
    change.accept(draft);
    return draft.done();
  }

  /** A copy in the making, so that each part stands beside its name. */
  private final class Draft {
    String name = Column.this.name;
    DataType type = Column.this.type;
    boolean notNull = Column.this.notNull;
    @Nullable NotNull notNullConstraint = Column.this.notNullConstraint;
    @Nullable Expression defaultValue = Column.this.defaultValue;
    @Nullable Identity identity = Column.this.identity;
    @Nullable Generated generated = Column.this.generated;
    @Nullable QualifiedName collation = Column.this.collation;
    @Nullable String storage = Column.this.storage;
    @Nullable String compression = Column.this.compression;
    @Nullable Statistics statistics = Column.this.statistics;
    boolean local = Column.this.local;
    @Nullable String comment = Column.this.comment;
    Access access = Column.this.access;

    Column done() {
      return new Column(
          name,
          type,
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
  }
}

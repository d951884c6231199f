package dev.pgmigrate.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A column, without its table: {@link Table#columnId} gives its identity.
 *
 * @param defaultValue null when there is none; a generated column has none
 * @param collation null when it is the type's own
 * @param storage {@code PLAIN}, {@code EXTERNAL}, {@code EXTENDED} or {@code MAIN}; null when it is
 *     the type's own
 * @param compression {@code pglz} or {@code lz4}; null when it is the server's setting
 * @param statistics the statistics target; null when it is the server's setting
 * @param local declared on this table, not merely inherited from a parent
 * @param access the column's own privileges; a column has no owner
 */
public record Column(
    String name,
    DataType type,
    boolean notNull,
    @Nullable Expression defaultValue,
    @Nullable Identity identity,
    @Nullable Generated generated,
    @Nullable QualifiedName collation,
    @Nullable String storage,
    @Nullable String compression,
    @Nullable Integer statistics,
    boolean local,
    @Nullable String comment,
    Access access) {
  /** As {@link SchemaObject#aspects()}. The type is always stated. */
  public Map<String, Object> aspects() {
    return new Aspects()
        .add("type", type)
        .add("not-null", notNull)
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

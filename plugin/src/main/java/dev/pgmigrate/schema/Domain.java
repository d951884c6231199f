package dev.pgmigrate.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A domain: a type with a default and checks of its own.
 *
 * @param collation null when it is the base type's
 * @param checks sorted by name
 */
public record Domain(
    QualifiedName name,
    DataType type,
    @Nullable QualifiedName collation,
    boolean notNull,
    @Nullable Expression defaultValue,
    List<Check> checks,
    @Nullable String comment,
    Access access)
    implements SchemaObject {
  public Domain {
    checks = List.copyOf(checks);
  }

  @Override
  public ObjectId id() {
    return ObjectId.of(ObjectKind.DOMAIN, name);
  }

  @Override
  public Map<String, Object> aspects() {
    return new Aspects()
        .add("type", type)
        .add("collation", collation)
        .add("not-null", notNull)
        .add("default", defaultValue)
        .add("comment", comment)
        .add(access)
        .map();
  }
}

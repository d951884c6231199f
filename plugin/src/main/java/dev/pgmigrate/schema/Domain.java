package dev.pgmigrate.schema;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A domain: a type with its own default and checks.
 *
 * @param collation null for the base type's
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

  public Domain withName(QualifiedName name) {
    return new Domain(name, type, collation, notNull, defaultValue, checks, comment, access);
  }

  public Domain withType(DataType type) {
    return new Domain(name, type, collation, notNull, defaultValue, checks, comment, access);
  }

  public Domain withNotNull(boolean notNull) {
    return new Domain(name, type, collation, notNull, defaultValue, checks, comment, access);
  }

  public Domain withDefault(@Nullable Expression defaultValue) {
    return new Domain(name, type, collation, notNull, defaultValue, checks, comment, access);
  }

  public Domain withChecks(List<Check> checks) {
    return new Domain(name, type, collation, notNull, defaultValue, checks, comment, access);
  }

  /** The identity of a check of this domain. */
  public ObjectId checkId(Check check) {
    return ObjectId.of(ObjectKind.CHECK, name, check.name());
  }

  /** The domain and its checks, each with its aspects. */
  public void forEachPart(BiConsumer<ObjectId, Map<String, Object>> visitor) {
    visitor.accept(id(), aspects());
    checks.forEach(c -> visitor.accept(checkId(c), c.aspects()));
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

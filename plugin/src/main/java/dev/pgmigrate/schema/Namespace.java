package dev.pgmigrate.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL schema (pg_namespace). {@code public} exists in every database. */
public record Namespace(String name, @Nullable String comment, Access access)
    implements SchemaObject {
  @Override
  public ObjectId id() {
    return ObjectId.of(ObjectKind.NAMESPACE, name);
  }

  @Override
  public Map<String, Object> aspects() {
    return new Aspects().add("comment", comment).add(access).map();
  }
}

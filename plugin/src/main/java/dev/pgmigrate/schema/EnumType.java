package dev.pgmigrate.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An enum type. Its values are always stated, in this order. */
public record EnumType(
    QualifiedName name, List<String> values, @Nullable String comment, Access access)
    implements SchemaObject {
  public EnumType {
    values = List.copyOf(values);
  }

  @Override
  public ObjectId id() {
    return ObjectId.of(ObjectKind.ENUM, name);
  }

  @Override
  public Map<String, Object> aspects() {
    return new Aspects().add("values", values).add("comment", comment).add(access).map();
  }
}

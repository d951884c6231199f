package dev.pgmigrate.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A named sequence; the sequence behind an identity column is part of its {@link Identity}.
 *
 * @param ownedBy the id of the owning column, with which it is dropped; or null
 */
public record Sequence(
    QualifiedName name,
    SequenceOptions options,
    boolean unlogged,
    @Nullable ObjectId ownedBy,
    @Nullable String comment,
    Access access)
    implements SchemaObject {
  @Override
  public ObjectId id() {
    return ObjectId.of(ObjectKind.SEQUENCE, name);
  }

  @Override
  public Map<String, Object> aspects() {
    return new Aspects()
        .add("options", options.startedAt(1), SequenceOptions.defaults("bigint"))
        .add("unlogged", unlogged)
        .add("owned-by", ownedBy)
        .add("comment", comment)
        .add(access)
        .map();
  }

  /** The same sequence with another owner and other privileges. */
  public Sequence withAccess(Access other) {
    return new Sequence(name, options, unlogged, ownedBy, comment, other);
  }
}

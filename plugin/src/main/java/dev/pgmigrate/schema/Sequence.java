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

  public Sequence withName(QualifiedName name) {
    return new Sequence(name, options, unlogged, ownedBy, comment, access);
  }

  public Sequence withOptions(SequenceOptions options) {
    return new Sequence(name, options, unlogged, ownedBy, comment, access);
  }

  /** The same sequence, dropped with another column or with none. */
  public Sequence withOwnedBy(@Nullable ObjectId ownedBy) {
    return new Sequence(name, options, unlogged, ownedBy, comment, access);
  }

  /** The same sequence with another owner and other privileges. */
  public Sequence withAccess(Access access) {
    return new Sequence(name, options, unlogged, ownedBy, comment, access);
  }
}

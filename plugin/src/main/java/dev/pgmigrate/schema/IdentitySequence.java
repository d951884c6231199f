package dev.pgmigrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * The sequence behind an identity column, without its options.
 *
 * @param named whether its name differs from the one that PostgreSQL gives
 * @param access the privileges on it; its owner is the table's
 */
public record IdentitySequence(
    QualifiedName name, boolean named, @Nullable String comment, Access access) {
  public ObjectId id() {
    return ObjectId.of(ObjectKind.SEQUENCE, name);
  }
}

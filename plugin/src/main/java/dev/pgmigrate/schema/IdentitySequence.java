package dev.pgmigrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * The sequence behind an identity column, as far as it is more than its numbers.
 *
 * @param named whether it has another name than the one that PostgreSQL gives it
 * @param access what is granted on it; its owner is the table's
 */
public record IdentitySequence(
    QualifiedName name, boolean named, @Nullable String comment, Access access) {
  public ObjectId id() {
    return ObjectId.of(ObjectKind.SEQUENCE, name);
  }
}

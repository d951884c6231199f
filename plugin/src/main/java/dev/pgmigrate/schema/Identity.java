package dev.pgmigrate.schema;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * GENERATED .. AS IDENTITY.
 *
 * @param always ALWAYS rather than BY DEFAULT
 * @param sequence the sequence behind it, which is compared separately; null if unknown
 */
public record Identity(
    boolean always, SequenceOptions options, @Nullable IdentitySequence sequence) {
  /** An identity with only its sequence options. */
  public Identity(boolean always, SequenceOptions options) {
    this(always, options, null);
  }

  /** The same with the sequence of another identity. */
  public Identity over(@Nullable IdentitySequence other) {
    return new Identity(always, options, other);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Identity i && always == i.always && options.equals(i.options);
  }

  @Override
  public int hashCode() {
    return Objects.hash(always, options);
  }

  /** {@code by default (increment 50)}. */
  @Override
  public String toString() {
    String numbers = options.numbers();
    return (always ? "always" : "by default") + (numbers.isEmpty() ? "" : " (" + numbers + ")");
  }

  /** As {@link SequenceOptions#startedAt}. */
  public Identity startedAt(long value) {
    return new Identity(always, options.startedAt(value), sequence);
  }
}

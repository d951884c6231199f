package dev.pgmigrate.schema;

/**
 * GENERATED .. AS IDENTITY.
 *
 * @param always ALWAYS rather than BY DEFAULT
 */
public record Identity(boolean always, SequenceOptions options) {
  /** {@code by default (increment 50)}. */
  @Override
  public String toString() {
    String numbers = options.numbers();
    return (always ? "always" : "by default") + (numbers.isEmpty() ? "" : " (" + numbers + ")");
  }

  /** As {@link SequenceOptions#startedAt}. */
  public Identity startedAt(long value) {
    return new Identity(always, options.startedAt(value));
  }
}

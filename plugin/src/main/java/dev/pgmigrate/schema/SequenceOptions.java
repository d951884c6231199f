package dev.pgmigrate.schema;

/**
 * How a sequence counts: of a sequence of its own, or of an identity column.
 *
 * @param type {@code smallint}, {@code integer} or {@code bigint}
 */
public record SequenceOptions(
    String type,
    long start,
    long increment,
    long minValue,
    long maxValue,
    long cache,
    boolean cycle) {
  /** What PostgreSQL gives to an ascending sequence of this type when nothing is said. */
  public static SequenceOptions defaults(String type) {
    long max =
        switch (type) {
          case "smallint" -> Short.MAX_VALUE;
          case "integer" -> Integer.MAX_VALUE;
          default -> Long.MAX_VALUE;
        };
    return new SequenceOptions(type, 1, 1, 1, max, 1, false);
  }
}

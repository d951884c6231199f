package dev.pgmigrate.schema;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The options of a sequence or of an identity column.
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
  /** PostgreSQL's defaults for an ascending sequence of this type. */
  public static SequenceOptions defaults(String type) {
    long max =
        switch (type) {
          case "smallint" -> Short.MAX_VALUE;
          case "integer" -> Integer.MAX_VALUE;
          default -> Long.MAX_VALUE;
        };
    return new SequenceOptions(type, 1, 1, 1, max, 1, false);
  }

  /** Each option by its name. */
  public SortedMap<String, Object> byName() {
    return new TreeMap<>(
        Map.of(
            "type", type,
            "start", start,
            "increment", increment,
            "minvalue", minValue,
            "maxvalue", maxValue,
            "cache", cache,
            "cycle", cycle));
  }

  /** Without the type, what differs from its defaults: {@code increment 50, start 100}. */
  String numbers() {
    Map<String, Object> defaults = defaults(type).byName();
    return byName().entrySet().stream()
        .filter(option -> !option.getKey().equals("type"))
        .filter(option -> !option.getValue().equals(defaults.get(option.getKey())))
        .map(option -> option.getKey() + " " + option.getValue())
        .collect(Collectors.joining(", "));
  }

  /** The options that are not PostgreSQL's default: {@code type integer, increment 50}. */
  @Override
  public String toString() {
    String numbers = numbers();
    String other = type.equals("bigint") ? "" : "type " + type;
    return other.isEmpty() || numbers.isEmpty() ? other + numbers : other + ", " + numbers;
  }

  public SequenceOptions withType(String type) {
    return new SequenceOptions(type, start, increment, minValue, maxValue, cache, cycle);
  }

  public SequenceOptions withBounds(long minValue, long maxValue) {
    return new SequenceOptions(type, start, increment, minValue, maxValue, cache, cycle);
  }

  /** These options for a column of another type: a bound at the old type's limit follows. */
  public SequenceOptions over(String otherType) {
    long limit = defaults(type).maxValue;
    long other = defaults(otherType).maxValue;
    return type.equals(otherType)
        ? this
        : withType(otherType)
            .withBounds(
                minValue == -limit - 1 ? -other - 1 : minValue,
                maxValue == limit ? other : maxValue);
  }

  /**
   * These options for an existing sequence, which keeps its start. A start beyond the bounds stays.
   */
  public SequenceOptions startedAt(long value) {
    return value < minValue || value > maxValue
        ? this
        : new SequenceOptions(type, value, increment, minValue, maxValue, cache, cycle);
  }
}

package dev.pgmigrate.ddl;

import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.QualifiedName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a partition takes, as far as its bound says so.
 *
 * @param kind {@code RANGE}, {@code LIST}, {@code HASH} or {@code DEFAULT}
 * @param first where a range begins, the values of a list, or modulus and remainder
 * @param last where a range ends
 */
public record PartitionBound(String kind, List<String> first, List<String> last) {
  private static final Pattern RANGE = Pattern.compile("FOR VALUES FROM \\((.*)\\) TO \\((.*)\\)");
  private static final Pattern LIST = Pattern.compile("FOR VALUES IN \\((.*)\\)");
  private static final Pattern HASH =
      Pattern.compile("FOR VALUES WITH \\(modulus (\\d+), remainder (\\d+)\\)");
  private static final Pattern NUMBER = Pattern.compile("'?(-?\\d+(?:\\.\\d+)?)'?");
  private static final Pattern DATE = Pattern.compile("'(\\d{4}-\\d\\d-\\d\\d(?: [\\d:.+]*)?)'");
  private static final Pattern PLAIN_KEY = Pattern.compile("[\\p{L}_][\\p{L}0-9_$]*|\"[^\"]+\"");

  public PartitionBound {
    first = List.copyOf(first);
    last = List.copyOf(last);
  }

  /** Reads what PostgreSQL prints. */
  public static PartitionBound of(Expression bound) {
    String text = bound.canonical();
    Matcher range = RANGE.matcher(text);
    if (range.matches()) {
      return new PartitionBound("RANGE", values(range.group(1)), values(range.group(2)));
    }
    Matcher list = LIST.matcher(text);
    if (list.matches()) {
      return new PartitionBound("LIST", values(list.group(1)), List.of());
    }
    Matcher hash = HASH.matcher(text);
    return hash.matches()
        ? new PartitionBound("HASH", List.of(hash.group(1), hash.group(2)), List.of())
        : new PartitionBound("DEFAULT", List.of(), List.of());
  }

  private static List<String> values(String text) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '\'';
      if (c == ',' && !quoted) {
        values.add(value.toString().strip());
        value.setLength(0);
      } else {
        value.append(c);
      }
    }
    values.add(value.toString().strip());
    return values;
  }

  public boolean isDefault() {
    return kind.equals("DEFAULT");
  }

  /** Whether these are all the partitions by hash that there can be. */
  public static boolean isWholeHash(List<PartitionBound> bounds) {
    List<PartitionBound> hashes = bounds.stream().filter(b -> b.kind.equals("HASH")).toList();
    // Each modulus divides the next larger one.
    int most = hashes.stream().mapToInt(bound -> bound.number(0)).max().orElse(0);
    return most > 0 && hashes.stream().mapToInt(bound -> most / bound.number(0)).sum() == most;
  }

  /** Whether a row may be in both; true also where the values cannot be compared here. */
  public boolean overlaps(PartitionBound other) {
    if (isDefault() || other.isDefault() || !kind.equals(other.kind)) {
      return true;
    }
    return switch (kind) {
      case "LIST" -> !Collections.disjoint(first, other.first);
      case "HASH" -> {
        int divisor = divisor(number(0), other.number(0));
        yield number(1) % divisor == other.number(1) % divisor;
      }
      default -> !endsBefore(other) && !other.endsBefore(this);
    };
  }

  private boolean endsBefore(PartitionBound other) {
    OptionalInt order = compare(last, other.first);
    return order.isPresent() && order.getAsInt() <= 0;
  }

  /** Whether each row of the other one is surely one of this one. */
  public boolean covers(PartitionBound other) {
    if (!kind.equals(other.kind)) {
      return false;
    }
    return switch (kind) {
      case "LIST" -> first.containsAll(other.first);
      case "HASH" -> other.number(0) % number(0) == 0 && other.number(1) % number(0) == number(1);
      case "RANGE" ->
          compare(first, other.first).orElse(1) <= 0 && compare(other.last, last).orElse(1) <= 0;
      default -> false;
    };
  }

  /** Whether each row of this one is surely one of these, of which ranges may follow each other. */
  public boolean isWithin(List<PartitionBound> bounds) {
    if (kind.equals("LIST")) {
      return bounds.stream().flatMap(bound -> bound.first.stream()).toList().containsAll(first);
    }
    Map<List<String>, List<String>> ranges = new HashMap<>();
    bounds.stream().filter(b -> b.kind.equals("RANGE")).forEach(b -> ranges.put(b.first, b.last));
    return bounds.stream()
        .filter(bound -> bound.kind.equals("RANGE") && bound.overlaps(this))
        .anyMatch(
            bound -> {
              List<String> end = bound.last;
              for (List<String> next = ranges.get(end); next != null; next = ranges.get(end)) {
                end = next;
              }
              return new PartitionBound(kind, bound.first, end).covers(this);
            });
  }

  private int number(int at) {
    return Integer.parseInt(first.get(at));
  }

  private static int divisor(int a, int b) {
    return b == 0 ? a : divisor(b, a % b);
  }

  private static OptionalInt compare(List<String> some, List<String> others) {
    for (int i = 0; i < some.size(); i++) {
      OptionalInt order = compare(some.get(i), others.get(i));
      if (order.isEmpty() || order.getAsInt() != 0 || isInfinite(some.get(i))) {
        return order;
      }
    }
    return OptionalInt.of(0);
  }

  private static OptionalInt compare(String one, String other) {
    if (one.equals(other)) {
      return OptionalInt.of(0);
    }
    if (isInfinite(one) || isInfinite(other)) {
      return OptionalInt.of(one.equals("MINVALUE") || other.equals("MAXVALUE") ? -1 : 1);
    }
    Matcher number = NUMBER.matcher(one);
    Matcher otherNumber = NUMBER.matcher(other);
    // In quotes they may be texts, which have an order of their own.
    if (number.matches() && otherNumber.matches() && !one.startsWith("'")) {
      return OptionalInt.of(
          new BigDecimal(number.group(1)).compareTo(new BigDecimal(otherNumber.group(1))));
    }
    boolean dates =
        DATE.matcher(one).matches() && DATE.matcher(other).matches() && sameLength(one, other);
    return dates ? OptionalInt.of(one.compareTo(other)) : OptionalInt.empty();
  }

  private static boolean sameLength(String one, String other) {
    return one.length() == other.length();
  }

  private static boolean isInfinite(String value) {
    return value.equals("MINVALUE") || value.equals("MAXVALUE");
  }

  /**
   * The condition that its rows meet; empty where it cannot be written: for a key that is an
   * expression, and for the default partition.
   *
   * @param parent the partitioned table
   * @param partitionBy how that one is partitioned: {@code RANGE (created)}
   */
  public Optional<String> condition(QualifiedName parent, @Nullable String partitionBy) {
    String by = Objects.requireNonNullElse(partitionBy, "");
    List<String> keys =
        values(by.isEmpty() ? "" : by.substring(by.indexOf('(') + 1, by.length() - 1));
    if (isDefault()
        || !by.startsWith(kind)
        || !keys.stream().allMatch(key -> PLAIN_KEY.matcher(key).matches())) {
      return Optional.empty();
    }
    return Optional.of(
        switch (kind) {
          case "LIST" -> in(keys.get(0));
          case "HASH" ->
              "satisfies_hash_partition("
                  + SqlText.literal(SqlText.name(parent))
                  + "::regclass, "
                  + String.join(", ", first)
                  + ", "
                  + String.join(", ", keys)
                  + ")";
          default -> within(keys);
        });
  }

  private String in(String key) {
    String values =
        first.stream().filter(value -> !value.equals("NULL")).collect(Collectors.joining(", "));
    String in = key + " IN (" + values + ")";
    if (!first.contains("NULL")) {
      return in;
    }
    return values.isEmpty() ? key + " IS NULL" : "(" + in + " OR " + key + " IS NULL)";
  }

  private String within(List<String> keys) {
    List<String> conditions = new ArrayList<>();
    edge(keys, first, " > ", " >= ", "MAXVALUE").ifPresent(conditions::add);
    edge(keys, last, " <= ", " < ", "MAXVALUE").ifPresent(conditions::add);
    // A range has no NULL.
    return conditions.isEmpty()
        ? keys.stream().map(key -> key + " IS NOT NULL").collect(Collectors.joining(" AND "))
        : String.join(" AND ", conditions);
  }

  /** What follows MINVALUE or MAXVALUE does not count. */
  private static Optional<String> edge(
      List<String> keys, List<String> values, String beyond, String from, String most) {
    int finite = 0;
    while (finite < values.size() && !isInfinite(values.get(finite))) {
      finite++;
    }
    if (finite == 0) {
      return Optional.empty();
    }
    boolean cut = finite < values.size() && values.get(finite).equals(most);
    return Optional.of(
        row(keys.subList(0, finite)) + (cut ? beyond : from) + row(values.subList(0, finite)));
  }

  private static String row(List<String> parts) {
    return parts.size() == 1 ? parts.get(0) : "(" + String.join(", ", parts) + ")";
  }
}

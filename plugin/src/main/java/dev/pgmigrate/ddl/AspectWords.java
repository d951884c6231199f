package dev.pgmigrate.ddl;

import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.Identity;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.SequenceOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What becomes of the aspects of an object: {@code type varchar(320) -> text, not null}. */
public final class AspectWords {
  /** Aspects that are changes of their own. */
  private static final Set<String> TOLD_APART = Set.of("comment", "owner", "privileges", "revoked");

  /** Flags whose opposite has a word: set, and not set. */
  private static final Map<String, List<String>> FLAGS =
      Map.of(
          "not-enforced", List.of("not enforced", "enforced"),
          "not-valid", List.of("not valid", "validated"),
          "not-null-not-valid", List.of("not null not valid", "not null validated"),
          "not-null-no-inherit",
              List.of("not null no inherit", "not null inherited by child tables"));

  private AspectWords() {}

  /** The differences in one line; empty where no aspect differs that is told here. */
  public static String between(Map<String, Object> from, Map<String, Object> to) {
    Set<String> names = new TreeSet<>(from.keySet());
    names.addAll(to.keySet());
    names.removeAll(TOLD_APART);
    List<String> words = new ArrayList<>();
    for (String name : names) {
      if (!Objects.equals(from.get(name), to.get(name)) && !implied(name, from, to)) {
        words.add(between(name, from.get(name), to.get(name)));
      }
    }
    words.removeIf(String::isEmpty);
    return ObjectWords.oneLine(String.join(", ", words));
  }

  /** Whether another aspect says it already. */
  private static boolean implied(String name, Map<String, Object> from, Map<String, Object> to) {
    return switch (name) {
      case "not-null" ->
          !from.containsKey(name)
              && (to.containsKey("not-null-not-valid") || to.containsKey("not-null-no-inherit"));
      case "not-null-not-valid", "not-null-no-inherit" -> !to.containsKey("not-null");
      case "not-valid" -> to.containsKey("not-enforced");
      // The same words behind another cast, which the type says already.
      case "default" ->
          !Objects.equals(from.get("type"), to.get("type"))
              && shown(from.get(name)).equals(shown(to.get(name)));
      default -> false;
    };
  }

  private static String between(String name, @Nullable Object old, @Nullable Object now) {
    if (old instanceof SequenceOptions || now instanceof SequenceOptions) {
      return between(options(old), options(now));
    }
    if (old instanceof Identity before
        && now instanceof Identity after
        && before.always() == after.always()) {
      // Its type is that of the column.
      Map<String, Object> numbers = before.options().byName();
      numbers.put("type", after.options().type());
      return "identity " + between(numbers, after.options().byName());
    }
    if (old instanceof Boolean || now instanceof Boolean) {
      return flag(name, Boolean.TRUE.equals(now));
    }
    String before = shown(old);
    String after = shown(now);
    if (old instanceof Expression one && now instanceof Expression other && before.equals(after)) {
      // The same words for another thing: a cast in them has another type.
      before = one.canonical();
      after = other.canonical();
    }
    return name.replace('-', ' ') + " " + before + " -> " + after;
  }

  private static String flag(String aspect, boolean set) {
    List<String> both = FLAGS.get(aspect);
    if (both != null) {
      return both.get(set ? 0 : 1);
    }
    return (set ? "" : "no longer ") + aspect.replace('-', ' ');
  }

  private static String shown(@Nullable Object value) {
    if (value == null) {
      return "none";
    }
    if (value instanceof DataType type) {
      return TypeName.of(type);
    }
    if (value instanceof QualifiedName name) {
      return name.namespace().equals("pg_catalog") ? SqlText.name(name.name()) : SqlText.name(name);
    }
    if (value instanceof ObjectId id) {
      return ObjectWords.path(id);
    }
    if (value instanceof Enum<?> word) {
      return word.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
    if (value instanceof Collection<?> several) {
      return several.stream().map(AspectWords::shown).collect(Collectors.joining(", "));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + "=" + entry.getValue())
          .collect(Collectors.joining(", "));
    }
    return value.toString();
  }

  private static Map<String, Object> options(@Nullable Object value) {
    return (value instanceof SequenceOptions given ? given : SequenceOptions.defaults("bigint"))
        .byName();
  }
}

package dev.pgmigrate.catalog;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which components of which records two values differ in, by reflection. */
final class Witness {
  private final Set<String> seen = new TreeSet<>();

  /** The components in which something was different so far, such as {@code Column.type}. */
  Set<String> seen() {
    return seen;
  }

  /** Every component of a record and of all the records that it is made of. */
  static Set<String> components(Class<?> record, Set<Class<?>> opaque) {
    Map<String, Set<String>> all = new TreeMap<>();
    collect(record, opaque, all);
    Set<String> components = new TreeSet<>();
    all.values().forEach(components::addAll);
    return components;
  }

  private static void collect(Type type, Set<Class<?>> opaque, Map<String, Set<String>> all) {
    if (type instanceof ParameterizedType generic) {
      Arrays.stream(generic.getActualTypeArguments()).forEach(t -> collect(t, opaque, all));
    }
    if (!(type instanceof Class<?> found) || opaque.contains(found)) {
      return;
    }
    if (found.isSealed()) {
      Arrays.stream(found.getPermittedSubclasses()).forEach(t -> collect(t, opaque, all));
    }
    if (found.isRecord() && !all.containsKey(found.getName())) {
      Set<String> own = new TreeSet<>();
      all.put(found.getName(), own);
      for (RecordComponent component : found.getRecordComponents()) {
        own.add(name(component));
        collect(component.getGenericType(), opaque, all);
      }
    }
  }

  /** Whether they differ anywhere: what the records themselves leave out of equality counts. */
  boolean compare(Object before, Object after) {
    if (before == null || after == null) {
      return before != after;
    }
    if (before.getClass().isRecord() && before.getClass() == after.getClass()) {
      boolean differs = false;
      for (RecordComponent component : before.getClass().getRecordComponents()) {
        if (compare(value(component, before), value(component, after))) {
          seen.add(name(component));
          differs = true;
        }
      }
      return differs;
    }
    if (before instanceof Collection<?> old && after instanceof Collection<?> now) {
      return compareAll(keyed(old), keyed(now));
    }
    if (before instanceof Map<?, ?> old && after instanceof Map<?, ?> now) {
      return compareAll(old, now);
    }
    return !before.equals(after);
  }

  private boolean compareAll(Map<?, ?> before, Map<?, ?> after) {
    boolean differs = !List.copyOf(before.keySet()).equals(List.copyOf(after.keySet()));
    if (!before.keySet().equals(after.keySet())) {
      before.values().forEach(this::named);
      after.values().forEach(this::named);
    }
    for (Map.Entry<?, ?> old : before.entrySet()) {
      if (after.containsKey(old.getKey()) && compare(old.getValue(), after.get(old.getKey()))) {
        differs = true;
      }
    }
    return differs;
  }

  /** One came, went or got another name: what it is known by was noticed. */
  private void named(Object element) {
    RecordComponent identity = identity(element);
    if (identity != null) {
      seen.add(name(identity));
    }
  }

  private static Map<Object, Object> keyed(Collection<?> elements) {
    Map<Object, Object> keyed = new LinkedHashMap<>();
    for (Object element : elements) {
      RecordComponent identity = identity(element);
      keyed.put(
          identity == null ? keyed.size() : element.getClass() + " " + value(identity, element),
          element);
    }
    return keyed;
  }

  private static RecordComponent identity(Object element) {
    return element.getClass().isRecord()
        ? Arrays.stream(element.getClass().getRecordComponents())
            .filter(c -> c.getName().equals("name") || c.getName().equals("id"))
            .findFirst()
            .orElse(null)
        : null;
  }

  private static String name(RecordComponent component) {
    return component.getDeclaringRecord().getSimpleName() + "." + component.getName();
  }

  private static Object value(RecordComponent component, Object record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new AssertionError(component.toString(), e);
    }
  }
}

package dev.pgmigrate.schema;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An unmodifiable list that finds an element by its key without a search: a schema of ten thousand
 * tables is asked for each of them by name.
 *
 * @param <K> the key; where two elements have the same one, the first is found
 * @param <E> the element
 */
final class Keyed<K, E> extends AbstractList<E> implements RandomAccess {
  private final List<E> elements;
  private final Function<E, K> key;
  private final Function<E, List<K>> above;
  private volatile @Nullable Map<K, E> byKey;
  private volatile @Nullable Map<K, List<E>> byAbove;

  private Keyed(List<E> elements, Function<E, K> key, Function<E, List<K>> above) {
    this.elements = elements;
    this.key = key;
    this.above = above;
  }

  /** These elements, in this order. */
  static <K, E> List<E> of(List<E> elements, Function<E, K> key) {
    return of(elements, key, element -> List.of());
  }

  /**
   * These elements, in this order.
   *
   * @param above the keys of those that an element is under
   */
  static <K, E> List<E> of(List<E> elements, Function<E, K> key, Function<E, List<K>> above) {
    return elements instanceof Keyed ? elements : new Keyed<>(List.copyOf(elements), key, above);
  }

  /** The element with this key of a list that {@link #of} made. */
  static <K, E> Optional<E> find(List<E> list, K key) {
    return Keyed.<K, E>made(list).find(key);
  }

  /** The elements that are right under that with this key, in the order of the list. */
  static <K, E> List<E> below(List<E> list, K key) {
    return Keyed.<K, E>made(list).below(key);
  }

  @SuppressWarnings("unchecked") // What of() made has keys of the type that others ask for.
  private static <K, E> Keyed<K, E> made(List<E> list) {
    return (Keyed<K, E>) list;
  }

  private List<E> below(K wanted) {
    Map<K, List<E>> map = byAbove;
    if (map == null) {
      map = new HashMap<>();
      for (E element : elements) {
        for (K one : above.apply(element)) {
          map.computeIfAbsent(one, k -> new ArrayList<>()).add(element);
        }
      }
      byAbove = map;
    }
    return Collections.unmodifiableList(map.getOrDefault(wanted, List.of()));
  }

  private Optional<E> find(K wanted) {
    Map<K, E> map = byKey;
    if (map == null) {
      map = new HashMap<>();
      for (E element : elements) {
        map.putIfAbsent(key.apply(element), element);
      }
      byKey = map;
    }
    return Optional.ofNullable(map.get(wanted));
  }

  @Override
  public E get(int index) {
    return elements.get(index);
  }

  @Override
  public int size() {
    return elements.size();
  }
}

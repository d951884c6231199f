package dev.pgmigrate.schema;

import java.util.AbstractList;
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
  private volatile @Nullable Map<K, E> byKey;

  private Keyed(List<E> elements, Function<E, K> key) {
    this.elements = elements;
    this.key = key;
  }

  /** These elements, in this order. */
  static <K, E> List<E> of(List<E> elements, Function<E, K> key) {
    return elements instanceof Keyed ? elements : new Keyed<>(List.copyOf(elements), key);
  }

  /** The element with this key of a list that {@link #of} made. */
  static <K, E> Optional<E> find(List<E> list, K key) {
    @SuppressWarnings("unchecked") // What of() made has keys of the type that find() is given.
    Keyed<K, E> keyed = (Keyed<K, E>) list;
    return keyed.find(key);
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

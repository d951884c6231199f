package dev.pgmigrate.schema;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Which object depends on which, from pg_depend.
 *
 * <p>Without implied dependencies: a column and its table, a key and its columns.
 *
 * @param byUser from a user to the objects that it uses: a view to its columns, a default (as its
 *     column) to a function
 */
public record Uses(SortedMap<ObjectId, SortedSet<ObjectId>> byUser) {
  /** No dependencies. */
  public static final Uses NONE = new Uses(new TreeMap<>());

  public Uses {
    SortedMap<ObjectId, SortedSet<ObjectId>> copy = new TreeMap<>();
    byUser.forEach((user, used) -> copy.put(user, Collections.unmodifiableSortedSet(used)));
    byUser = Collections.unmodifiableSortedMap(copy);
  }

  /** The objects that an object uses directly. */
  public SortedSet<ObjectId> of(ObjectId user) {
    return byUser.getOrDefault(user, Collections.emptySortedSet());
  }

  /** Whether anything uses it. */
  public boolean isUsed(ObjectId id) {
    return byUser.values().stream().anyMatch(used -> used.contains(id));
  }

  /** These and those of another schema. */
  public Uses and(Uses other) {
    SortedMap<ObjectId, SortedSet<ObjectId>> all = new TreeMap<>();
    for (Uses uses : List.of(this, other)) {
      uses.byUser.forEach(
          (user, used) -> all.computeIfAbsent(user, u -> new TreeSet<>()).addAll(used));
    }
    return new Uses(all);
  }

  /** The same without what these use. */
  public Uses without(Set<ObjectId> users) {
    SortedMap<ObjectId, SortedSet<ObjectId>> rest = new TreeMap<>(byUser);
    rest.keySet().removeAll(users);
    return new Uses(rest);
  }

  /** The same with other ids. */
  public Uses renamed(UnaryOperator<ObjectId> name) {
    SortedMap<ObjectId, SortedSet<ObjectId>> all = new TreeMap<>();
    for (Map.Entry<ObjectId, SortedSet<ObjectId>> entry : byUser.entrySet()) {
      SortedSet<ObjectId> used =
          all.computeIfAbsent(name.apply(entry.getKey()), u -> new TreeSet<>());
      entry.getValue().forEach(id -> used.add(name.apply(id)));
    }
    return new Uses(all);
  }
}

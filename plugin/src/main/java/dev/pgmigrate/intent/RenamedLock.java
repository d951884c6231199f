package dev.pgmigrate.intent;

import dev.pgmigrate.change.Rename;
import dev.pgmigrate.diff.Renaming;
import dev.pgmigrate.schema.AspectKey;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.sql.Identifiers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A {@link ModelLock} in which objects have their new names. */
final class RenamedLock {
  private RenamedLock() {}

  static ModelLock of(ModelLock lock, List<Rename> renames) {
    if (renames.isEmpty()) {
      return lock;
    }
    SortedMap<ObjectId, SortedSet<ObjectId>> numbered = new TreeMap<>();
    lock.numbered()
        .forEach(
            (column, sequences) ->
                numbered.put(
                    of(column, renames),
                    sequences.stream()
                        .map(sequence -> of(sequence, renames))
                        .collect(Collectors.toCollection(TreeSet::new))));
    return new ModelLock(
        keys(lock.stated(), renames), keys(lock.seen(), renames), lock.entities(), numbered);
  }

  private static ObjectId of(ObjectId id, List<Rename> renames) {
    ObjectId renamed = id;
    for (Rename rename : renames) {
      renamed = Renaming.of(renamed, rename);
    }
    return renamed;
  }

  private static Set<AspectKey> keys(Set<AspectKey> keys, List<Rename> renames) {
    Set<AspectKey> renamed = new HashSet<>();
    for (AspectKey key : keys) {
      ObjectId id = key.object();
      for (Rename rename : renames) {
        id = structural(Renaming.of(id, rename), rename);
      }
      renamed.add(new AspectKey(id, key.aspect()));
    }
    return renamed;
  }

  /** A constraint or index that is keyed by its structure follows a renamed column. */
  private static ObjectId structural(ObjectId id, Rename rename) {
    boolean ofTable =
        rename.from().kind() == ObjectKind.COLUMN
            && id.kind() != ObjectKind.COLUMN
            && id.path().size() == 3
            && id.path().subList(0, 2).equals(rename.from().path().subList(0, 2))
            && id.name().contains("(");
    return ofTable
        ? ObjectId.of(
            id.kind(),
            id.qualifiedName(),
            Identifiers.map(
                id.name(), n -> n.equals(rename.from().name()) ? rename.to().name() : n))
        : id;
  }
}

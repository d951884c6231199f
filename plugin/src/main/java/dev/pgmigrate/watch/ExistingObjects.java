package dev.pgmigrate.watch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What was there at the beginning, as it was before the first statement that touches it. Which
 * objects a statement touches is known behind it: then it is taken back, they are read, and it is
 * executed again. So nothing that is watched costs more in a large database than in a small one.
 */
final class ExistingObjects {
  /** Who touches so many, one after the other, touches most: then all that is left is read. */
  private static final int FEW = 30;

  private final Baseline baseline;
  private final Relations relations;
  private final Types types;
  private final KnownNames names;
  private final Set<Long> read = new HashSet<>();
  private int times;
  private boolean all;

  ExistingObjects(Baseline baseline, Relations relations, Types types, KnownNames names) {
    this.baseline = baseline;
    this.relations = relations;
    this.types = types;
    this.names = names;
  }

  /** Those of these objects that have to be read before a statement changes them. */
  Set<Long> unread(Collection<Long> oids) {
    Set<Long> unread = new LinkedHashSet<>(oids);
    unread.removeIf(oid -> !isUnread(oid));
    return unread;
  }

  private boolean isUnread(long oid) {
    return !all && baseline.existed(oid) && !read.contains(oid);
  }

  /** Whether all have been read. */
  boolean allRead() {
    return all;
  }

  /** Reads them, and all others if this happens often. */
  void read(Connection connection, Set<Long> unread) throws SQLException {
    if (unread.isEmpty()) {
      return;
    }
    times++;
    if (times > FEW) {
      readAll(connection);
      return;
    }
    Set<Long> found = relations.remember(connection, unread);
    Set<Long> others = new LinkedHashSet<>(unread);
    others.removeAll(found);
    read.addAll(found);
    if (!others.isEmpty()) {
      types.remember(connection, others, this::isUnread);
      names.remember(connection, others, this::isUnread);
      // A type with another name is another one to who reads the tables behind that.
      Set<Long> naming = unread(RelationReader.naming(connection, others));
      read.addAll(relations.remember(connection, naming));
      read.addAll(naming);
    }
    read.addAll(unread);
  }

  /** Reads all that have not been read yet. */
  void readAll(Connection connection) throws SQLException {
    if (!all) {
      relations.remember(connection, unread(RelationReader.every(connection)));
      types.remember(connection, null, this::isUnread);
      names.remember(connection, null, this::isUnread);
      all = true;
    }
  }
}

package dev.pgmigrate.watch;

import dev.pgmigrate.jdbc.SqlResource;
import dev.pgmigrate.lint.DroppedObject;
import dev.pgmigrate.lint.LockMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which relations one statement may have changed: so few are read again behind it, however many its
 * transaction has locked before.
 *
 * @param own relations of this statement: what its commands name, and what it locked, or locked
 *     more strongly
 * @param changed those of them that may be no more what they were; null: any
 */
record Touched(Set<Long> own, @Nullable Set<Long> changed) {
  private static final String CHILDREN = SqlResource.text(Touched.class, "children");

  /**
   * Of a statement.
   *
   * @param eventful whether event triggers report its commands
   * @param locked what the session holds behind it
   * @param held what it held before
   */
  static Touched by(
      Messages messages,
      boolean eventful,
      Map<Long, LockMode> locked,
      Map<Long, LockMode> held,
      Relations relations,
      Connection connection)
      throws SQLException {
    Set<Long> own = new LinkedHashSet<>(messages.touched());
    Map<Long, LockMode> strong = new LinkedHashMap<>();
    locked.forEach(
        (oid, mode) -> {
          if (held.get(oid) != mode) {
            own.add(oid);
          }
          // Nothing of a relation changes under the locks of those who read or write its rows.
          if (mode.compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE) >= 0) {
            strong.put(oid, mode);
          }
        });
    if (messages.publishes() || (!eventful && connection.getAutoCommit())) {
      return new Touched(own, null);
    }
    Set<Long> changed = new LinkedHashSet<>(messages.touched());
    strong.forEach(
        (oid, mode) -> {
          if (!eventful || held.get(oid) != mode || hasOtherPart(messages, relations, oid)) {
            changed.add(oid);
          }
        });
    if (eventful && strong.keySet().stream().anyMatch(oid -> !changed.contains(oid))) {
      children(connection, messages.touched()).stream()
          .filter(strong::containsKey)
          .forEach(changed::add);
    }
    return new Touched(own, changed);
  }

  /**
   * Of a statement that makes new objects.
   *
   * @see Creation
   */
  static Touched byCreation(Messages messages) {
    Set<Long> own = new LinkedHashSet<>(messages.touched());
    return new Touched(own, own);
  }

  /** CASCADE reports a foreign key of a table, not the table; so do commands a policy. */
  private static boolean hasOtherPart(Messages messages, Relations relations, long oid) {
    return isPartGone(messages, relations, oid)
        || messages.commands().stream()
            .filter(command -> command.objectType().equals("policy"))
            .anyMatch(
                command ->
                    relations
                        .relation(oid)
                        .filter(table -> command.identity().endsWith(" on " + table))
                        .isPresent());
  }

  private static boolean isPartGone(Messages messages, Relations relations, long oid) {
    return messages.dropped().stream()
        .map(DroppedObject::path)
        .filter(path -> path.size() > 2)
        .anyMatch(
            path ->
                relations
                    .relation(oid)
                    .filter(
                        relation ->
                            relation.name().namespace().equals(path.get(0))
                                && relation.name().name().equals(path.get(1)))
                    .isPresent());
  }

  private static Set<Long> children(Connection connection, List<Long> parents) throws SQLException {
    Set<Long> children = new LinkedHashSet<>();
    if (parents.isEmpty()) {
      return children;
    }
    try (PreparedStatement query = connection.prepareStatement(CHILDREN)) {
      query.setArray(1, connection.createArrayOf("oid", parents.toArray()));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          children.add(row.getLong(1));
        }
      }
    }
    return children;
  }
}

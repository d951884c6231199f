package dev.pgmigrate.lint;

import org.apiguardian.api.API;

/** An index or a foreign key of a table. */
@API(status = API.Status.EXPERIMENTAL)
public interface TablePart {
  /** Its own, which it keeps through a rename. */
  long id();

  /** Unique in its table. */
  String name();

  /** Whether it is the same one, renamed or built again by a statement that changes a column. */
  default boolean isSame(TablePart other) {
    return id() == other.id() || name().equals(other.name());
  }
}

package dev.pgmigrate.lint;

import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.sql.Identifier;
import org.apiguardian.api.API;

/**
 * A table, index, view or sequence that a statement touched.
 *
 * @param existing whether it was there before the first revision that is judged: only then others
 *     may be using it, and only then it may have rows
 */
@API(status = API.Status.EXPERIMENTAL)
public record Relation(QualifiedName name, Kind kind, boolean existing) {
  /** What {@code pg_class.relkind} says. */
  public enum Kind {
    TABLE,
    PARTITIONED_TABLE,
    INDEX,
    PARTITIONED_INDEX,
    VIEW,
    MATERIALIZED_VIEW,
    SEQUENCE,
    OTHER;

    /** From the letter of the catalog. */
    public static Kind of(String relkind) {
      return switch (relkind) {
        case "r" -> TABLE;
        case "p" -> PARTITIONED_TABLE;
        case "i" -> INDEX;
        case "I" -> PARTITIONED_INDEX;
        case "v" -> VIEW;
        case "m" -> MATERIALIZED_VIEW;
        case "S" -> SEQUENCE;
        default -> OTHER;
      };
    }
  }

  /** Whether it is an index, of one table or of a partitioned one. */
  public boolean isIndex() {
    return kind == Kind.INDEX || kind == Kind.PARTITIONED_INDEX;
  }

  /** Whether it holds rows of its own or of its partitions. */
  public boolean isTable() {
    return kind == Kind.TABLE || kind == Kind.PARTITIONED_TABLE || kind == Kind.MATERIALIZED_VIEW;
  }

  /** A table that others may be using while the statement runs. */
  public boolean isExistingTable() {
    return existing && isTable();
  }

  @Override
  public String toString() {
    return inSql(name);
  }

  /** A name as it stands in SQL, with its schema. */
  static String inSql(QualifiedName name) {
    return Identifier.quote(name.namespace()) + "." + Identifier.quote(name.name());
  }
}

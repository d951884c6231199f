package dev.pgmigrate.diff;

import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether two expressions mean the same. PostgreSQL can deparse one meaning in several ways
 * (an expression that came out of a catalog and was executed again may print differently), so only
 * a server can answer well; it is asked only when the canonical texts differ.
 */
@FunctionalInterface
public interface Equivalence {
  /** The same only when the catalog prints the same text. */
  Equivalence TEXTUAL = (a, b, context) -> a.equals(b);

  /** Whether {@code a} and {@code b}, standing in the same place, mean the same. */
  boolean same(Expression a, Expression b, Context context);

  /**
   * Whether a check lets through nothing that the other one refuses. No where it is not certain.
   */
  default boolean implies(Expression stronger, Expression weaker, Context context) {
    return stronger.equals(weaker);
  }

  /** Whether two definitions of one object are the same. */
  default boolean same(Definition a, Definition b) {
    return a.sql().equals(b.sql());
  }

  /** Where an expression stands. */
  enum Kind {
    CHECK,
    DEFAULT,
    GENERATED,
    INDEX_KEY,
    PREDICATE,
    DOMAIN_CHECK,
    DOMAIN_DEFAULT
  }

  /**
   * The place of an expression.
   *
   * @param table the table it belongs to, as desired; null for a domain's
   * @param domain the domain it belongs to, as desired; null for a table's
   * @param column the column of a default or generated value; else null
   */
  record Context(
      Kind kind, @Nullable Table table, @Nullable Domain domain, @Nullable String column) {
    /** An expression of a table: a check, an index key, a predicate. */
    public static Context of(Kind kind, Table table) {
      return new Context(kind, table, null, null);
    }

    /** A column's default or generated value. */
    public static Context of(Kind kind, Table table, String column) {
      return new Context(kind, table, null, column);
    }

    /** A domain's check or default. */
    public static Context of(Kind kind, Domain domain) {
      return new Context(kind, null, domain, null);
    }
  }
}

package dev.pgmigrate.schema;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One key of an index or exclusion constraint: a column or an expression.
 *
 * @param column the column's name; null for an expression
 * @param expression null for a column
 * @param operatorClass null for the type's default of the index method; parameters, if any, follow
 *     in parentheses
 * @param collation null for the column's or expression's own
 * @param nullsFirst the effective order: true by default under DESC, false under ASC
 */
public record IndexKey(
    @Nullable String column,
    @Nullable Expression expression,
    @Nullable String operatorClass,
    @Nullable QualifiedName collation,
    boolean descending,
    boolean nullsFirst) {
  /** The column, or the expression in parentheses. */
  public String subject() {
    return expression != null ? "(" + expression.canonical() + ")" : Objects.requireNonNull(column);
  }

  /** The order as SQL if it is not PostgreSQL's default; else null. */
  public @Nullable String order() {
    String order =
        (descending ? " DESC" : "")
            + (nullsFirst == descending ? "" : nullsFirst ? " NULLS FIRST" : " NULLS LAST");
    return order.isEmpty() ? null : order.strip();
  }

  /** All that identifies the key, on one line. */
  public String structure() {
    return subject()
        + (collation == null ? "" : " COLLATE " + collation)
        + (operatorClass == null ? "" : " " + operatorClass)
        + (order() == null ? "" : " " + order());
  }
}

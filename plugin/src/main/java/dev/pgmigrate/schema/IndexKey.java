package dev.pgmigrate.schema;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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

  /** The columns among some keys, in their order. */
  static List<String> columns(List<IndexKey> keys) {
    return keys.stream().map(IndexKey::column).filter(Objects::nonNull).toList();
  }

  /** The expressions among some keys, in their order, and a predicate at the end. */
  static List<Expression> expressions(List<IndexKey> keys, @Nullable Expression predicate) {
    return Stream.concat(keys.stream().map(IndexKey::expression), Stream.ofNullable(predicate))
        .filter(Objects::nonNull)
        .toList();
  }

  /** The same key with its column or expression replaced. */
  public IndexKey map(UnaryOperator<String> rename, UnaryOperator<Expression> reword) {
    return new IndexKey(
        column == null ? null : rename.apply(column),
        expression == null ? null : reword.apply(expression),
        operatorClass,
        collation,
        descending,
        nullsFirst);
  }

  /** The same key with another expression; null where it is a column. */
  public IndexKey withExpression(@Nullable Expression expression) {
    return new IndexKey(column, expression, operatorClass, collation, descending, nullsFirst);
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

package dev.pgmigrate.schema;

/**
 * GENERATED ALWAYS AS (expression).
 *
 * @param stored STORED rather than VIRTUAL (PostgreSQL 18)
 */
public record Generated(Expression expression, boolean stored) {
  public Generated withExpression(Expression expression) {
    return new Generated(expression, stored);
  }

  /** {@code as (price * 2) stored}. */
  @Override
  public String toString() {
    return "as (" + expression + ") " + (stored ? "stored" : "virtual");
  }
}

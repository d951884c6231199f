package dev.pgmigrate.schema;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A check of a table or a domain.
 *
 * @param expression the condition, without CHECK and its outer parentheses
 * @param enforced false if NOT ENFORCED (PostgreSQL 18)
 * @param validated false if NOT VALID or not enforced
 * @param noInherit not inherited by child tables
 * @param local declared here, not only inherited from a parent
 */
public record Check(
    String name,
    Expression expression,
    boolean enforced,
    boolean validated,
    boolean noInherit,
    boolean local,
    @Nullable String comment)
    implements Constraint {
  public Check {
    validated = validated && enforced;
  }

  @Override
  public ObjectKind kind() {
    return ObjectKind.CHECK;
  }

  @Override
  public String structure() {
    return "(" + expression.canonical() + ")";
  }

  @Override
  public List<String> columns() {
    return List.of();
  }

  @Override
  public List<Expression> expressions() {
    return List.of(expression);
  }

  @Override
  public Check map(UnaryOperator<String> column, UnaryOperator<Expression> expression) {
    return withExpression(expression.apply(this.expression));
  }

  @Override
  public Check withName(String name) {
    return new Check(name, expression, enforced, validated, noInherit, local, comment);
  }

  /** The same check with another condition. */
  public Check withExpression(Expression expression) {
    return new Check(name, expression, enforced, validated, noInherit, local, comment);
  }

  /** The same check, valid or NOT VALID. */
  public Check withValidated(boolean validated) {
    return new Check(name, expression, enforced, validated, noInherit, local, comment);
  }

  @Override
  public Check withComment(@Nullable String comment) {
    return new Check(name, expression, enforced, validated, noInherit, local, comment);
  }

  @Override
  public Map<String, Object> aspects() {
    return new Aspects()
        .add("not-enforced", !enforced)
        .add("not-valid", enforced && !validated)
        .add("no-inherit", noInherit)
        .add("comment", comment)
        .map();
  }
}

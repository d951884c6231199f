package dev.pgmigrate.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A check of a table or a domain.
 *
 * @param expression the condition, without CHECK and its outer parentheses
 * @param validated false while it is NOT VALID
 * @param noInherit not inherited by child tables
 * @param local declared here, not merely inherited from a parent
 */
public record Check(
    String name,
    Expression expression,
    boolean validated,
    boolean noInherit,
    boolean local,
    @Nullable String comment)
    implements Constraint {
  @Override
  public ObjectKind kind() {
    return ObjectKind.CHECK;
  }

  @Override
  public String structure() {
    return "(" + expression.canonical() + ")";
  }

  @Override
  public Check withName(String name) {
    return new Check(name, expression, validated, noInherit, local, comment);
  }

  @Override
  public Map<String, Object> aspects() {
    return new Aspects()
        .add("not-valid", !validated)
        .add("no-inherit", noInherit)
        .add("comment", comment)
        .map();
  }
}

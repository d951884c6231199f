package dev.pgmigrate.change;

import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.sql.Identifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Domains with one thing another. */
final class DomainSql {
  private DomainSql() {}

  /** The domain without the default and the checks that call one of these functions. */
  static Domain without(Domain domain, List<String> functions) {
    Expression defaultValue = domain.defaultValue();
    List<Check> checks =
        domain.checks().stream().filter(check -> !calls(check.expression(), functions)).toList();
    return new Domain(
        domain.name(),
        domain.type(),
        domain.collation(),
        domain.notNull(),
        calls(defaultValue, functions) ? null : defaultValue,
        checks,
        domain.comment(),
        domain.access());
  }

  private static boolean calls(@Nullable Expression expression, List<String> functions) {
    return expression != null
        && functions.stream()
            .anyMatch(name -> expression.canonical().contains(Identifier.quote(name) + "("));
  }
}

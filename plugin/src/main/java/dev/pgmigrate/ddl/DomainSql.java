package dev.pgmigrate.ddl;

import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.sql.Identifier;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Domains with one thing another. */
public final class DomainSql {
  private DomainSql() {}

  /** What differs, in the words of a person. */
  public static String between(Domain from, Domain to) {
    Set<String> before = names(from);
    Set<String> after = names(to);
    Stream<String> checks =
        Stream.concat(
            to.checks().stream()
                .filter(check -> !from.checks().contains(check))
                .map(Check::name)
                .map(name -> (before.contains(name) ? "another CHECK " : "new CHECK ") + name),
            before.stream().filter(name -> !after.contains(name)).map(n -> "without CHECK " + n));
    return Stream.concat(Stream.of(AspectWords.between(from.aspects(), to.aspects())), checks)
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static Set<String> names(Domain domain) {
    return domain.checks().stream().map(Check::name).collect(Collectors.toCollection(TreeSet::new));
  }

  /** The domain without the default and the checks that call one of these functions. */
  public static Domain without(Domain domain, List<String> functions) {
    Expression defaultValue = domain.defaultValue();
    List<Check> checks =
        domain.checks().stream().filter(check -> !calls(check.expression(), functions)).toList();
    return domain
        .withDefault(calls(defaultValue, functions) ? null : defaultValue)
        .withChecks(checks);
  }

  private static boolean calls(@Nullable Expression expression, List<String> functions) {
    return expression != null
        && functions.stream()
            .anyMatch(name -> expression.canonical().contains(Identifier.quote(name) + "("));
  }
}

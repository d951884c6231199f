package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.LockRule;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.Source;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A constraint of a domain is checked for every column of the domain; PostgreSQL reports nothing
 * while it does.
 */
final class DomainCheckedUnderLock extends LockRule {
  DomainCheckedUnderLock() {
    super(
        "domain-checked-under-lock",
        Severity.WARNING,
        "ALTER DOMAIN .. ADD CONSTRAINT .. NOT VALID, and VALIDATE CONSTRAINT in a step of its own.");
  }

  @Override
  public Set<Source> needs() {
    return Set.of(Source.EVENTS);
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    if (!statement.effects().altersExisting("ALTER DOMAIN")) {
      return Stream.empty();
    }
    boolean adds = statement.says("ADD") && !statement.says("VALID");
    boolean requires = statement.says("SET") && statement.says("NULL");
    boolean hidden = statement.hidesCode() && !statement.effects().strongLocks().isEmpty();
    boolean locks = step.until(statement).anyMatch(one -> !one.effects().strongLocks().isEmpty());
    return (adds || requires || hidden) && locks
        ? Stream.of("every column of the domain is checked while writers of its table wait")
        : Stream.empty();
  }
}

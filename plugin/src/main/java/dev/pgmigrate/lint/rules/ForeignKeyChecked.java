package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.LockMode;
import dev.pgmigrate.lint.LockRule;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.Source;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A foreign key is checked for all rows while nobody can write to either table. */
final class ForeignKeyChecked extends LockRule {
  ForeignKeyChecked() {
    super(
        "foreign-key-checked-under-lock",
        Severity.ERROR,
        "Add the foreign key NOT VALID, and VALIDATE CONSTRAINT in a step of its own.");
  }

  @Override
  public Set<Source> needs() {
    return Set.of(Source.MESSAGES);
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    if (statement.effects().validated().stream().noneMatch(key -> key.table().isExistingTable())) {
      return Stream.empty();
    }
    List<String> locked =
        step.until(statement)
            .flatMap(earlier -> earlier.effects().locks().stream())
            .filter(lock -> lock.relation().isExistingTable())
            .filter(lock -> lock.mode().compareTo(LockMode.SHARE_ROW_EXCLUSIVE) >= 0)
            .map(lock -> lock.relation().toString())
            .distinct()
            .toList();
    return locked.isEmpty() || ValidatedAtOnce.isSeen(statement, step)
        ? Stream.empty()
        : statement.effects().validated().stream()
            .filter(key -> key.table().isExistingTable())
            .map(
                key ->
                    "the foreign key "
                        + key.name()
                        + " is checked for all rows while writers of "
                        + locked.stream().collect(Collectors.joining(" and "))
                        + " wait");
  }
}

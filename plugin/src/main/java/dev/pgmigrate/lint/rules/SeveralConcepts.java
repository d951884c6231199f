package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.RelationChange;
import dev.pgmigrate.lint.Rule;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A revision changes tables that have nothing to do with each other. */
final class SeveralConcepts implements Rule {
  @Override
  public String id() {
    return "several-concepts";
  }

  @Override
  public Severity severity() {
    return Severity.NOTE;
  }

  @Override
  public String mend() {
    return "Write a revision each, so that each can be reviewed, applied and taken back alone.";
  }

  @Override
  public Stream<Finding> findings(WatchedRevision revision, List<WatchedRevision> branch) {
    List<Set<String>> groups = new ArrayList<>();
    for (WatchedStep step : revision.up()) {
      for (WatchedStatement statement : step.statements()) {
        tables(statement).filter(group -> !group.isEmpty()).forEach(group -> join(groups, group));
      }
    }
    return groups.size() < 2
        ? Stream.empty()
        : revision
            .statements()
            .limit(1)
            .map(
                first ->
                    finding(
                        first,
                        "the revision changes "
                            + groups.size()
                            + " groups of tables that no foreign key connects: "
                            + Listed.some(
                                groups.stream()
                                    .map(group -> Listed.some(new TreeSet<>(group), ", "))
                                    .toList(),
                                "; ")));
  }

  /** What a statement changes together, with what a foreign key connects it to. */
  private static Stream<Set<String>> tables(WatchedStatement statement) {
    Set<String> group = new LinkedHashSet<>();
    for (RelationChange change : statement.effects().changes()) {
      if (change.relation().isTable()) {
        group.add(change.relation().toString());
        Stream.of(Optional.ofNullable(change.before()), Optional.ofNullable(change.after()))
            .flatMap(Optional::stream)
            .flatMap(state -> state.foreignKeys().stream())
            .forEach(key -> group.add(key.target().toString()));
      }
    }
    return Stream.of(group);
  }

  private static void join(List<Set<String>> groups, Set<String> added) {
    Set<String> all = new LinkedHashSet<>(added);
    groups.removeIf(
        group -> {
          boolean common = group.stream().anyMatch(added::contains);
          if (common) {
            all.addAll(group);
          }
          return common;
        });
    groups.add(all);
  }
}

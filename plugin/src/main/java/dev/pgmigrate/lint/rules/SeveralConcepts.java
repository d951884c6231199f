package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.RelationChange;
import dev.pgmigrate.lint.Rule;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
    return "Write one revision for each group, so that each can be reviewed, applied"
        + " and taken back alone.";
  }

  @Override
  public Stream<Finding> findings(WatchedRevision revision, List<WatchedRevision> branch) {
    Groups joined = new Groups();
    for (WatchedStep step : revision.up()) {
      for (WatchedStatement statement : step.statements()) {
        joined.add(tables(statement));
      }
    }
    List<Set<String>> groups = joined.all();
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
  private static Set<String> tables(WatchedStatement statement) {
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
    return group;
  }

  /** Sets of tables, none of which is in two; the one that was added to last stands last. */
  private static final class Groups {
    private static final class Group {
      private final Set<String> tables = new LinkedHashSet<>();
    }

    private final Map<String, Group> ofTable = new HashMap<>();
    private final Set<Group> groups = new LinkedHashSet<>();

    /** Adds tables that belong together, and joins the groups that they are in. */
    void add(Set<String> tables) {
      if (tables.isEmpty()) {
        return;
      }
      Group largest = new Group();
      for (String table : tables) {
        Group group = ofTable.get(table);
        if (group != null && group.tables.size() > largest.tables.size()) {
          largest = group;
        }
      }
      for (String table : tables) {
        Group group = ofTable.get(table);
        if (group != largest) {
          put(group == null ? Set.of(table) : group.tables, largest);
          if (group != null) {
            groups.remove(group);
          }
        }
      }
      groups.remove(largest);
      groups.add(largest);
    }

    private void put(Set<String> tables, Group group) {
      group.tables.addAll(tables);
      tables.forEach(table -> ofTable.put(table, group));
    }

    List<Set<String>> all() {
      return groups.stream().map(group -> group.tables).toList();
    }
  }
}

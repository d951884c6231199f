package dev.pgmigrate.change;

import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The triggers that would take rows which only change their place for deleted and inserted ones. A
 * table's owner may disable them by name; those of foreign keys go on.
 *
 * @param deletes those that a DELETE fires
 * @param inserts those that an INSERT fires
 */
public record QuietTriggers(List<Definition> deletes, List<Definition> inserts) {
  private static final String ALWAYS = " ENABLE ALWAYS TRIGGER ";

  public QuietTriggers {
    deletes = List.copyOf(deletes);
    inserts = List.copyOf(inserts);
  }

  /** Those of these tables that the change leaves as they are, and that are enabled. */
  public static QuietTriggers of(Set<QualifiedName> tables, Schema from, Schema to) {
    Map<ObjectId, Definition> after =
        to.definitions().stream().collect(Collectors.toMap(Definition::id, Function.identity()));
    List<Definition> all =
        from.definitions().stream()
            .filter(trigger -> trigger.id().kind() == ObjectKind.TRIGGER)
            .filter(trigger -> tables.contains(trigger.id().qualifiedName()))
            .filter(trigger -> trigger.equals(after.get(trigger.id())))
            .filter(QuietTriggers::isEnabled)
            .sorted(Comparator.comparing(Definition::id))
            .toList();
    return new QuietTriggers(firedBy("DELETE", all), firedBy("INSERT", all));
  }

  private static List<Definition> firedBy(String event, List<Definition> triggers) {
    return triggers.stream()
        .filter(
            trigger -> {
              String text = trigger.sql().canonical();
              return text.substring(0, text.indexOf(" ON ")).contains(event);
            })
        .toList();
  }

  /** In one state everywhere; what is disabled, or for replicas only, does not fire. */
  private static boolean isEnabled(Definition trigger) {
    return trigger.settings().values().stream().allMatch(s -> s.set().text().contains(ALWAYS))
        && trigger.settings().size() <= 1;
  }

  /** The statements, with these triggers off meanwhile. */
  static List<Statement> around(List<Statement> statements, List<Definition> triggers) {
    if (triggers.isEmpty() || statements.isEmpty()) {
      return statements;
    }
    List<Statement> all = new ArrayList<>();
    for (Definition trigger : triggers) {
      Statement off = Statement.of(alter(trigger.id()) + " DISABLE TRIGGER " + name(trigger.id()));
      all.add(
          all.isEmpty()
              ? off.withComments(
                  List.of("Rows only move to another partition: no trigger may fire."))
              : off);
    }
    all.addAll(statements);
    for (Definition trigger : triggers) {
      String state = trigger.settings().isEmpty() ? " ENABLE TRIGGER " : ALWAYS;
      all.add(Statement.of(alter(trigger.id()) + state + name(trigger.id())));
    }
    return all;
  }

  private static String alter(ObjectId trigger) {
    return "ALTER TABLE " + SqlText.name(trigger.qualifiedName());
  }

  private static String name(ObjectId trigger) {
    return SqlText.name(trigger.name());
  }

  /** All of them: what one direction inserts the other one deletes. */
  List<ObjectId> ids() {
    return Stream.concat(deletes.stream(), inserts.stream()).map(Definition::id).toList();
  }
}

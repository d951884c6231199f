package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.DroppedObject;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.Source;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** CASCADE drops what the statement does not name. */
final class CascadeReaches extends StatementRule {
  CascadeReaches() {
    super(
        "cascade-drops",
        Severity.ERROR,
        "Drop each of them by name, so that a reader of the revision sees it.");
  }

  @Override
  public Set<Source> needs() {
    return Set.of(Source.EVENTS);
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    if (!statement.says("CASCADE") && !statement.runsCode()) {
      // A type and its own functions depend on each other, which takes no CASCADE.
      return Stream.empty();
    }
    List<DroppedObject> dropped = statement.effects().dropped();
    boolean extension = dropped.stream().anyMatch(object -> object.type().equals("extension"));
    List<String> reached =
        dropped.stream()
            .filter(object -> object.existing() && object.cascaded() && !object.named())
            .filter(object -> !isViewsOwn(object))
            .filter(object -> !extension || OF_TABLES.contains(object.type()))
            .filter(object -> dropped.stream().noneMatch(other -> isPart(object, other)))
            .map(object -> object.type() + " " + object.identity())
            .toList();
    return reached.isEmpty()
        ? Stream.empty()
        : Stream.of("CASCADE drops what is not named here: " + String.join(", ", reached));
  }

  /** The view itself is among what is dropped. */
  private static boolean isViewsOwn(DroppedObject object) {
    return object.type().equals("rule") && object.identity().startsWith("\"_RETURN\" on ");
  }

  /** What goes with its table, whatever else it depends on. */
  private static boolean isPart(DroppedObject object, DroppedObject other) {
    int length = other.path().size();
    return RELATIONS.contains(other.type())
        && object.path().size() > length
        && object.path().subList(0, length).equals(other.path());
  }

  /** What uses an extension; functions, types and operators may be its own. */
  private static final Set<String> OF_TABLES =
      Set.of(
          "table column",
          "view",
          "materialized view",
          "index",
          "table constraint",
          "default value",
          "policy",
          "trigger");

  private static final Set<String> RELATIONS =
      Set.of("table", "foreign table", "view", "materialized view");
}

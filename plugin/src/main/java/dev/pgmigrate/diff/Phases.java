package dev.pgmigrate.diff;

import dev.pgmigrate.change.AddColumn;
import dev.pgmigrate.change.AlterColumn;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.Dependencies;
import dev.pgmigrate.change.DropColumn;
import dev.pgmigrate.change.DropConstraint;
import dev.pgmigrate.change.DropDefinition;
import dev.pgmigrate.change.DropIndex;
import dev.pgmigrate.change.DropSequence;
import dev.pgmigrate.change.DropTable;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Changes in two halves: what the application code of before and that of afterwards both live with,
 * and what the code of before would trip over.
 *
 * @param expand come first
 * @param released columns that will go and that new code no longer writes: until then they take
 *     rows without a value
 * @param contract come when no code of before runs any more
 */
public record Phases(List<Change> expand, List<AlterColumn> released, List<Change> contract) {
  public Phases {
    expand = List.copyOf(expand);
    released = List.copyOf(released);
    contract = List.copyOf(contract);
  }

  /** Divides the changes between two schemas. */
  public static Phases of(List<Change> changes, Schema from, Schema to) {
    List<Dependencies> facts =
        changes.stream().map(change -> Dependencies.of(change, from, to)).toList();
    Set<ObjectId> created = new HashSet<>();
    facts.forEach(fact -> created.addAll(fact.creates()));
    Set<Integer> last = new LinkedHashSet<>();
    for (int i = 0; i < changes.size(); i++) {
      Change change = changes.get(i);
      boolean comesAgain = created.contains(change.object()) && !change.destructive();
      if (breaks(change) && !comesAgain) {
        last.add(i);
      }
    }
    spread(changes, facts, last);
    List<Change> expand = new ArrayList<>();
    List<Change> contract = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      Optional<AddColumn.Halves> halves =
          changes.get(i) instanceof AddColumn add && !last.contains(i)
              ? add.halves()
              : Optional.empty();
      if (halves.isPresent()) {
        expand.add(halves.orElseThrow().expand());
        contract.add(halves.orElseThrow().contract());
      } else {
        (last.contains(i) ? contract : expand).add(changes.get(i));
      }
    }
    return new Phases(expand, released(contract), contract);
  }

  /** Whether code of before would miss something. */
  private static boolean breaks(Change change) {
    if (change instanceof DropDefinition drop) {
      return switch (drop.object().kind()) {
        case VIEW, MATERIALIZED_VIEW, FUNCTION, PROCEDURE, AGGREGATE -> true;
        default -> false;
      };
    }
    return change instanceof DropColumn
        || change instanceof DropTable
        || change instanceof DropSequence;
  }

  /**
   * What can only come after what is last is last, too; so is the dropping of parts that must come
   * before: the index of a column that goes serves until it goes.
   */
  private static void spread(List<Change> changes, List<Dependencies> facts, Set<Integer> last) {
    List<Integer> open = new ArrayList<>(last);
    while (!open.isEmpty()) {
      int one = open.remove(open.size() - 1);
      for (int i = 0; i < changes.size(); i++) {
        boolean joins =
            facts.get(one).before(facts.get(i))
                || (isPart(changes.get(i)) && facts.get(i).before(facts.get(one)))
                || changes.get(one).covers(changes.get(i));
        if (joins && last.add(i)) {
          open.add(i);
        }
      }
    }
  }

  private static boolean isPart(Change change) {
    return change instanceof DropIndex
        || change instanceof DropConstraint
        || change instanceof DropDefinition
        || change instanceof DropSequence;
  }

  private static List<AlterColumn> released(List<Change> contract) {
    List<AlterColumn> released = new ArrayList<>();
    for (Change change : contract) {
      if (change instanceof DropColumn drop && needsValue(drop.column())) {
        released.add(new AlterColumn(drop.table(), drop.column(), Columns.nullable(drop.column())));
      }
    }
    return released;
  }

  private static boolean needsValue(Column column) {
    return column.isFilled()
        && column.defaultValue() == null
        && column.identity() == null
        && column.generated() == null;
  }
}

package dev.pgmigrate.intent;

import dev.pgmigrate.ddl.RoomierType;
import dev.pgmigrate.ddl.TypeName;
import dev.pgmigrate.schema.AspectKey;
import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * What is stated weakly of columns that the database has: it is demanded only where the database
 * meets it already, or where it was made for an older version of the same statement. So an existing
 * column fits with it and without it.
 */
final class WeakAspects {
  private final Schema plain;
  private final Schema current;
  private final Merge merge;

  WeakAspects(Schema plain, Schema current, Merge merge) {
    this.plain = plain;
    this.current = current;
    this.merge = merge;
  }

  /** The stated schema, with what existing columns need not have taken out. */
  Schema settled(Schema stated) {
    return plain.equals(stated)
        ? stated
        : stated.withTables(stated.tables().stream().map(this::settled).toList());
  }

  private Table settled(Table stated) {
    Table without = plain.table(stated.name()).orElse(stated);
    Table there = current.table(stated.name()).orElse(null);
    if (there == null || without.equals(stated)) {
      return stated;
    }
    List<Column> columns =
        stated.columns().stream().map(column -> settled(stated, column, without, there)).toList();
    return stated.withParts(columns, constraints(stated, without, there), stated.indexes());
  }

  private Column settled(Table stated, Column column, Table without, Table there) {
    Column weaker = without.column(column.name()).orElse(column);
    Column found = there.column(column.name()).orElse(null);
    if (found == null || weaker.equals(column)) {
      return column;
    }
    boolean leavesNull = column.notNull() && !weaker.notNull() && !found.notNull();
    if (leavesNull) {
      leave(stated, column, "not-null", Merge.NONE, "true");
    }
    DataType type = type(column.type(), weaker.type(), found.type());
    if (!type.equals(column.type())) {
      leave(stated, column, "type", TypeName.of(type), TypeName.of(column.type()));
    }
    Column settled = leavesNull ? column.withNotNull(false, null) : column;
    boolean byDefault =
        !type.equals(column.type())
            && merge.unwritten().takes(stated.columnId(column.name()), weaker.type(), found.type());
    return settled.withType(byDefault ? weaker.type() : type);
  }

  private void leave(Table table, Column column, String aspect, String current, String desired) {
    merge.leaves(new AspectKey(table.columnId(column.name()), aspect), current, desired);
  }

  /** The type that is there, if it is one of both or between them. */
  private static DataType type(DataType stated, DataType weaker, DataType found) {
    boolean fits =
        !stated.equals(weaker) && (found.equals(weaker) || RoomierType.of(found, stated));
    return fits ? found : stated;
  }

  private List<Constraint> constraints(Table stated, Table without, Table there) {
    List<Constraint> settled = new ArrayList<>();
    List<Check> left = new ArrayList<>();
    for (Constraint constraint : stated.constraints()) {
      if (constraint instanceof Check check
          && !has(without, check)
          && !demanded(stated, check, there)) {
        left.add(check);
        merge.leaves(
            AspectKey.of(stated.constraintId(check)),
            Merge.NONE,
            "CHECK (" + check.expression().text() + ")");
      } else {
        settled.add(constraint);
      }
    }
    // A check of the author's own that the weak one would be part of stands alone.
    for (Check check : without.constraints(Check.class)) {
      if (!has(stated, check)
          && left.stream().anyMatch(other -> other.name().equals(check.name()))) {
        settled.add(check);
      }
    }
    return settled;
  }

  private static boolean has(Table table, Check check) {
    return table.constraints().stream().anyMatch(c -> c.structure().equals(check.structure()));
  }

  /**
   * It is about a new column; or the database has it, or has what an older version of the entity
   * stated in its place.
   */
  private boolean demanded(Table stated, Check check, Table there) {
    boolean onNewColumn =
        stated.columns().stream()
            .map(Column::name)
            .filter(name -> check.expression().mentions(name))
            .anyMatch(name -> there.column(name).isEmpty());
    return onNewColumn
        || there.constraints(Check.class).stream()
            .anyMatch(
                found ->
                    merge.sameCheck(check, found, stated)
                        || (found.name().equals(check.name())
                            && merge.statedBefore(there.constraintId(found))));
  }
}

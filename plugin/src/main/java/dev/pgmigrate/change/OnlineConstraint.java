package dev.pgmigrate.change;

import dev.pgmigrate.change.OnlineIndex.KeyIndex;
import dev.pgmigrate.ddl.CommentSql;
import dev.pgmigrate.ddl.ConstraintSql;
import dev.pgmigrate.ddl.Features;
import dev.pgmigrate.ddl.NotNullSql;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.ObjectName;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Constraints in stages during which rows can be read and written: at first they hold for new rows
 * alone, and the old ones are looked through later, under a lock that blocks no writer.
 */
public final class OnlineConstraint {
  private OnlineConstraint() {}

  /**
   * A unique constraint or a primary key.
   *
   * @param index the name under which its index is built
   */
  static List<Stage> key(Table table, Constraint key, String index, Schema schema) {
    List<Stage> stages =
        new ArrayList<>(new OnlineIndex(schema).add(table, KeyIndex.of(key, index)));
    int last = stages.size() - 1;
    List<Statement> made = new ArrayList<>(stages.get(last).up().statements());
    made.addAll(SqlText.statements(CommentSql.of(table, key)));
    stages.set(last, stages.get(last).withUp(Stage.Work.transaction(made)));
    return stages;
  }

  public static List<Stage> add(Table table, Constraint constraint, Schema schema) {
    if (constraint.hasIndex()) {
      return key(table, constraint, constraint.name(), schema);
    }
    List<Statement> drop = new DropConstraint(table, constraint).up();
    boolean valid = constraint.validated();
    List<String> add = new ArrayList<>();
    add.add(
        "ALTER TABLE "
            + SqlText.name(table.name())
            + " ADD "
            + ConstraintSql.definition(constraint)
            + (valid ? " NOT VALID" : ""));
    add.addAll(CommentSql.of(table, constraint));
    Stage first = Stage.brief(SqlText.statements(add), drop);
    return valid ? List.of(first, validate(table, constraint.name())) : List.of(first);
  }

  static Stage validate(Table table, String constraint) {
    return Stage.alone(
        SqlText.statements(
            "ALTER TABLE "
                + SqlText.name(table.name())
                + " VALIDATE CONSTRAINT "
                + SqlText.name(constraint)),
        List.of());
  }

  /**
   * SET NOT NULL that blocks no writer while the rows are read: as NOT VALID where the server knows
   * that, else with a check. PostgreSQL 12 and later read no rows when a valid check says that
   * there are no nulls.
   *
   * @param again fills rows that others wrote until the check was there
   * @param back what takes the last stage back: DROP NOT NULL, or nothing where the column itself
   *     goes on downgrade
   */
  static List<Stage> notNull(
      Table table, Column column, List<Stage> again, boolean back, Features features) {
    boolean knowsNotValid =
        NotNullSql.isSaid(column.notNullConstraint())
            || (features.notNullNotValid() && NotNullSql.isNameFree(table, column));
    if (knowsNotValid) {
      return validatedNotNull(table, column, again, back);
    }
    String alter = "ALTER TABLE " + SqlText.name(table.name());
    String name = SqlText.name(column.name());
    String check = ObjectName.of(table.name().name(), column.name(), "present");
    String dropCheck = alter + " DROP CONSTRAINT ";
    Stage add =
        Stage.brief(
            SqlText.statements(
                alter
                    + " ADD CONSTRAINT "
                    + SqlText.name(check)
                    + " CHECK ("
                    + name
                    + " IS NOT NULL) NOT VALID"),
            back ? SqlText.statements(dropCheck + "IF EXISTS " + SqlText.name(check)) : List.of());
    Stage set =
        Stage.brief(
            // In one ALTER TABLE the check would go before it could be of use.
            SqlText.statements(
                alter + " ALTER COLUMN " + name + " SET NOT NULL", dropCheck + SqlText.name(check)),
            back
                ? SqlText.statements(alter + " ALTER COLUMN " + name + " DROP NOT NULL")
                : List.of());
    List<Stage> stages = new ArrayList<>(List.of(add.tidied()));
    stages.addAll(again);
    stages.addAll(List.of(validate(table, check), set));
    return stages;
  }

  /** A server that knows a name or a state of NOT NULL also knows it NOT VALID. */
  private static List<Stage> validatedNotNull(
      Table table, Column column, List<Stage> again, boolean back) {
    List<Stage> stages = new ArrayList<>(List.of(unchecked(table, column, back)));
    stages.addAll(again);
    stages.add(validate(table, NotNullSql.name(table.name(), column)));
    return stages;
  }

  /** NOT NULL for new rows alone. */
  static Stage unchecked(Table table, Column column, boolean back) {
    Column nullable = column.optional();
    Column fresh = NotNullSql.notValid(table.name(), column);
    return Stage.brief(
        SqlText.statements(NotNullSql.between(table.name(), nullable, fresh)),
        back ? SqlText.statements(NotNullSql.between(table.name(), fresh, nullable)) : List.of());
  }
}

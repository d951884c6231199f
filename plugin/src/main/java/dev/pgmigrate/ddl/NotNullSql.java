package dev.pgmigrate.ddl;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.NotNull;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** NOT NULL as SQL: since PostgreSQL 18 it has a constraint, with a name and a state. */
public final class NotNullSql {
  private NotNullSql() {}

  /** As it stands in the definition of a column; empty where it comes later or not at all. */
  static String inColumn(Column column) {
    NotNull constraint = column.notNullConstraint();
    boolean follows = column.identity() != null && !isSaid(constraint);
    if (!column.notNull() || !isValid(constraint) || follows) {
      return "";
    }
    return (constraint == null || !constraint.named()
            ? ""
            : " CONSTRAINT " + SqlText.name(constraint.name()))
        + " NOT NULL"
        + noInherit(constraint);
  }

  /** As it stands in CREATE TABLE for a column that parents hand down; null for what needs none. */
  static @Nullable String inTable(QualifiedName table, Column column) {
    NotNull constraint = column.notNullConstraint();
    return column.notNull() && isSaid(constraint) && isValid(constraint)
        ? definition(table, column)
        : null;
  }

  /** What cannot stand in a definition: there a constraint is valid whatever it says. */
  static List<String> afterwards(QualifiedName table, Column column) {
    NotNull constraint = column.notNullConstraint();
    if (!isValid(constraint)) {
      return add(table, column);
    }
    return constraint == null
        ? List.of()
        : comment(table, name(table, column), null, constraint.comment());
  }

  /** Leads the one to the other. */
  public static List<String> between(QualifiedName table, Column from, Column to) {
    String alter = "ALTER TABLE " + SqlText.name(table);
    String drop = alter + " ALTER COLUMN " + SqlText.name(to.name()) + " DROP NOT NULL";
    if (!to.notNull()) {
      return from.notNull() ? List.of(drop) : List.of();
    }
    if (!from.notNull()) {
      return isSaid(to.notNullConstraint())
          ? add(table, to)
          : List.of(alter + " ALTER COLUMN " + SqlText.name(to.name()) + " SET NOT NULL");
    }
    NotNull old = from.notNullConstraint();
    NotNull now = to.notNullConstraint();
    List<String> sql = new ArrayList<>();
    if (isValid(old) && !isValid(now)) {
      // There is no way back to NOT VALID but to make it again.
      sql.add(drop);
      sql.addAll(add(table, to));
      return sql;
    }
    String name = renames(old, now) ? name(table, to) : oldName(table, from);
    if (renames(old, now)) {
      sql.add(
          alter
              + " RENAME CONSTRAINT "
              + SqlText.name(oldName(table, from))
              + " TO "
              + SqlText.name(name));
    }
    if (inherits(old) != inherits(now)) {
      sql.add(
          alter
              + " ALTER CONSTRAINT "
              + SqlText.name(name)
              + (inherits(now) ? " INHERIT" : " NO INHERIT"));
    }
    if (!isValid(old) && isValid(now)) {
      sql.add(alter + " VALIDATE CONSTRAINT " + SqlText.name(name));
    }
    sql.addAll(comment(table, name, comment(old), comment(now)));
    return sql;
  }

  /** Whether a child that is given NOT NULL of its own is so before its parent is. */
  public static boolean precedes(Column from, Column to) {
    NotNull constraint = to.notNullConstraint();
    return !from.notNull() && to.notNull() && constraint != null && constraint.own();
  }

  /**
   * What a child's NOT NULL is once that of its parent has changed.
   *
   * @param from the parent's column
   * @param column the child's as it was
   * @param wanted the child's as it shall be
   */
  public static Column handedDown(Column from, Column to, Column column, Column wanted) {
    NotNull own = column.notNullConstraint();
    boolean was = from.notNull() && inherits(from.notNullConstraint());
    boolean is = to.notNull() && inherits(to.notNullConstraint());
    if (is && !was) {
      return precedes(column, wanted)
          ? wanted
          : column.notNull() ? column : column.withNotNull(true, inherited(to));
    }
    if (was && !is) {
      // What becomes NO INHERIT stays the child's own.
      boolean stays = to.notNull() || (own != null && own.own());
      return stays ? column : column.withNotNull(false, null);
    }
    if (from.isFilled() == to.isFilled() || !column.notNull() || (own != null && own.own())) {
      return column;
    }
    return column.withNotNull(true, own == null ? inherited(to) : own.withValidated(to.isFilled()));
  }

  private static @Nullable NotNull inherited(Column column) {
    NotNull constraint = column.notNullConstraint();
    return constraint == null
        ? null
        : new NotNull(constraint.name(), false, constraint.validated(), false, false, null);
  }

  /** Whether a constraint has a name or state that SET NOT NULL does not give it. */
  public static boolean isSaid(@Nullable NotNull constraint) {
    return constraint != null
        && (constraint.named()
            || !constraint.validated()
            || constraint.noInherit()
            || constraint.comment() != null);
  }

  /** The column while its rows are not looked through. */
  public static Column notValid(QualifiedName table, Column column) {
    NotNull constraint = column.notNullConstraint();
    return column.withNotNull(
        true,
        constraint == null
            ? new NotNull(name(table, column), false, false, false, false, null)
            : constraint.withValidated(false));
  }

  /** The statement that adds it, and its comment. */
  public static List<String> add(QualifiedName table, Column column) {
    List<String> sql = new ArrayList<>();
    sql.add(
        "ALTER TABLE "
            + SqlText.name(table)
            + " ADD "
            + definition(table, column)
            + (isValid(column.notNullConstraint()) ? "" : " NOT VALID"));
    sql.addAll(comment(table, name(table, column), null, comment(column.notNullConstraint())));
    return sql;
  }

  /** What it is called once it is made. */
  public static String name(QualifiedName table, Column column) {
    NotNull constraint = column.notNullConstraint();
    return constraint != null && constraint.named()
        ? constraint.name()
        : ObjectName.of(table.name(), column.name(), "not_null");
  }

  /** Whether no other constraint of the table has the name that it gets. */
  public static boolean isNameFree(Table table, Column column) {
    String name = name(table.name(), column);
    return table.constraints().stream().noneMatch(other -> other.name().equals(name))
        && table.columns().stream()
            .filter(other -> !other.name().equals(column.name()))
            .map(Column::notNullConstraint)
            .noneMatch(other -> other != null && other.name().equals(name));
  }

  private static String oldName(QualifiedName table, Column column) {
    NotNull constraint = column.notNullConstraint();
    return constraint == null ? name(table, column) : constraint.name();
  }

  private static String definition(QualifiedName table, Column column) {
    return "CONSTRAINT "
        + SqlText.name(name(table, column))
        + " NOT NULL "
        + SqlText.name(column.name())
        + noInherit(column.notNullConstraint());
  }

  private static List<String> comment(
      QualifiedName table, String name, @Nullable String from, @Nullable String to) {
    return Objects.equals(from, to)
        ? List.of()
        : List.of(
            "COMMENT ON CONSTRAINT "
                + SqlText.name(name)
                + " ON "
                + SqlText.name(table)
                + " IS "
                + (to == null ? "NULL" : SqlText.literal(to)));
  }

  private static boolean renames(@Nullable NotNull from, @Nullable NotNull to) {
    return !Objects.equals(given(from), given(to));
  }

  private static @Nullable String given(@Nullable NotNull constraint) {
    return constraint != null && constraint.named() ? constraint.name() : null;
  }

  private static @Nullable String comment(@Nullable NotNull constraint) {
    return constraint == null ? null : constraint.comment();
  }

  private static boolean isValid(@Nullable NotNull constraint) {
    return constraint == null || constraint.validated();
  }

  private static boolean inherits(@Nullable NotNull constraint) {
    return constraint == null || !constraint.noInherit();
  }

  private static String noInherit(@Nullable NotNull constraint) {
    return inherits(constraint) ? "" : " NO INHERIT";
  }
}

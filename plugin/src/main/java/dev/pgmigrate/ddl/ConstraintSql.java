package dev.pgmigrate.ddl;

import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Deferral;
import dev.pgmigrate.schema.Exclusion;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.KeyConstraint;
import dev.pgmigrate.schema.ObjectKind;
import java.util.ArrayList;
import java.util.List;

/** Constraints as SQL, always with their name. */
public final class ConstraintSql {
  private ConstraintSql() {}

  /** As it stands in CREATE TABLE, ADD CONSTRAINT and CREATE DOMAIN. */
  public static String definition(Constraint constraint) {
    return "CONSTRAINT " + SqlText.name(constraint.name()) + " " + body(constraint);
  }

  /** The same without its name. */
  static String body(Constraint constraint) {
    if (constraint instanceof KeyConstraint key) {
      return (key.kind() == ObjectKind.PRIMARY_KEY ? "PRIMARY KEY " : "UNIQUE ")
          + (key.nullsNotDistinct() ? "NULLS NOT DISTINCT " : "")
          + keyed(key.columns(), key.withoutOverlaps())
          + index(key)
          + deferral(key.deferral());
    }
    if (constraint instanceof Check check) {
      return "CHECK "
          + SqlText.parenthesised(check.expression())
          + (check.noInherit() ? " NO INHERIT" : "")
          + state(check.enforced(), check.validated());
    }
    if (constraint instanceof ForeignKey key) {
      return foreignKey(key);
    }
    return exclusion((Exclusion) constraint);
  }

  private static String foreignKey(ForeignKey key) {
    return "FOREIGN KEY "
        + referring(key.columns(), key.period())
        + " REFERENCES "
        + SqlText.name(key.target())
        + " "
        + referring(key.targetColumns(), key.period())
        + (key.match() == ForeignKey.Match.FULL ? " MATCH FULL" : "")
        + action(" ON UPDATE ", key.onUpdate())
        + action(" ON DELETE ", key.onDelete())
        + (key.setNullColumns().isEmpty() ? "" : " " + SqlText.list(key.setNullColumns()))
        + deferral(key.deferral())
        + state(key.enforced(), key.validated());
  }

  private static String keyed(List<String> columns, boolean withoutOverlaps) {
    String list = SqlText.list(columns);
    return withoutOverlaps ? list.substring(0, list.length() - 1) + " WITHOUT OVERLAPS)" : list;
  }

  private static String referring(List<String> columns, boolean period) {
    if (!period) {
      return SqlText.list(columns);
    }
    int last = columns.size() - 1;
    List<String> names = new ArrayList<>(columns.stream().map(SqlText::name).toList());
    names.set(last, "PERIOD " + names.get(last));
    return "(" + String.join(", ", names) + ")";
  }

  /** What is not enforced is not valid either, and PostgreSQL takes no second word for it. */
  private static String state(boolean enforced, boolean validated) {
    return enforced ? validated ? "" : " NOT VALID" : " NOT ENFORCED";
  }

  private static String exclusion(Exclusion exclusion) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < exclusion.keys().size(); i++) {
      parts.add(SqlText.key(exclusion.keys().get(i)) + " WITH " + exclusion.operators().get(i));
    }
    Expression predicate = exclusion.predicate();
    return "EXCLUDE USING "
        + SqlText.name(exclusion.method())
        + " ("
        + String.join(", ", parts)
        + ")"
        + index(exclusion)
        + (predicate == null ? "" : " WHERE " + SqlText.parenthesised(predicate))
        + deferral(exclusion.deferral());
  }

  private static String action(String event, ForeignKey.Action action) {
    return switch (action) {
      case NO_ACTION -> "";
      case RESTRICT -> event + "RESTRICT";
      case CASCADE -> event + "CASCADE";
      case SET_NULL -> event + "SET NULL";
      case SET_DEFAULT -> event + "SET DEFAULT";
    };
  }

  /** What its index is besides its keys. */
  private static String index(Constraint constraint) {
    String tablespace = constraint.tablespace();
    return (constraint.include().isEmpty() ? "" : " INCLUDE " + SqlText.list(constraint.include()))
        + (constraint.parameters().isEmpty()
            ? ""
            : " WITH " + SqlText.parameters(constraint.parameters()))
        + (tablespace == null ? "" : " USING INDEX TABLESPACE " + SqlText.name(tablespace));
  }

  /** Whether a transaction checks it at its end. */
  public static boolean isDeferred(Constraint constraint) {
    return constraint.deferral() == Deferral.INITIALLY_DEFERRED;
  }

  public static String deferral(Deferral deferral) {
    return switch (deferral) {
      case NOT_DEFERRABLE -> "";
      case DEFERRABLE -> " DEFERRABLE";
      case INITIALLY_DEFERRED -> " DEFERRABLE INITIALLY DEFERRED";
    };
  }
}

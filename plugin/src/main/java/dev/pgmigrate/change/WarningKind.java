package dev.pgmigrate.change;

import dev.pgmigrate.ddl.ObjectSql;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Table;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The warnings that changes can give. */
public enum WarningKind {
  /**
   * A column, a table or a part of a value is gone for good: also that of a table that the same
   * plan creates again.
   */
  DATA_LOSS("data-loss", false),
  /** A column becomes NOT NULL, or is added so, while rows may have no value for it. */
  NOT_NULL_WITHOUT_DEFAULT("not-null-without-default", true),
  /** A new type for which some values may not fit. */
  CAST_CAN_FAIL("cast-can-fail", true),
  /** A new type for which values stay what they were only under an assumption. */
  CAST_ASSUMES("cast-assumes", true),
  /** A new type for whose values no cast is known. */
  NO_CAST("no-cast", true),
  /** A new unique constraint or unique index over rows that may have duplicates. */
  NEW_UNIQUE("new-unique-on-existing", true),
  /** A new check over rows that may not meet it. */
  NEW_CHECK("new-check-on-existing", true),
  /** A new foreign key over rows that may be orphans. */
  NEW_FOREIGN_KEY("new-foreign-key-on-existing", true),
  /** A foreign key whose columns no index begins with. */
  FOREIGN_KEY_WITHOUT_INDEX("foreign-key-without-index", false),
  /** A btree index on a type that btree compares as a whole: jsonb, an array. */
  INDEX_TYPE("index-type", false),
  /** Another default: existing rows keep what they have. */
  SERVER_DEFAULT("server-default", true),
  /** A primary key is replaced. */
  PRIMARY_KEY_CHANGE("primary-key-change", true),
  /** An enum loses values that rows may hold. */
  ENUM_VALUE_REMOVED("enum-value-removed", false),
  /** Beside its old name, a column cannot tell a NULL from a value left out. */
  NULL_BECOMES_DEFAULT("null-becomes-default", true),
  /** Existing triggers may use a column that gets another name. */
  RENAME_UNDER_TRIGGERS("rename-under-triggers", true),
  /** No form suits both the previous and the new release. */
  BREAKS_RUNNING_RELEASE("breaks-running-release", false),
  /** A table is scanned, built or rewritten while nobody can write to it, or not even read it. */
  LONG_LOCK("long-lock", true);

  private final String id;
  private final boolean aboutRows;

  WarningKind(String id, boolean aboutRows) {
    this.id = id;
    this.aboutRows = aboutRows;
  }

  /** Stable, kebab-case: what stands in the revision and in the documentation. */
  public String id() {
    return id;
  }

  /** Whether it matters only where there are rows: never for a table that the same plan creates. */
  public boolean aboutRows() {
    return aboutRows;
  }

  /** Whether the rows decide how the change ends, so that the down steps warn of it, too. */
  public boolean dependsOnRows() {
    return switch (this) {
      case NOT_NULL_WITHOUT_DEFAULT,
          CAST_CAN_FAIL,
          CAST_ASSUMES,
          NEW_UNIQUE,
          NEW_CHECK,
          NEW_FOREIGN_KEY,
          ENUM_VALUE_REMOVED ->
          true;
      default -> false;
    };
  }

  Warning building(ObjectId object, Table table) {
    return on(object, "builds an index while nobody can write to " + SqlText.name(table.name()));
  }

  /** Readers wait as well: they lock each index of a table. */
  Warning moving(ObjectId object, Table table) {
    return on(
        object,
        "copies an index to another tablespace while nobody can read "
            + SqlText.name(table.name()));
  }

  Warning rewriting(ObjectId object, Collection<ObjectId> tables) {
    return on(object, "rewrites all rows while nobody can read " + names(tables));
  }

  Warning checking(ObjectId object, Collection<ObjectId> tables) {
    return on(object, "checks all rows while nobody can write to " + names(tables));
  }

  /** What is dropped and created again cannot be taken apart into steps. */
  public static Warning inOneTransaction(ObjectId object, Collection<ObjectId> tables) {
    return LONG_LOCK.on(
        object,
        shown(object)
            + " is dropped and created again in one transaction; nobody can read "
            + names(tables)
            + " until it ends");
  }

  /** By its name alone where that says which object it is. */
  private static String shown(ObjectId object) {
    return switch (object.kind()) {
      case ENUM, COMPOSITE, RANGE, DOMAIN, SEQUENCE, TABLE, INDEX, VIEW, MATERIALIZED_VIEW ->
          SqlText.name(object);
      default -> ObjectSql.of(object);
    };
  }

  private static String names(Collection<ObjectId> tables) {
    return tables.stream().sorted().map(SqlText::name).collect(Collectors.joining(" or "));
  }

  public Warning on(ObjectId object, String message, Offenders... offenders) {
    return new Warning(id, object, message, List.of(), List.of(offenders));
  }
}

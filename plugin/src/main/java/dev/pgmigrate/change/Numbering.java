package dev.pgmigrate.change;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.SequenceOptions;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A sequence that numbers the rows of a table, in SQL. One that comes to do so goes on after every
 * row, and after the sequence whose place it takes.
 *
 * @param name an expression
 * @param with what stands before SELECT
 * @param from what stands in FROM; empty when nothing
 * @param increment how it counts
 */
record Numbering(String name, String with, String from, long increment) {
  /** Stands before SELECT, so it must be no table's name. */
  private static final String IDENTITY = "migrate_identity";

  /** A sequence with a name. */
  static Numbering named(ObjectId sequence, long increment) {
    return new Numbering(Sql.literal(Sql.name(sequence)), "", "", increment);
  }

  /** The sequence of an identity column, whatever its name. */
  static Numbering identity(QualifiedName table, String column, SequenceOptions options) {
    return new Numbering(
        "sequence",
        "WITH " + IDENTITY + " AS (" + found(table, column, "AS sequence") + "\n)\n",
        IDENTITY,
        options.increment());
  }

  /**
   * The sequence of an identity column, as an expression. pg_get_serial_sequence() gives another
   * one where the column owns the sequence of a serial as well.
   */
  static String identity(QualifiedName table, String column) {
    return "(" + found(table, column, "") + "\n)";
  }

  private static String found(QualifiedName table, String column, String alias) {
    return ("\n  SELECT objid::regclass " + alias).stripTrailing()
        + "\n  FROM pg_depend JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid"
        + "\n  WHERE attrelid = "
        + Sql.literal(Sql.name(table))
        + "::regclass AND attname = "
        + Sql.literal(column)
        + "\n    AND classid = 'pg_class'::regclass AND deptype = 'i'";
  }

  /** The value that comes next, also of a sequence that is used up. */
  String next() {
    return "coalesce(pg_sequence_last_value(" + name + ")" + plus() + ", nextval(" + name + "))";
  }

  /**
   * Sets the sequence.
   *
   * @param bounds values that it must not come before
   */
  String set(QualifiedName table, Column column, List<String> bounds) {
    boolean numeric = TypeName.base(column.type().text()).equals("numeric");
    String beyond = beyond(column.name(), numeric ? "::bigint" : "");
    List<String> values = new ArrayList<>();
    values.add(from.isEmpty() ? beyond : "(SELECT " + beyond + " FROM " + Sql.name(table) + ")");
    values.addAll(bounds);
    return setval(values) + (from.isEmpty() ? " FROM " + Sql.name(table) : rest());
  }

  /**
   * Sets the sequence when it got bounds with none of its old values between them; rows can be
   * there.
   *
   * @param columns what it numbers
   */
  String restart(SequenceOptions options, List<ObjectId> columns) {
    List<String> values = new ArrayList<>();
    for (ObjectId id : columns) {
      values.add(
          "(SELECT "
              + beyond(id.name(), "")
              + " FROM "
              + Sql.name(id.qualifiedName())
              + " WHERE "
              + Sql.name(id.name())
              + " BETWEEN "
              + options.minValue()
              + " AND "
              + options.maxValue()
              + ")");
    }
    values.add(String.valueOf(options.start()));
    return setval(values) + rest();
  }

  /** Remembers until the transaction ends which value comes next. */
  Statement keep(ObjectId column) {
    return Statement.of(
            with
                + "SELECT set_config("
                + Sql.literal(setting(column))
                + ", "
                + next()
                + "::text, true)"
                + rest())
        .withComments(
            List.of(
                "The next value of "
                    + Sql.name(column.qualifiedName())
                    + "."
                    + Sql.name(column.name())
                    + ": what numbers it from now on goes on there."));
  }

  /** What {@link #keep} remembers. */
  static String kept(ObjectId column) {
    return "current_setting(" + Sql.literal(setting(column)) + ")::bigint";
  }

  /** PostgreSQL takes identifiers between dots, and does not tell small letters from capitals. */
  private static String setting(ObjectId column) {
    List<String> plain =
        column.path().stream()
            .map(name -> name.replaceAll("[^a-z0-9_]", "_").replaceFirst("^(?=[0-9])", "_"))
            .toList();
    return "migrate."
        + String.join(".", plain)
        + (plain.equals(column.path()) ? "" : "_" + Integer.toHexString(column.path().hashCode()));
  }

  private String setval(List<String> values) {
    return with + "SELECT setval(" + name + ", " + furthest(values) + ", false)";
  }

  private String rest() {
    return from.isEmpty() ? "" : "\nFROM " + from;
  }

  private String furthest(List<String> values) {
    return (increment < 0 ? "least(" : "greatest(") + String.join(", ", values) + ")";
  }

  private String beyond(String column, String cast) {
    return (increment < 0 ? "min(" : "max(") + Sql.name(column) + ")" + cast + plus();
  }

  private String plus() {
    return increment < 0 ? " - " + -increment : " + " + increment;
  }
}

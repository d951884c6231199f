package dev.pgmigrate.ddl;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Sequence;
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
public record Numbering(String name, String with, String from, long increment) {
  /** Stands before SELECT, so it must be no table's name. */
  private static final String IDENTITY = "migrate_identity";

  /** How a statement begins that takes a value which nobody uses. */
  public static final String UNUSED = "SELECT nextval(";

  public static final String WHY_UNUSED =
      "The first value stays unused: Hibernate would take it for a block of one.";

  /** A sequence with a name. */
  public static Numbering named(ObjectId sequence, long increment) {
    return new Numbering(SqlText.literal(SqlText.name(sequence)), "", "", increment);
  }

  /** The sequence of an identity column, whatever its name. */
  public static Numbering identity(QualifiedName table, String column, SequenceOptions options) {
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
  public static String identity(QualifiedName table, String column) {
    return "(" + found(table, column, "") + "\n)";
  }

  private static String found(QualifiedName table, String column, String alias) {
    return ("\n  SELECT objid::regclass " + alias).stripTrailing()
        + "\n  FROM pg_depend JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid"
        + "\n  WHERE attrelid = "
        + SqlText.literal(SqlText.name(table))
        + "::regclass AND attname = "
        + SqlText.literal(column)
        + "\n    AND classid = 'pg_class'::regclass AND deptype = 'i'";
  }

  /** The value that comes next, also of a sequence that is used up. */
  public String next() {
    return "coalesce(pg_sequence_last_value(" + name + ")" + plus() + ", nextval(" + name + "))";
  }

  /**
   * Sets the sequence.
   *
   * @param bounds values that it must not come before
   */
  public String set(QualifiedName table, Column column, List<String> bounds) {
    // A block is that of the value it ends with, and Hibernate takes the first value of all for
    // less than a block: whatever is given from now on is a whole block beyond.
    boolean blocks = Math.abs(increment) > 1;
    String beyond = furthest(column) + (blocks ? "" : plus());
    List<String> values = new ArrayList<>();
    values.add(
        from.isEmpty() ? beyond : "(SELECT " + beyond + " FROM " + SqlText.name(table) + ")");
    values.addAll(bounds);
    return setval(furthest(values) + (blocks ? plus() : ""))
        + (from.isEmpty() ? " FROM " + SqlText.name(table) : rest());
  }

  /**
   * As {@link #set}, of a sequence that others draw from meanwhile: it never goes back.
   *
   * @param relation its name
   */
  public String raise(String relation, QualifiedName table, Column column, List<String> bounds) {
    List<String> values = new ArrayList<>(List.of(furthest(column)));
    values.addAll(bounds);
    String next = furthest(values) + plus();
    return setval(next)
        + " FROM "
        + SqlText.name(table)
        + "\n  HAVING "
        + next
        + (increment < 0 ? " < " : " > ")
        + "(SELECT last_value FROM "
        + relation
        + ")";
  }

  /** How many numbers a sequence leaves to another one that numbers the same rows meanwhile. */
  static final long GAP = 10_000_000;

  /**
   * Sets a new sequence beyond the rows that it numbers from now on, and beyond the sequences
   * beside it.
   */
  public String begin(SequenceOptions options, List<Numbered> rows) {
    List<String> values = new ArrayList<>();
    List<Sequence> beside = rows.stream().flatMap(one -> one.beside().stream()).distinct().toList();
    boolean far = rows.stream().anyMatch(one -> one.start() == Numbered.Start.FAR_BEYOND);
    boolean near = !far && beside.isEmpty();
    for (Numbered one : rows) {
      values.add(
          "(SELECT "
              + furthest(one.column())
              + (near ? plus() : "")
              + " FROM "
              + SqlText.name(one.table())
              + ")");
    }
    // Hibernate takes the first value of all for less than a block.
    rows.stream()
        .filter(one -> one.start() == Numbered.Start.BEYOND_KEPT)
        .forEach(one -> values.add(kept(one.id()) + (Math.abs(increment) > 1 ? plus() : "")));
    for (Sequence other : beside) {
      values.add("pg_sequence_last_value(" + SqlText.literal(SqlText.name(other.id())) + ")");
    }
    values.add(String.valueOf(options.start()));
    long blocks = beside.stream().mapToLong(other -> Math.abs(other.options().increment())).sum();
    long distance = far ? GAP : Math.abs(increment) + blocks;
    String gap = (increment < 0 ? " - " : " + ") + distance;
    return setval(furthest(values) + (near ? "" : gap));
  }

  /**
   * What keeps the first value of a sequence from Hibernate, which would take it for the first
   * number of all and the next value for the end of a block that begins there.
   */
  public List<String> shared() {
    return Math.abs(increment) > 1 ? List.of(UNUSED + name + ")") : List.of();
  }

  /**
   * Sets the sequence when it got bounds with none of its old values between them; rows can be
   * there.
   *
   * @param columns what it numbers
   */
  public String restart(SequenceOptions options, List<ObjectId> columns) {
    List<String> values = new ArrayList<>();
    for (ObjectId id : columns) {
      values.add(
          "(SELECT "
              + furthest(id.name())
              + plus()
              + " FROM "
              + SqlText.name(id.qualifiedName())
              + " WHERE "
              + SqlText.name(id.name())
              + " BETWEEN "
              + options.minValue()
              + " AND "
              + options.maxValue()
              + ")");
    }
    values.add(String.valueOf(options.start()));
    return setval(furthest(values)) + rest();
  }

  /** Sets a sequence beyond all that another one gave, which goes. */
  public static Statement catchUp(Sequence stays, Sequence goes) {
    long step = Math.max(stays.options().increment(), goes.options().increment());
    return Statement.of(
            "SELECT setval("
                + SqlText.literal(SqlText.name(stays.id()))
                + ", gone.last_value + "
                + step
                + ", false)\n  FROM "
                + SqlText.name(goes.id())
                + " AS gone, "
                + SqlText.name(stays.id())
                + " AS kept\n  WHERE gone.is_called AND gone.last_value > kept.last_value")
        .withComments(
            List.of(
                SqlText.name(stays.name())
                    + " goes on after the numbers that "
                    + SqlText.name(goes.name())
                    + " has given."));
  }

  /** Remembers until the transaction ends which value comes next. */
  public Statement keep(ObjectId column) {
    return Statement.of(
            with
                + "SELECT set_config("
                + SqlText.literal(setting(column))
                + ", "
                + next()
                + "::text, true)"
                + rest())
        .withComments(
            List.of(
                "Remember the next value of "
                    + SqlText.name(column.qualifiedName())
                    + "."
                    + SqlText.name(column.name())
                    + ", where the numbering goes on."));
  }

  /** What {@link #keep} remembers. */
  public static String kept(ObjectId column) {
    return "current_setting(" + SqlText.literal(setting(column)) + ")::bigint";
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

  private String setval(String value) {
    return with + "SELECT setval(" + name + ", " + value + ", false)";
  }

  private String rest() {
    return from.isEmpty() ? "" : "\nFROM " + from;
  }

  private String furthest(List<String> values) {
    return (increment < 0 ? "least(" : "greatest(") + String.join(", ", values) + ")";
  }

  private String furthest(Column column) {
    boolean numeric = TypeName.base(column.type().text()).equals("numeric");
    return furthest(column.name()) + (numeric ? "::bigint" : "");
  }

  private String furthest(String column) {
    return (increment < 0 ? "min(" : "max(") + SqlText.name(column) + ")";
  }

  private String plus() {
    return increment < 0 ? " - " + -increment : " + " + increment;
  }
}

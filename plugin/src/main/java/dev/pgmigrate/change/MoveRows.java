package dev.pgmigrate.change;

import dev.pgmigrate.ddl.ConstraintSql;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.References;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.ddl.TableSql;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.DefaultNamespace;
import dev.pgmigrate.sql.ObjectName;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The borders of partitions move, or a table gets or loses partitions: rows that belong elsewhere
 * afterwards are set aside before, and come back when each has its new place.
 *
 * @param parent the partitioned table before; {@code to} is what it is afterwards
 * @param above what foreign keys may refer to: the partitioned table, those that it is a partition
 *     of itself, and the partitions whose rows move
 * @param forth what is set aside on upgrade
 * @param back what is set aside on downgrade
 * @param leaving the partitions that are no longer where they were
 * @param coming the partitions that are somewhere else, or new
 * @param triggers those that do not fire for rows that move
 * @param values how values get through a change of their types
 */
public record MoveRows(
    Turn turn,
    Table parent,
    Table to,
    Set<QualifiedName> above,
    List<Part> forth,
    List<Part> back,
    Set<QualifiedName> leaving,
    Set<QualifiedName> coming,
    QuietTriggers triggers,
    MovingValues values)
    implements Change {
  /** When it is done. */
  public enum Turn {
    /** Before anything else happens to the partitions. */
    ASIDE,
    /** When all that leave have left, and none has come. */
    BETWEEN,
    /** When all have come. */
    HOME
  }

  /**
   * Rows of one table that are set aside.
   *
   * @param rows which ones; null for all
   * @param dropped whether the table goes, so that they need not be deleted
   * @param misfits those that no partition takes afterwards: null for none, empty where no
   *     condition says which
   */
  public record Part(
      QualifiedName table, @Nullable String rows, boolean dropped, @Nullable String misfits) {
    /** Rows that have a place each. */
    public Part(QualifiedName table, @Nullable String rows, boolean dropped) {
      this(table, rows, dropped, null);
    }

    /** Whether the table goes, and all of its rows have another place. */
    public boolean isWhole() {
      return dropped && rows == null;
    }
  }

  public MoveRows {
    forth = List.copyOf(forth);
    back = List.copyOf(back);
    above = Collections.unmodifiableSet(new TreeSet<>(above));
    leaving = Collections.unmodifiableSet(new TreeSet<>(leaving));
    coming = Collections.unmodifiableSet(new TreeSet<>(coming));
  }

  @Override
  public ObjectId object() {
    return to.id();
  }

  @Override
  public String line() {
    return ObjectWords.name(object()) + ": rows move between its partitions";
  }

  @Override
  public List<Statement> up() {
    return switch (turn) {
      case ASIDE -> aside();
      case BETWEEN -> List.of();
      case HOME -> home();
    };
  }

  private List<Statement> aside() {
    if (forth.isEmpty()) {
      return List.of();
    }
    List<Statement> sql = new ArrayList<>();
    for (Part part : forth) {
      String rows =
          SqlText.name(part.table()) + (part.rows() == null ? "" : " WHERE " + part.rows());
      sql.add(
          Statement.of(
                  "CREATE TEMPORARY TABLE "
                      + SqlText.name(aside(part))
                      + " ON COMMIT DROP AS SELECT "
                      + values.kept(parent, to)
                      + " FROM "
                      + rows)
              .withComments(List.of("Set aside the rows that move to another partition.")));
      if (!part.dropped()) {
        sql.add(Statement.of("DELETE FROM " + rows));
      }
    }
    List<Statement> locked = new ArrayList<>();
    locked.add(Statement.of("LOCK TABLE " + SqlText.name(parent.name())));
    locked.addAll(values.refusals(parent));
    locked.addAll(QuietTriggers.around(sql, deleteTriggers()));
    return locked;
  }

  private List<Definition> deleteTriggers() {
    return forth.stream().allMatch(Part::dropped) ? List.of() : triggers.deletes();
  }

  private List<Definition> insertTriggers() {
    return forth.isEmpty() ? List.of() : triggers.inserts();
  }

  private List<Statement> home() {
    List<Statement> sql = new ArrayList<>();
    List<Column> columns =
        to.columns().stream()
            .filter(column -> column.generated() == null)
            .filter(column -> parent.column(column.name()).isPresent())
            .toList();
    boolean always = columns.stream().anyMatch(c -> values.numbered().contains(c.name()));
    String names =
        columns.stream().map(c -> SqlText.name(c.name())).collect(Collectors.joining(", "));
    String values = columns.stream().map(this::value).collect(Collectors.joining(", "));
    for (Part part : forth) {
      sql.add(
          Statement.of(
              "INSERT INTO "
                  + SqlText.name(to.name())
                  + " ("
                  + names
                  + ")"
                  + (always ? " OVERRIDING SYSTEM VALUE" : "")
                  + " SELECT "
                  + values
                  + " FROM pg_temp."
                  + SqlText.name(aside(part))));
    }
    if (!sql.isEmpty() && to.constraints().stream().anyMatch(ConstraintSql::isDeferred)) {
      sql.add(
          Statement.of("SET CONSTRAINTS ALL IMMEDIATE")
              .withComments(
                  List.of("Make deferred checks now: PostgreSQL alters no table before.")));
    }
    return QuietTriggers.around(sql, insertTriggers());
  }

  private String value(Column column) {
    return values.home(parent.column(column.name()).orElse(column), column);
  }

  /** All temporary tables share one namespace, and what PostgreSQL cuts off may tell two apart. */
  private static String aside(Part part) {
    QualifiedName table = part.table();
    String name =
        table.namespace().equals(DefaultNamespace.USUAL) ? table.name() : table.toString();
    String whole = ObjectName.of(name, "", "moved");
    return whole.startsWith(name)
        ? whole
        : ObjectName.of(name, Integer.toHexString(name.hashCode()), "moved");
  }

  @Override
  public Set<ObjectId> locks() {
    return turn == Turn.BETWEEN || (forth.isEmpty() && back.isEmpty()) ? Set.of() : Set.of(to.id());
  }

  @Override
  public Optional<String> loss() {
    List<String> lost = lost().stream().map(this::name).toList();
    return lost.isEmpty()
        ? Optional.empty()
        : Optional.of("the values of " + String.join(", ", lost));
  }

  @Override
  public List<Warning> warnings() {
    if (turn != Turn.ASIDE) {
      return List.of();
    }
    List<Warning> warnings = new ArrayList<>();
    for (Column column : lost()) {
      warnings.add(
          WarningKind.DATA_LOSS.on(
              object(),
              "drops column " + name(column) + " with its values",
              Offenders.where(
                  parent.name(), SqlText.name(column.name()) + " IS NOT NULL", "lose a value")));
    }
    for (Part part : forth) {
      String misfits = part.misfits();
      if (misfits != null) {
        String table = SqlText.name(part.table());
        String what =
            "fails if a row of " + table + " fits no partition of " + SqlText.name(to.name());
        warnings.add(
            misfits.isEmpty()
                ? WarningKind.NEW_CHECK.on(object(), what)
                : WarningKind.NEW_CHECK.on(
                    object(), what, Offenders.where(part.table(), misfits, "fit no partition")));
      }
    }
    return warnings;
  }

  /** A table that is created again drops no column by itself: its rows come back without some. */
  private List<Column> lost() {
    KeyChange key = new KeyChange(parent, to, List.of());
    boolean anew = !Objects.equals(parent.partitionBy(), to.partitionBy()) || key.isRetyped();
    return turn != Turn.ASIDE || forth.isEmpty() || !anew
        ? List.of()
        : parent.columns().stream()
            .filter(column -> column.generated() == null)
            .filter(column -> to.column(column.name()).isEmpty())
            .toList();
  }

  private String name(Column column) {
    return SqlText.name(parent.name()) + "." + SqlText.name(column.name());
  }

  @Override
  public List<Warning> blocking(Schema from, Schema to) {
    return turn != Turn.ASIDE || forth.isEmpty()
        ? List.of()
        : List.of(
            WarningKind.LONG_LOCK.on(
                object(),
                "moves rows to other partitions while nobody can read "
                    + SqlText.name(parent.name())));
  }

  @Override
  public Half half(Schema from, Schema to) {
    boolean grows = parent.partitionBy() != null && leaving.isEmpty();
    return grows ? Half.EXPAND : Half.CONTRACT;
  }

  @Override
  public Change reverse() {
    Turn other =
        switch (turn) {
          case ASIDE -> Turn.HOME;
          case BETWEEN -> Turn.BETWEEN;
          case HOME -> Turn.ASIDE;
        };
    return new MoveRows(
        other, to, parent, above, back, forth, coming, leaving, triggers, values.reversed());
  }

  @Override
  public Dependencies dependencies() {
    List<ObjectId> partitions = above.stream().map(References::partitions).toList();
    return switch (turn) {
      case ASIDE ->
          Dependencies.NONE
              .releasing(all(leaving))
              .releasing(List.of(state("before")))
              .releasing(triggers.ids())
              .needing(values.before())
              .altering(partitions);
      case BETWEEN ->
          Dependencies.NONE
              .creating(places(leaving))
              .dropping(places(coming))
              .dropping(List.of(state("before")))
              .creating(List.of(state("after")));
      case HOME ->
          Dependencies.NONE
              .needing(all(coming))
              .needing(List.of(state("after")))
              .needing(triggers.ids())
              .releasing(values.afterwards())
              .altering(partitions);
    };
  }

  private ObjectId state(String when) {
    return ObjectId.of(ObjectKind.UNIQUE, to.name(), "partitions " + when);
  }

  private Set<ObjectId> all(Set<QualifiedName> tables) {
    Set<ObjectId> all = new TreeSet<>(places(tables));
    all.add(to.id());
    return all;
  }

  private Set<ObjectId> places(Set<QualifiedName> tables) {
    return tables.stream()
        .map(table -> TableSql.place(table, to.name()))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

package dev.pgmigrate.change;

import static java.util.stream.Collectors.toSet;

import dev.pgmigrate.ddl.Partitions;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.PrimaryKey;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.Unique;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gives a value to the rows that have none, some thousands at a time. */
public final class Backfill {
  /** Begins the comment over a backfill whose value a person must still write. */
  public static final String TODO = "TODO write the value for existing rows";

  /** Begins the comment over a cast that a person must still write. */
  static final String CAST_TODO = "TODO write the expression after USING that converts ";

  /** Begins the comment over a value that only new objects are known to have. */
  static final String GUESS_TODO = "TODO decide whether existing rows get ";

  /** How they begin; also in the words of older releases, whose revisions still wait. */
  private static final List<String> TODOS =
      List.of("TODO write the value for ", "TODO write the expression after USING ", GUESS_TODO);

  /** The comment over a statement that rows refuse until a person gives them a value. */
  static final String ROWS_TODO = "TODO if the table has rows, give them a value first:";

  /** How it ends in the words of each release. */
  private static final String ROWS_TODO_END = " the table has rows, give them a value first:";

  /** The value that a person must write. */
  public static final String UNKNOWN = "?";

  private static final String SIZE = "5000";
  private static final String PAUSE = "100ms";

  /** Walked where there is no key: the places of rows. */
  private static final String BLOCKS = "ctid";

  private Backfill() {}

  /** The comment over a generated statement that still waits for a person to write a value. */
  public static Optional<String> todo(Statement statement) {
    return statement.comments().stream()
        .map(String::strip)
        .filter(line -> TODOS.stream().anyMatch(line::startsWith))
        .findFirst();
  }

  /** The same, also over a statement that only rows without a value refuse. */
  public static Optional<String> todoForRows(Statement statement) {
    return todo(statement)
        .or(
            () ->
                statement.comments().stream()
                    .map(String::strip)
                    .filter(line -> line.startsWith("TODO ") && line.endsWith(ROWS_TODO_END))
                    .findFirst());
  }

  /**
   * The stage that fills a column; a downgrade keeps the values.
   *
   * @param value SQL; null when a person must say
   */
  static List<Stage> of(
      Table table, Column column, @Nullable String value, Schema from, Schema to) {
    return of(table, column, value, from, to, List.of());
  }

  /**
   * The same again, for rows that the first walk did not see without a value. Nothing can add to
   * them any more.
   */
  static List<Stage> again(
      Table table, Column column, @Nullable String value, Schema from, Schema to) {
    return of(
        table,
        column,
        value,
        from,
        to,
        List.of("Again, for rows that were written before the check existed."));
  }

  private static List<Stage> of(
      Table table,
      Column column,
      @Nullable String value,
      Schema from,
      Schema to,
      List<String> remarks) {
    List<String> key = key(table, from, to);
    // One that comes, goes or moves may not be there by its name when rows are walked.
    if (key.isEmpty() && table.partitionBy() != null && Partitions.stay(table, from, to)) {
      return Partitions.of(table, to).stream()
          .flatMap(partition -> of(partition, column, value, from, to, remarks).stream())
          .toList();
    }
    List<String> comments = new ArrayList<>(remarks);
    if (key.isEmpty() && table.partitionBy() != null) {
      comments.add(
          "In one transaction: the partitions change, too, and no key divides the rows into batches.");
    }
    FiredTriggers.byUpdate(table.name(), column.name(), from).ifPresent(comments::add);
    if (isUnknown(value)) {
      comments.add(TODO + "; migrate:verify refuses the revision until then");
    }
    String given = sql(column, value);
    Expression own = column.defaultValue();
    String text = given.equals("DEFAULT") && own != null ? SqlText.defaultValue(own) : given;
    List<Fill.Value> values = List.of(new Fill.Value(SqlText.name(column.name()), given, text));
    if (key.isEmpty()) {
      String all = new Fill(SqlText.name(table.name()), values, "").sql();
      return List.of(Stage.alone(List.of(Statement.of(all).withComments(comments)), List.of()));
    }
    Map<String, String> options =
        Map.of("key", String.join(",", key), "size", SIZE, "pause", PAUSE);
    Fill fill = new Fill(SqlText.name(table.name()), values, range(key));
    return List.of(
        new Stage(Stage.Work.batch(fill, options, comments), Stage.Work.NONE, true, false));
  }

  /** Whether rows keep their places while they are walked: a key's do, those of blocks move. */
  static boolean isSteady(Table table, Schema from, Schema to) {
    List<String> key = key(table, from, to);
    return key.isEmpty() ? table.partitionBy() == null : !key.equals(List.of(BLOCKS));
  }

  private static boolean isUnknown(@Nullable String value) {
    return value == null || value.equals(UNKNOWN);
  }

  /** The value, or what stands for one that a person must write. */
  static String sql(Column column, @Nullable String value) {
    return value == null || value.equals(UNKNOWN) ? unknown(column) : value;
  }

  /** Fails as soon as there is a row, and says so; on an empty table there is nothing to say. */
  private static String unknown(Column column) {
    return "current_setting('todo.value')::" + SqlText.type(column.type());
  }

  /** The condition of a batch over these columns, as they stand in SQL. */
  public static String range(List<String> key) {
    String row = key.size() == 1 ? key.get(0) : "(" + String.join(", ", key) + ")";
    return row + " BETWEEN :from AND :to";
  }

  /**
   * The columns whose ranges are walked: a key that is there all the time. Empty where the rows are
   * in several tables, whose places have no common order.
   */
  private static List<String> key(Table table, Schema from, Schema to) {
    Table before = from.table(table.name()).orElse(table);
    Table after = to.table(table.name()).orElse(before);
    Set<List<String>> stay = Stream.concat(primary(after), unique(after)).collect(toSet());
    return Stream.concat(primary(before), unique(before))
        .filter(stay::contains)
        .filter(columns -> columns.stream().allMatch(name -> isFilled(name, before, after)))
        .map(columns -> columns.stream().map(SqlText::name).toList())
        .findFirst()
        .orElse(table.partitionBy() == null && noChildren(table, to) ? List.of(BLOCKS) : List.of());
  }

  private static boolean isFilled(String name, Table before, Table after) {
    return Stream.of(before, after)
        .allMatch(table -> table.column(name).stream().anyMatch(Column::isFilled));
  }

  /** The places of rows are those of one table: a child has its own. */
  private static boolean noChildren(Table table, Schema schema) {
    return schema.below(table.name()).stream().allMatch(other -> other.inherits().isEmpty());
  }

  /** Not one WITHOUT OVERLAPS: its index knows no order to walk in. */
  private static Stream<List<String>> primary(Table table) {
    return table.primaryKey().stream().filter(key -> !key.isTemporal()).map(PrimaryKey::columns);
  }

  private static Stream<List<String>> unique(Table table) {
    return table.constraints(Unique.class).stream()
        .filter(unique -> !unique.isTemporal())
        .map(Unique::columns);
  }
}

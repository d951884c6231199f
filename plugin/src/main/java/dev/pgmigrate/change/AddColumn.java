package dev.pgmigrate.change;

import dev.pgmigrate.ddl.ColumnSql;
import dev.pgmigrate.ddl.Features;
import dev.pgmigrate.ddl.NotNullSql;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.References;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.ddl.Volatility;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.Generated;
import dev.pgmigrate.schema.Identity;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A new column. Where rows must have a value that nothing gives them, it comes nullable and becomes
 * NOT NULL once they have one.
 *
 * @param backfill SQL: the value for existing rows; null when nobody said
 * @param guess whose value that is, where only Java says so and a person must decide: {@code
 *     Account.credit}; null where it is known
 * @param lenient that value stays the column's default: the previous release writes rows without
 *     the column until a later revision takes it away
 * @param heirs what becomes of it in the tables that inherit it, on downgrade
 */
public record AddColumn(
    Table table,
    Column column,
    @Nullable String backfill,
    @Nullable String guess,
    boolean lenient,
    Heirs heirs)
    implements Change {
  /** A new column, with no value for existing rows. */
  public AddColumn(Table table, Column column) {
    this(table, column, Heirs.NONE);
  }

  /** A new column that tables which inherit from this one may have already. */
  public AddColumn(Table table, Column column, Heirs heirs) {
    this(table, column, null, null, false, heirs);
  }

  /** The same column, with a value for existing rows. */
  public AddColumn withBackfill(String value) {
    return new AddColumn(table, column, value, null, lenient, heirs);
  }

  /**
   * The same column, with the value that new objects have: whether existing rows get it, a person
   * decides.
   *
   * @param property that starts with the value in Java
   */
  public AddColumn withGuess(String value, String property) {
    return new AddColumn(table, column, value, property, lenient, heirs);
  }

  /** Whether rows must have a value and nothing gives them one. */
  public boolean requiresValue() {
    return column.needsValue();
  }

  @Override
  public ObjectId object() {
    return table.columnId(column.name());
  }

  @Override
  public String line() {
    return ObjectWords.whole(object(), column);
  }

  @Override
  public List<Statement> up() {
    if (column.identity() != null && table.partitionBy() != null) {
      return numbered(column.identity());
    }
    if (!requiresValue()) {
      return SqlText.statements(ColumnSql.add(table.name(), column));
    }
    if (backfill != null) {
      return filled(backfill);
    }
    List<Statement> statements =
        new ArrayList<>(SqlText.statements(ColumnSql.add(table.name(), column.optional())));
    List<Statement> required =
        SqlText.statements(NotNullSql.between(table.name(), column.optional(), column));
    statements.add(
        required
            .get(0)
            .withComments(
                List.of(
                    Backfill.ROWS_TODO, ColumnSql.backfill(table.name(), column, "...") + ";")));
    statements.addAll(required.subList(1, required.size()));
    return statements;
  }

  /** Before 17 an identity cannot come together with a column that partitions get as well. */
  private List<Statement> numbered(Identity identity) {
    Column bare = column.withIdentity(null).optional();
    String name = SqlText.name(table.name());
    List<Statement> statements =
        new ArrayList<>(SqlText.statements(ColumnSql.add(table.name(), bare)));
    statements.add(
        Statement.of(
            """
            UPDATE %s t SET %s = %d + (n.place - 1) * %d
            FROM (SELECT tableoid, ctid, row_number() OVER (ORDER BY tableoid, ctid) AS place FROM %s) n
            WHERE (t.tableoid, t.ctid) = (n.tableoid, n.ctid)"""
                .formatted(
                    name,
                    SqlText.name(column.name()),
                    identity.options().start(),
                    identity.options().increment(),
                    name)));
    statements.addAll(new AlterColumn(table, bare, column).up());
    return statements;
  }

  /** PostgreSQL keeps a constant default for existing rows, and writes none of them. */
  private List<Statement> filled(String value) {
    List<Statement> statements =
        new ArrayList<>(
            SqlText.statements(
                ColumnSql.add(table.name(), column.withDefault(Expression.of(value)))));
    List<String> comments = new ArrayList<>();
    if (guess != null) {
      comments.add(
          Backfill.GUESS_TODO
              + value
              + ", which "
              + guess
              + " starts with in Java; if so, delete this line");
    }
    if (lenient) {
      comments.add(
          "The previous release inserts rows without "
              + SqlText.name(column.name())
              + "; the contract revision drops the default.");
    }
    statements.set(0, statements.get(0).withComments(comments));
    if (!lenient) {
      statements.add(Statement.of(alter() + " DROP DEFAULT"));
    }
    return statements;
  }

  private String alter() {
    return "ALTER TABLE "
        + SqlText.name(table.name())
        + " ALTER COLUMN "
        + SqlText.name(column.name());
  }

  @Override
  public List<Stage> stages(Schema from, Schema to, Features features) {
    Expression value = column.defaultValue();
    boolean later = value != null && Volatility.isVolatile(value);
    if (!later && (!requiresValue() || backfill != null)) {
      return Change.super.stages(from, to, features);
    }
    Column bare = (later ? column.withDefault(null) : column).optional();
    List<Statement> add = new ArrayList<>(SqlText.statements(ColumnSql.add(table.name(), bare)));
    if (value != null) {
      add.add(Statement.of(alter() + " SET DEFAULT " + value.text()));
    }
    List<Stage> stages = new ArrayList<>();
    stages.add(Stage.brief(add, reverse().up()));
    String filled = later ? "DEFAULT" : null;
    stages.addAll(Backfill.of(table, column, filled, from, to));
    if (column.isFilled()) {
      // The default is for the rows that others write meanwhile; no walk is for those that move.
      boolean once = later && Backfill.isSteady(table, from, to);
      List<Stage> again = once ? List.of() : Backfill.again(table, column, filled, from, to);
      stages.addAll(OnlineConstraint.notNull(table, column, again, false, features));
    }
    if (column.notNull() && !column.isFilled()) {
      stages.add(Stage.brief(SqlText.statements(NotNullSql.add(table.name(), column)), List.of()));
    }
    return stages;
  }

  @Override
  public List<Warning> blocking(Schema from, Schema to) {
    Generated generated = column.generated();
    boolean rewrites =
        column.identity() != null || (generated != null && generated.stored()) || isChecked(to);
    return rewrites
        ? List.of(WarningKind.LONG_LOCK.rewriting(object(), List.of(table.id())))
        : List.of();
  }

  /** PostgreSQL asks the domains for each row, though all of them are NULL. */
  private boolean isChecked(Schema to) {
    return DomainRows.domains(column.type(), to).stream()
        .anyMatch(domain -> domain.notNull() || !domain.checks().isEmpty());
  }

  @Override
  public Half half(Schema from, Schema to) {
    // NOT VALID spares the existing rows alone: it refuses the rows of the previous release.
    boolean refuses = (column.notNull() && column.isBare()) || DomainRows.needsValue(column, to);
    return refuses && from.table(table.name()).isPresent() ? Half.CONTRACT : Half.EXPAND;
  }

  /**
   * With the known value as its default until the second half; else rows need none till then. No
   * column of a domain that is NOT NULL takes a row without a value: it has the type below.
   */
  @Override
  public Optional<Change> meanwhile(Schema later) {
    if (DomainRows.needsValue(column, later)) {
      return Optional.of(new AddColumn(table, DomainRows.withoutDomains(column, later), heirs));
    }
    return Optional.of(
        backfill == null
            ? new AddColumn(table, column.optional(), heirs)
            : new AddColumn(table, column, backfill, guess, true, heirs));
  }

  @Override
  public Change reverse() {
    return new DropColumn(table, column, heirs);
  }

  @Override
  public Dependencies dependencies() {
    return Dependencies.NONE
        .creating(List.of(object()))
        .within(table.id())
        .needing(References.of(column))
        .needing(References.columns(table.name(), References.sources(table, column)))
        .releasing(References.columns(table.name(), References.computed(table, column)));
  }

  @Override
  public List<Warning> warnings() {
    if (!requiresValue()) {
      return List.of();
    }
    String name = SqlText.name(table.name()) + "." + SqlText.name(column.name());
    return List.of(
        WarningKind.NOT_NULL_WITHOUT_DEFAULT.on(
            object(),
            name
                + " is NOT NULL without a default; "
                + (backfill == null
                    ? "fails if the table has rows: write their value at the TODO"
                    : "existing rows get " + backfill),
            Offenders.all(table.name(), "have no value yet")));
  }
}

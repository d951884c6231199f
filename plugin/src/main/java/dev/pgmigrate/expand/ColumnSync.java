package dev.pgmigrate.expand;

import dev.pgmigrate.change.Backfill;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.change.WarningKind;
import dev.pgmigrate.ddl.Casts;
import dev.pgmigrate.ddl.ColumnSql;
import dev.pgmigrate.ddl.LiveState;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.ddl.TypeName;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.PrimaryKey;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Lexer;
import dev.pgmigrate.sql.ObjectName;
import dev.pgmigrate.sql.Placeholders;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two columns of one table that a trigger keeps in step, so that the previous release, which knows
 * the one, and that of afterwards, which knows the other, can both run.
 *
 * <p>A column that gets another type keeps its name, so both applications write the first; then the
 * second follows, and nothing the other way.
 *
 * <p>An INSERT does not tell a column's default from a written value. So both columns get the same
 * default: who writes one of them leaves the other at its default, and the one that holds something
 * else is the one that was written. A default that differs from call to call cannot be told so; it
 * stays with the first column alone.
 *
 * @param table with the first column
 * @param first the old column
 * @param second the column that takes its place, as the new application wants it
 * @param triggers those that the table has already
 * @param bothWays whether either may be written; else the second follows the first
 */
public record ColumnSync(
    Table table, Column first, Column second, List<String> triggers, boolean bothWays) {
  /** Types whose {@code =} holds for nothing but the same value in the same form. */
  private static final Set<String> EXACT =
      Set.of(
          "text",
          "varchar",
          "smallint",
          "integer",
          "bigint",
          "boolean",
          "uuid",
          "bytea",
          "oid",
          "date",
          "timestamp",
          "timestamptz");

  /** What looks like a call and is none, or gives one value for a whole statement. */
  private static final Set<String> STEADY =
      Set.of(
          "now",
          "transaction_timestamp",
          "statement_timestamp",
          "varying",
          "varchar",
          "character",
          "char",
          "bpchar",
          "numeric",
          "bit",
          "timestamp",
          "timestamptz",
          "time",
          "timetz",
          "interval");

  private static final int MOST_ZS = 12;

  public ColumnSync {
    triggers = List.copyOf(triggers);
  }

  /** Two columns either of which an application writes. */
  public static ColumnSync bothWays(
      Table table, Column first, Column second, List<String> triggers) {
    return new ColumnSync(table, first, second, triggers, true);
  }

  /** A second column that follows the first, which is the only one that applications write. */
  public static ColumnSync following(
      Table table, Column first, Column second, List<String> triggers) {
    return new ColumnSync(table, first, second, triggers, false);
  }

  /** What a person should know before the two live side by side. */
  public List<Warning> warnings() {
    List<Warning> warnings = new ArrayList<>();
    ObjectId id = table.columnId(second.name());
    if (bothWays && !first.isFilled() && !isSteady()) {
      warnings.add(
          WarningKind.NULL_BECOMES_DEFAULT.on(
              id,
              "until the contract revision, a NULL that the new release inserts into "
                  + SqlText.name(second.name())
                  + " becomes the default "
                  + first.defaultValue()
                  + ": the trigger cannot tell it from a column that the INSERT leaves out"));
    }
    if (bothWays && !triggers.isEmpty()) {
      warnings.add(
          WarningKind.RENAME_UNDER_TRIGGERS.on(
              id,
              SqlText.name(table.name())
                  + " has triggers ("
                  + String.join(", ", triggers)
                  + ") that run before the one that keeps the columns in step; where they use "
                  + SqlText.name(first.name())
                  + ", make them use "
                  + SqlText.name(second.name())
                  + " before the contract revision"));
    }
    return warnings;
  }

  /** The function that the trigger calls. */
  public ObjectId function() {
    String name = name(table.name().name());
    return new ObjectId(ObjectKind.FUNCTION, List.of(table.name().namespace(), name, "()"));
  }

  /** The trigger; triggers fire in the order of their names, and this one shall be the last. */
  public ObjectId trigger() {
    String prefix = "zz_";
    while (prefix.length() < MOST_ZS && isAfter(prefix)) {
      prefix = "z" + prefix;
    }
    return ObjectId.of(ObjectKind.TRIGGER, table.name(), name(prefix + table.name().name()));
  }

  private boolean isAfter(String prefix) {
    return triggers.stream().anyMatch(trigger -> trigger.compareTo(prefix) >= 0);
  }

  /** A name that is too long is cut; then a hash tells it from that of another column. */
  private String name(String prefix) {
    String columns = first.name() + "_" + second.name();
    String name = ObjectName.of(prefix, columns, "sync");
    boolean whole = name.equals(prefix + "_" + columns + "_sync");
    String hash = Integer.toHexString((prefix + columns).hashCode());
    return whole ? name : ObjectName.of(prefix, columns, hash + "_sync");
  }

  /** The second column as it is while the first is there, too. */
  public Column beside() {
    return ColumnSql.besides(second, bothWays && isSteady() ? first.defaultValue() : null);
  }

  /** Whether the first column's default is the same value for all of a statement. */
  public boolean isSteady() {
    Expression value = first.defaultValue();
    List<Token> tokens = value == null ? List.of() : Lexer.tokens(value.canonical());
    for (int i = 1; i < tokens.size(); i++) {
      Token before = tokens.get(i - 1);
      boolean call =
          tokens.get(i).is("(")
              && (before.kind() == Token.Kind.WORD || before.kind() == Token.Kind.QUOTED);
      if (call && !STEADY.contains(before.folded())) {
        return false;
      }
    }
    return true;
  }

  /** Adds the second column and keeps it in step from now on. */
  public List<Statement> begin() {
    List<Statement> statements = new ArrayList<>(added(first, beside()));
    statements.addAll(guard());
    return statements;
  }

  /** Drops the second column. */
  public List<Statement> undoBegin() {
    List<Statement> statements = new ArrayList<>(unguard());
    statements.addAll(SqlText.statements(ColumnSql.drop(table.name(), second)));
    return statements;
  }

  /** Drops the first column; the second takes its place. */
  public List<Statement> end() {
    List<Statement> statements = new ArrayList<>(unguard());
    statements.addAll(SqlText.statements(ColumnSql.drop(table.name(), first)));
    Expression value = second.defaultValue();
    if (value != null && !value.equals(beside().defaultValue())) {
      statements.add(
          Statement.of(
              alter("ALTER COLUMN " + SqlText.name(second.name()) + " SET DEFAULT " + value)));
    }
    return statements;
  }

  /** Adds the first column again, beside the second. */
  public List<Statement> undoEnd() {
    List<Statement> statements = new ArrayList<>();
    Expression now = second.defaultValue();
    Expression value = beside().defaultValue();
    if (now != null && !now.equals(value)) {
      statements.add(
          Statement.of(
              alter(
                  "ALTER COLUMN "
                      + SqlText.name(second.name())
                      + (value == null ? " DROP DEFAULT" : " SET DEFAULT " + value))));
    }
    statements.addAll(added(second, ColumnSql.besides(first, first.defaultValue())));
    statements.addAll(guard());
    return statements;
  }

  /** Gives the second column the values of the first, one range of keys at a time. */
  public Statement fillSecond() {
    return fill(second, first);
  }

  /** Gives the first column the values of the second, one range of keys at a time. */
  public Statement fillFirst() {
    return fill(first, second);
  }

  /** Fails if the two columns of a row differ: then a value would be lost. */
  public Statement check() {
    String differ = differ(second, SqlText.name(second.name()), compared(first));
    return block(
            """
            BEGIN
              IF EXISTS (SELECT FROM :table WHERE :differ) THEN
                RAISE EXCEPTION '% and % of % differ', :first, :second, :named
                  USING HINT = :hint;
              END IF;
            END
            """,
            Map.of(
                "table", SqlText.name(table.name()),
                "differ", differ,
                "first", SqlText.literal(first.name()),
                "second", SqlText.literal(second.name()),
                "named", SqlText.literal(SqlText.name(table.name())),
                "hint",
                    SqlText.literal(
                        "Rows were written while triggers were off. To correct them: "
                            + set(second, first)
                            + "\n  WHERE "
                            + differ)))
        .withComments(
            List.of("Stop if dropping " + SqlText.name(first.name()) + " would lose data."));
  }

  /** Fails if the first column has an index or a constraint that no revision creates. */
  public Statement checkParts(Schema there) {
    List<String> known = new ArrayList<>();
    table.constraints().forEach(constraint -> known.add(constraint.name()));
    table.indexes().forEach(index -> known.add(index.name()));
    there.definitions().stream()
        .map(Definition::id)
        .filter(id -> id.kind() == ObjectKind.STATISTICS)
        .filter(id -> there.uses().of(id).stream().anyMatch(this::isHere))
        .forEach(id -> known.add(id.qualifiedName().name()));
    return LiveState.parts(table.name(), first, known);
  }

  private boolean isHere(ObjectId used) {
    return used.equals(table.id())
        || (used.kind() == ObjectKind.COLUMN && used.qualifiedName().equals(table.name()));
  }

  /** Whether a value of the first column may be none of the second's type. */
  public boolean narrows() {
    return !bothWays && !Casts.widens(first.type(), second.type());
  }

  /** Fails if a value does not fit the narrower type, before anything is changed. */
  public Statement fits() {
    return block(
            """
            BEGIN
              IF EXISTS (SELECT FROM :table WHERE :lost) THEN
                RAISE EXCEPTION '% of % has values that do not fit %', :first, :named, :type;
              END IF;
            END
            """,
            Map.of(
                "table", SqlText.name(table.name()),
                "lost", lost(SqlText.name(first.name())),
                "first", SqlText.literal(first.name()),
                "named", SqlText.literal(SqlText.name(table.name())),
                "type", SqlText.literal(SqlText.type(second.type()))))
        .withComments(
            List.of(
                "Stop the downgrade if a value does not fit " + SqlText.type(second.type()) + "."));
  }

  private static Statement block(String body, Map<String, String> places) {
    return Statement.of("DO " + SqlText.body(Placeholders.fill(body, places)));
  }

  /** Whether a value is another one once it was of the second column's type. */
  private String lost(String value) {
    return differ(
        first,
        value + "::" + SqlText.type(second.type()) + "::" + SqlText.type(first.type()),
        value);
  }

  /**
   * The columns that a backfill walks along, as they stand in SQL: the primary key, unless a column
   * is of it that begins empty on downgrade.
   */
  public List<String> key() {
    return table
        .primaryKey()
        .filter(key -> !key.isTemporal())
        .map(PrimaryKey::columns)
        .filter(columns -> !bothWays || !columns.contains(first.name()))
        .map(columns -> columns.stream().map(SqlText::name).toList())
        .orElse(List.of("ctid"));
  }

  private Statement fill(Column column, Column from) {
    return Statement.of(
            set(column, from)
                + "\n  WHERE "
                + Backfill.range(key())
                + "\n    AND "
                + differ(column, SqlText.name(column.name()), compared(from)))
        .withComments(
            List.of(
                "Fill "
                    + SqlText.name(column.name())
                    + " from "
                    + SqlText.name(from.name())
                    + " in rows that were written before the trigger existed."));
  }

  private String set(Column column, Column from) {
    String using =
        bothWays ? null : Casts.of(from.type(), column.type()).using(SqlText.name(from.name()));
    return "UPDATE "
        + SqlText.name(table.name())
        + "\n  SET "
        + SqlText.name(column.name())
        + " = "
        + (using == null ? SqlText.name(from.name()) : using);
  }

  /** What the other column's value is compared with: of another type, as one of its own. */
  private String compared(Column from) {
    return SqlText.name(from.name()) + (bothWays ? "" : "::" + SqlText.type(second.type()));
  }

  /** The default of its own comes after the column: else every row would be given it. */
  private List<Statement> added(Column beside, Column column) {
    Expression value = column.defaultValue();
    List<Statement> statements =
        new ArrayList<>(
            SqlText.statements(ColumnSql.add(table.name(), ColumnSql.besides(column, null))));
    if (value != null) {
      statements.add(
          1,
          Statement.of(
              alter("ALTER COLUMN " + SqlText.name(column.name()) + " SET DEFAULT " + value)));
    }
    statements.add(1, LiveState.column(table.name(), beside, column));
    statements.addAll(SqlText.statements(ColumnSql.retracted(table.name(), beside, column)));
    return statements;
  }

  private String alter(String action) {
    return "ALTER TABLE " + SqlText.name(table.name()) + " " + action;
  }

  /** Keeps the columns in step from now on. */
  List<Statement> guard() {
    Map<String, String> places =
        Map.of(
            "function", SqlText.name(function().qualifiedName()),
            "trigger", SqlText.name(trigger().name()),
            "table", SqlText.name(table.name()),
            "body", SqlText.body(bothWays ? eitherWay() : follow()));
    return List.of(
        Statement.of(
                Placeholders.fill(
                    """
                    CREATE FUNCTION :function()
                      RETURNS trigger
                      LANGUAGE plpgsql
                      SET search_path = ''
                    AS :body""",
                    places))
            .withComments(
                List.of(
                    bothWays
                        ? "The application writes either column; the trigger copies it to the other."
                        : "The application writes "
                            + SqlText.name(first.name())
                            + "; the trigger copies it to "
                            + SqlText.name(second.name())
                            + ".")),
        Statement.of(
            Placeholders.fill(
                """
                CREATE TRIGGER :trigger
                  BEFORE INSERT OR UPDATE ON :table
                  FOR EACH ROW EXECUTE FUNCTION :function()""",
                places)));
  }

  /** Each column is written alone again. */
  List<Statement> unguard() {
    return SqlText.statements(
        "DROP TRIGGER " + SqlText.name(trigger().name()) + " ON " + SqlText.name(table.name()),
        "DROP FUNCTION " + SqlText.name(function().qualifiedName()) + "()");
  }

  private String follow() {
    Map<String, String> places =
        Map.of(
            "first",
            "NEW." + SqlText.name(first.name()),
            "second",
            "NEW." + SqlText.name(second.name()),
            "changed",
            differ(
                first,
                "NEW." + SqlText.name(second.name()) + "::" + bodyType(first),
                "NEW." + SqlText.name(first.name())),
            "message",
            SqlText.literal(
                "% does not fit "
                    + SqlText.type(second.type()).replace("%", "%%")
                    + ", and a downgrade to this type has begun"));
    return Placeholders.fill(
        narrows()
            ? """
              BEGIN
                :second := :first;
                IF :changed THEN
                  RAISE EXCEPTION :message, :first;
                END IF;
                RETURN NEW;
              END
              """
            : """
              BEGIN
                :second := :first;
                RETURN NEW;
              END
              """,
        places);
  }

  /** As it is found with an empty search_path. */
  private static String bodyType(Column column) {
    return column.type().text();
  }

  private String eitherWay() {
    String one = "NEW." + SqlText.name(first.name());
    String other = "NEW." + SqlText.name(second.name());
    Expression value = beside().defaultValue();
    String written =
        value == null
            ? other + " IS NOT NULL"
            : differ(second, other, "(" + value.canonical() + ")::" + second.type().text());
    String remark =
        value == null
            ? "-- A writer sets one of the two columns and leaves the other NULL"
                + (first.defaultValue() == null ? "." : " or at its default.")
            : "-- Both have the same default: the column with another value was written.";
    return Placeholders.fill(
        """
        BEGIN
          IF TG_OP = 'INSERT' THEN
            :remark
            IF :written THEN
              :first := :second;
            ELSE
              :second := :first;
            END IF;
          ELSIF :second_changed THEN
            :first := :second;
          ELSIF :first_changed OR :second IS NULL THEN
            :second := :first;
          ELSE
            -- Neither was written; the row may not be filled yet.
            :first := :second;
          END IF;
          RETURN NEW;
        END
        """,
        Map.of(
            "remark", remark,
            "written", written,
            "first", one,
            "second", other,
            "second_changed", differ(second, other, "OLD." + SqlText.name(second.name())),
            "first_changed", differ(first, one, "OLD." + SqlText.name(first.name()))));
  }

  /**
   * Whether they are not the same to the letter: {@code =} takes 1.0 for 1.00, and some types have
   * none.
   */
  static String differ(Column column, String one, String other) {
    boolean exact = EXACT.contains(TypeName.base(column.type().text()));
    String form = column.collation() != null ? " COLLATE \"C\"" : exact ? "" : "::text";
    return one + form + " IS DISTINCT FROM " + other + form;
  }
}

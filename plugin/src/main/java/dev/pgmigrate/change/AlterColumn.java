package dev.pgmigrate.change;

import dev.pgmigrate.ddl.AlterColumnSql;
import dev.pgmigrate.ddl.AspectWords;
import dev.pgmigrate.ddl.Cast;
import dev.pgmigrate.ddl.Casts;
import dev.pgmigrate.ddl.ColumnSql;
import dev.pgmigrate.ddl.Features;
import dev.pgmigrate.ddl.NotNullSql;
import dev.pgmigrate.ddl.Numbering;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.References;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.Generated;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Any aspect of a column changes, but its name, comment and privileges.
 *
 * @param table the table as it is afterwards
 * @param below the column in the tables that inherit it before and afterwards
 * @param backfill SQL: what rows without a value get before the column becomes NOT NULL; null when
 *     nobody said
 * @param increments how the sequences count that number rows here, before or afterwards
 * @param half whether it is one of two changes in one transaction: the first takes away what
 *     numbers the rows, the second makes what numbers them from then on
 * @param drawn where the application takes the values from that it writes itself
 */
public record AlterColumn(
    Table table,
    Column from,
    Column to,
    List<Below> below,
    @Nullable String backfill,
    Map<ObjectId, Long> increments,
    boolean half,
    @Nullable Conversion conversion,
    Drawn drawn)
    implements Change {
  /** Fails as soon as there is a row, and names itself. */
  private static final String UNKNOWN = "current_setting('todo.cast')";

  private static final Pattern PLAIN_AS_TEXT =
      Pattern.compile("'(-?[0-9]+(?:\\.[0-9]+)?|true|false)'");

  /**
   * The column in a table that inherits it: it follows, and is then what {@code to} says where that
   * is something else.
   */
  public record Below(Table table, Column from, Column to) {}

  /**
   * How values become those of the other type, there and back; null where the types say all that is
   * known.
   */
  public record Conversion(@Nullable Cast forth, @Nullable Cast back) {}

  /** The change with no value for the rows that have none. */
  public AlterColumn(Table table, Column from, Column to, List<Below> below) {
    this(table, from, to, below, null, Map.of(), false, null, Drawn.NOWHERE);
  }

  /** The same of a table that hands nothing down. */
  public AlterColumn(Table table, Column from, Column to) {
    this(table, from, to, List.of());
  }

  /** The same change, with a value for the rows that have none; null for no value. */
  public AlterColumn withBackfill(@Nullable String value) {
    return new AlterColumn(table, from, to, below, value, increments, half, conversion, drawn);
  }

  /** The same change, where more is known of the values than their types. */
  public AlterColumn withConversion(@Nullable Conversion known) {
    return new AlterColumn(table, from, to, below, backfill, increments, half, known, drawn);
  }

  /** The same change of a column whose values the application draws from a sequence. */
  public AlterColumn withDrawn(Drawn known) {
    return new AlterColumn(table, from, to, below, backfill, increments, half, conversion, known);
  }

  /** The same change to another column, here and below. */
  private AlterColumn withTo(Column column, List<Below> heirs) {
    return new AlterColumn(
        table, from, column, heirs, backfill, increments, half, conversion, drawn);
  }

  /** The same change, in one transaction with that of what numbers the rows besides. */
  public AlterColumn handingOver() {
    return new AlterColumn(table, from, to, below, backfill, increments, true, conversion, drawn);
  }

  /** Whether rows must have a value that need none so far. */
  public boolean requiresValue() {
    return to.isFilled() && !from.isFilled() && to.identity() == null && to.generated() == null;
  }

  /** An identity numbers the rows that come: those that have no value yet stand in its way. */
  private boolean numbersNewRowsAlone() {
    return to.identity() != null && to.isFilled() && !from.isFilled();
  }

  public AlterColumn {
    below = List.copyOf(below);
    increments = Map.copyOf(increments);
  }

  /**
   * The change as one or, where an identity takes the place of a sequence or the other way round,
   * as two: the new one may want the name of the old one.
   */
  public static List<AlterColumn> all(
      Table table, Column from, Column to, List<Below> below, List<Sequence> sequences) {
    Set<ObjectId> used = new TreeSet<>(References.sequences(from.defaultValue()));
    used.addAll(References.sequences(to.defaultValue()));
    Map<ObjectId, Long> increments = new TreeMap<>();
    sequences.stream()
        .filter(sequence -> used.contains(sequence.id()))
        .forEach(sequence -> increments.put(sequence.id(), sequence.options().increment()));
    return new AlterColumn(table, from, to, below, null, increments, false, null, Drawn.NOWHERE)
        .apart();
  }

  /** The change as one or, where an identity and a sequence change places, as two. */
  public List<AlterColumn> apart() {
    boolean swaps =
        (from.identity() != null && !References.sequences(to.defaultValue()).isEmpty())
            || (to.identity() != null && !References.sequences(from.defaultValue()).isEmpty());
    if (!swaps) {
      return List.of(this);
    }
    Column between = ColumnSql.unnumbered(from);
    Drawn first = from.identity() == null ? drawn : Drawn.NOWHERE;
    return List.of(
        new AlterColumn(table, from, between, List.of(), null, increments, true, null, first),
        new AlterColumn(table, between, to, below, backfill, increments, true, conversion, drawn));
  }

  @Override
  public ObjectId object() {
    return table.columnId(to.name());
  }

  @Override
  public String line() {
    String aspects = AspectWords.between(from.aspects(), to.aspects());
    if (!aspects.isEmpty()) {
      return ObjectWords.name(object()) + ": " + aspects;
    }
    boolean constraint = !Objects.equals(from.notNullConstraint(), to.notNullConstraint());
    return ObjectWords.name(object())
        + ": "
        + (constraint
            ? "its not null constraint"
            : from.local() == to.local()
                ? "values"
                : to.local() ? "a column of its own" : "inherited alone");
  }

  @Override
  public List<Statement> up() {
    List<Statement> sql = new ArrayList<>();
    if (half && ColumnNumbers.isNumbered(from)) {
      sql.add(numbers().keepNext());
    }
    // A child's own NOT NULL keeps its name only if it is there before its parent's.
    for (Below one : below) {
      if (NotNullSql.precedes(one.from(), one.to())) {
        sql.addAll(
            SqlText.statements(NotNullSql.between(one.table().name(), one.from(), one.to())));
      }
    }
    here().stream().map(this::open).forEach(sql::add);
    for (Below one : below) {
      Column handed = handedDown(one.from(), one.to());
      sql.addAll(
          SqlText.statements(
              new AlterColumn(
                      one.table(),
                      handed,
                      one.to(),
                      List.of(),
                      null,
                      increments,
                      false,
                      null,
                      Drawn.NOWHERE)
                  .here()));
    }
    return sql;
  }

  /** A person must write a cast that nothing in the catalog tells. */
  private Statement open(String sql) {
    if (sql.startsWith(Numbering.UNUSED)) {
      return Statement.of(sql).withComments(List.of(Numbering.WHY_UNUSED));
    }
    boolean waits = sql.contains(UNKNOWN);
    return waits
        ? Statement.of(sql)
            .withComments(
                List.of(
                    Backfill.CAST_TODO
                        + SqlText.type(from.type())
                        + " to "
                        + SqlText.type(to.type())
                        + "; until then the statement fails if there is a row",
                    cast().note(SqlText.name(to.name()))))
        : Statement.of(sql);
  }

  /** What becomes of an inherited column before anything is done to it itself. */
  private Column handedDown(Column column, Column wanted) {
    if (rebuilds()) {
      return ColumnSql.unnumbered(to);
    }
    boolean type = changesType();
    boolean defaults =
        type
            ? !keepsDefault() && (from.defaultValue() != null || to.defaultValue() != null)
            : !Objects.equals(from.defaultValue(), to.defaultValue());
    boolean storage = type || !Objects.equals(from.storage(), to.storage());
    Column required = NotNullSql.handedDown(from, to, column, wanted);
    return new Column(
        column.name(),
        type ? to.type() : column.type(),
        required.notNull(),
        required.notNullConstraint(),
        defaults ? to.defaultValue() : column.defaultValue(),
        column.identity(),
        Objects.equals(from.generated(), to.generated()) ? column.generated() : to.generated(),
        type ? to.collation() : column.collation(),
        storage ? to.storage() : column.storage(),
        // The one setting that is never handed down.
        type ? null : column.compression(),
        ColumnSql.handedDown(from.statistics(), to.statistics(), column.statistics()),
        column.local(),
        column.comment(),
        column.access());
  }

  private List<String> here() {
    if (rebuilds()) {
      List<String> sql = new ArrayList<>();
      sql.addAll(ColumnSql.drop(table.name(), from));
      sql.addAll(ColumnSql.add(table.name(), to));
      return sql;
    }
    List<String> sql = new ArrayList<>();
    if (from.identity() != null && to.identity() == null) {
      sql.add(alter("DROP IDENTITY"));
    }
    if (from.generated() != null && to.generated() == null) {
      sql.add(alter("DROP EXPRESSION"));
    }
    ColumnNumbers numbers = numbers();
    boolean narrows = numbers.narrowsIdentity();
    if (narrows) {
      sql.addAll(numbers.identity());
    }
    if (changesType()) {
      sql.add(type());
    } else if (!Objects.equals(from.defaultValue(), to.defaultValue())) {
      sql.add(alter(AlterColumnSql.defaultValue(to.defaultValue())));
    }
    sql.addAll(numbers.sequencesAfterRows());
    if (backfill != null && (requiresValue() || onlyFills())) {
      sql.add(ColumnSql.backfill(table.name(), to, Backfill.sql(to, backfill)));
    }
    sql.addAll(NotNullSql.between(table.name(), from, to));
    if (!narrows) {
      sql.addAll(numbers.identity());
    }
    sql.addAll(AlterColumnSql.settings(table.name(), from, to));
    return sql;
  }

  /** Whether the column is dropped and added: PostgreSQL cannot make it a generated one. */
  public boolean rebuilds() {
    Generated generated = to.generated();
    return generated != null
        ? !generated.equals(from.generated())
        : from.generated() != null && !from.generated().stored();
  }

  /** Whether type or collation change. */
  public boolean changesType() {
    return AlterColumnSql.changesType(from, to);
  }

  /** Whether only length, precision or scale differ. */
  public static boolean sameBase(DataType from, DataType to) {
    return Casts.sameBase(from, to);
  }

  /** Whether all rows are rewritten when a column gets another's type. */
  public static boolean rewrites(Column from, Column to) {
    return Casts.rewrites(from.type(), to.type())
        || Casts.of(from.type(), to.type()).using() != null;
  }

  /** Whether every value of a column is, unchanged, one of another's type. */
  public static boolean keepsEveryValue(Column from, Column to) {
    return Casts.widens(from.type(), to.type())
        && Casts.of(from.type(), to.type()).using() == null
        && !Casts.dependsOnSession(from.type(), to.type());
  }

  /** Whether nothing but the default changes. */
  boolean changesDefaultOnly() {
    return ColumnSql.withDefault(from, to.defaultValue()).equals(ColumnSql.plain(to))
        && !Objects.equals(from.defaultValue(), to.defaultValue());
  }

  private String type() {
    List<String> actions = new ArrayList<>();
    boolean keepsDefault = keepsDefault();
    if (from.defaultValue() != null && !keepsDefault) {
      actions.add("ALTER COLUMN " + SqlText.name(to.name()) + " DROP DEFAULT");
    }
    QualifiedName collation = to.collation();
    String using = to.generated() == null ? using() : null;
    actions.add(
        "ALTER COLUMN "
            + SqlText.name(to.name())
            + " TYPE "
            + SqlText.type(to.type())
            + (collation == null ? "" : " COLLATE " + SqlText.collation(collation))
            + (using == null ? "" : " USING " + using));
    if (to.defaultValue() != null && !keepsDefault) {
      actions.add(AlterColumnSql.action(to.name(), AlterColumnSql.defaultValue(to.defaultValue())));
    }
    return AlterColumnSql.together(table.name(), actions);
  }

  private boolean keepsDefault() {
    return Casts.sameBase(from.type(), to.type())
        && Objects.equals(from.defaultValue(), to.defaultValue());
  }

  private @Nullable String using() {
    return cast().kind() == Cast.Kind.NONE
        ? UNKNOWN + "::" + SqlText.type(to.type())
        : cast().using(SqlText.name(to.name()));
  }

  private Cast cast() {
    Cast known = conversion == null ? null : conversion.forth();
    return known == null ? Casts.of(from.type(), to.type()) : known;
  }

  private ColumnNumbers numbers() {
    return new ColumnNumbers(table, from, to, increments, half, drawn);
  }

  /** A new type brings its own storage and compression. */
  private String alter(String action) {
    return AlterColumnSql.alter(table.name(), to.name(), action);
  }

  @Override
  public List<Stage> stages(Schema before, Schema after, Features features) {
    if (rebuilds() || reverses()) {
      return reverses()
          ? Stage.back(reverse().stages(after, before, features))
          : Change.super.stages(before, after, features);
    }
    if (onlyFills()) {
      Change rest = withBackfill(null);
      List<Stage> stages = new ArrayList<>();
      stages.add(Stage.brief(rest.up(), rest.reverse().up()));
      stages.addAll(Backfill.of(table, to, backfill, before, after));
      return stages.stream().filter(stage -> !stage.isEmpty()).toList();
    }
    // A child that had NOT NULL before its parent needs it again on downgrade.
    if (from.notNull() && requiresValue()) {
      return validated(before, after);
    }
    if (!requiresValue() || scansForNull()) {
      return Change.super.stages(before, after, features);
    }
    List<Below> optional =
        below.stream().map(one -> new Below(one.table(), one.from(), one.to().optional())).toList();
    Change rest = withTo(to.optional(), optional).withBackfill(null);
    List<Stage> stages = new ArrayList<>();
    stages.add(Stage.brief(rest.up(), rest.reverse().up()));
    List<Below> own =
        below.stream().filter(one -> NotNullSql.precedes(one.from(), one.to())).toList();
    own.forEach(one -> stages.add(OnlineConstraint.unchecked(one.table(), one.to(), true)));
    List<Stage> again = List.of();
    if (backfill != null) {
      stages.addAll(Backfill.of(table, to, backfill, before, after));
      again = Backfill.again(table, to, backfill, before, after);
    }
    for (Below one : own) {
      stages.add(
          OnlineConstraint.validate(one.table(), NotNullSql.name(one.table().name(), one.to())));
    }
    stages.addAll(OnlineConstraint.notNull(table, to, again, true, features));
    return stages;
  }

  /** Rows that no NOT NULL NOT VALID has looked at so far are looked through at last. */
  private List<Stage> validated(Schema before, Schema after) {
    Column unchecked = NotNullSql.notValid(table.name(), to);
    List<Below> later =
        below.stream()
            .map(
                one ->
                    one.from().isFilled()
                        ? one
                        : new Below(
                            one.table(),
                            one.from(),
                            NotNullSql.notValid(one.table().name(), one.to())))
            .toList();
    Change rest = withTo(unchecked, later).withBackfill(null);
    List<Stage> stages = new ArrayList<>();
    stages.add(Stage.brief(rest.up(), rest.reverse().up()));
    if (backfill != null) {
      stages.addAll(Backfill.of(table, to, backfill, before, after));
    }
    stages.add(
        Stage.alone(
            SqlText.statements(NotNullSql.between(table.name(), unchecked, to)),
            SqlText.statements(NotNullSql.between(table.name(), to, unchecked))));
    return stages;
  }

  /** Whether it is the downgrade that must look at the rows. */
  private boolean reverses() {
    AlterColumn reverse = (AlterColumn) reverse();
    return reverse.requiresValue() && !reverse.rebuilds();
  }

  @Override
  public List<Warning> blocking(Schema before, Schema after) {
    boolean rewrites =
        (rebuilds() && to.generated() != null && to.generated().stored())
            || (!rebuilds()
                && (Casts.rewrites(from.type(), to.type()) || (changesType() && using() != null)));
    if (!rewrites) {
      return scansForNull()
          ? List.of(WarningKind.LONG_LOCK.checking(object(), List.of(table.id())))
          : List.of();
    }
    Warning warning = WarningKind.LONG_LOCK.rewriting(object(), List.of(table.id()));
    boolean canHaveASecond = changesType() && !rebuilds() && keepsEveryValue(from, to) && isAlone();
    String advice = "-Dmigrate.widen=" + name() + " fills a second column instead";
    return List.of(
        canHaveASecond
            ? new Warning(warning.id(), warning.object(), warning.message(), List.of(advice))
            : warning);
  }

  /** A child that had NOT NULL before its parent leaves no form but one that reads all rows. */
  private boolean scansForNull() {
    return !rebuilds()
        && !onlyFills()
        && !from.notNull()
        && requiresValue()
        && below.stream().anyMatch(one -> one.from().notNull());
  }

  /** No parent, child or partition shares the column. */
  private boolean isAlone() {
    return table.partitionBy() == null
        && table.partition() == null
        && table.inherits().isEmpty()
        && below.isEmpty();
  }

  @Override
  public Set<ObjectId> locks() {
    return Set.of(table.id());
  }

  @Override
  public Half half(Schema from, Schema to) {
    boolean known =
        from.table(table.name()).flatMap(before -> before.column(to().name())).isPresent();
    // What numbers the rows from then on comes in the same transaction.
    boolean handsOver =
        half && ColumnNumbers.isNumbered(this.from) && !ColumnNumbers.isNumbered(this.to);
    return known && !handsOver && !between().equals(this.to) ? Half.CONTRACT : Half.EXPAND;
  }

  /** The column that takes what either release writes; rows get their value already. */
  @Override
  public Optional<Change> meanwhile(Schema later) {
    Column between = between();
    boolean fills = requiresValue() && backfill != null;
    if (between.equals(from) && !fills) {
      return Optional.empty();
    }
    List<Below> loose =
        below.stream()
            .map(
                one ->
                    new Below(one.table(), one.from(), LooserColumn.between(one.from(), one.to())))
            .toList();
    AlterColumn change = withTo(between, loose).withBackfill(fills ? backfill : null);
    return Optional.of(between.type().equals(from.type()) ? change.withConversion(null) : change);
  }

  /** Both releases have one source of numbers: the sequence that one of them draws from itself. */
  private Column between() {
    Column loose = LooserColumn.between(from, to);
    Sequence source =
        from.identity() != null && to.identity() == null
            ? drawn.after()
            : from.identity() == null && to.identity() != null ? drawn.before() : null;
    return source == null || to.defaultValue() != null || to.generated() != null
        ? loose
        : ColumnSql.numberedBy(loose, source);
  }

  @Override
  public Optional<String> suitsOneRelease() {
    if (rebuilds() && from.generated() == null) {
      return Optional.of(
          name()
              + " is generated from the contract revision on; until then rows of the new release"
              + " have no value in it");
    }
    if (!LooserColumn.suitsOne(from, to)) {
      return Optional.empty();
    }
    return Optional.of(
        from.type().equals(to.type())
            ? name() + " is no longer generated, and the previous release does not write it"
            : name()
                + " is "
                + SqlText.type(from.type())
                + " for the previous release and "
                + SqlText.type(to.type())
                + " for the new one");
  }

  /** Whether it is a new column, to which a person must give values first. */
  private boolean isUnknown() {
    return Backfill.UNKNOWN.equals(backfill);
  }

  /** Whether rows get a value that no row must have yet. */
  private boolean onlyFills() {
    return backfill != null && !to.isFilled();
  }

  @Override
  public Change reverse() {
    return new AlterColumn(
        table,
        to,
        from,
        below.stream().map(b -> new Below(b.table(), b.to(), b.from())).toList(),
        null,
        increments,
        half,
        conversion == null ? null : new Conversion(conversion.back(), conversion.forth()),
        drawn.reversed());
  }

  @Override
  public Dependencies dependencies() {
    Set<ObjectId> gone = new TreeSet<>(References.of(from));
    gone.removeAll(References.of(to));
    Dependencies all =
        Dependencies.NONE
            .altering(List.of(object()))
            .altering(changesType() ? References.keysWith(table, to.name()) : List.of())
            .within(table.id())
            .needing(References.of(to))
            .needing(sources(to, rebuilds()))
            .releasing(gone)
            .releasing(sources(from, !rebuilds()));
    boolean had = from.identity() != null;
    boolean has = to.identity() != null;
    if (had && !has) {
      return all.dropping(References.identity(table, to)).releasing(List.of(object()));
    }
    boolean freed =
        !References.sequences(from.defaultValue()).isEmpty() && to.defaultValue() == null;
    Dependencies first = freed && !has ? all.releasing(List.of(object())) : all;
    return has && !had ? first.creating(References.identity(table, to)) : first;
  }

  private List<ObjectId> sources(Column generated, boolean matter) {
    return matter
        ? References.columns(table.name(), References.sources(table, generated))
        : List.of();
  }

  @Override
  public Optional<String> loss() {
    if (rebuilds() && from.generated() == null) {
      return Optional.of("the values of " + name());
    }
    return casts() && cast().kind() == Cast.Kind.LOSES
        ? Optional.of(cast().note(name()))
        : Optional.empty();
  }

  /** Whether values become those of another type. */
  private boolean casts() {
    return !rebuilds() && to.generated() == null && !from.type().equals(to.type());
  }

  @Override
  public List<Warning> warnings() {
    List<Warning> warnings = new ArrayList<>();
    loss().ifPresent(values -> warnings.add(WarningKind.DATA_LOSS.on(object(), "loses " + values)));
    if (casts()) {
      warnings.addAll(ofCast(cast()));
    }
    if (requiresValue() || numbersNewRowsAlone()) {
      warnings.add(
          WarningKind.NOT_NULL_WITHOUT_DEFAULT.on(
              object(),
              name()
                  + " becomes NOT NULL; "
                  + (backfill == null || isUnknown()
                      ? "fails if a row has no value for it"
                      : "rows without a value get " + backfill),
              isUnknown()
                  ? Offenders.all(table.name(), "have no value yet")
                  : Offenders.where(
                      table.name(), SqlText.name(to.name()) + " IS NULL", "have no value")));
    }
    boolean otherDefault =
        from.defaultValue() != null
            && to.defaultValue() != null
            && !unquoted(from.defaultValue()).equals(unquoted(to.defaultValue()));
    if (otherDefault) {
      warnings.add(
          WarningKind.SERVER_DEFAULT.on(
              object(),
              "the default changes from "
                  + from.defaultValue()
                  + " to "
                  + to.defaultValue()
                  + "; existing rows keep their values"));
    }
    return warnings;
  }

  /** A number or truth value is the same default where it is written as text. */
  private static String unquoted(Expression value) {
    Matcher plain = PLAIN_AS_TEXT.matcher(value.text());
    return plain.matches() ? plain.group(1) : value.text();
  }

  private List<Warning> ofCast(Cast cast) {
    String using = cast.using(SqlText.name(to.name()));
    String change =
        name()
            + " changes from "
            + SqlText.type(from.type())
            + " to "
            + SqlText.type(to.type())
            + (using == null || cast.kind() == Cast.Kind.NONE ? "" : " with " + using);
    List<Warning> warnings = new ArrayList<>();
    if (cast.kind() == Cast.Kind.NONE) {
      warnings.add(
          WarningKind.NO_CAST.on(
              object(), change + "; no cast is known: write the expression after USING"));
    }
    if (cast.kind() == Cast.Kind.ASSUMES) {
      warnings.add(
          WarningKind.CAST_ASSUMES.on(object(), change + "; assumes " + cast.note(name())));
    }
    String misfit = cast.misfit(SqlText.name(to.name()));
    if (misfit != null) {
      warnings.add(
          WarningKind.CAST_CAN_FAIL.on(
              object(),
              change + "; fails if a value does not fit",
              Offenders.where(table.name(), misfit, "do not fit " + SqlText.type(to.type()))));
    }
    return warnings;
  }

  private String name() {
    return SqlText.name(table.name()) + "." + SqlText.name(to.name());
  }
}

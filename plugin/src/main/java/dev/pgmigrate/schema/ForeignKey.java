package dev.pgmigrate.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key.
 *
 * @param columns of this table, paired with {@code targetColumns}; the order of the pairs is no
 *     part of equality
 * @param period the last pair is a range of time: PERIOD (PostgreSQL 18)
 * @param setNullColumns the columns of {@code ON DELETE SET NULL (..)} or {@code SET DEFAULT (..)};
 *     empty for all (PostgreSQL 15)
 * @param enforced false if NOT ENFORCED (PostgreSQL 18)
 * @param validated false if NOT VALID or not enforced
 */
public record ForeignKey(
    String name,
    List<String> columns,
    QualifiedName target,
    List<String> targetColumns,
    boolean period,
    Match match,
    Action onUpdate,
    Action onDelete,
    List<String> setNullColumns,
    Deferral deferral,
    boolean enforced,
    boolean validated,
    @Nullable String comment)
    implements Constraint {
  /** How null parts of a key are matched. */
  public enum Match {
    SIMPLE,
    FULL
  }

  /** What happens to the referencing row. */
  public enum Action {
    NO_ACTION,
    RESTRICT,
    CASCADE,
    SET_NULL,
    SET_DEFAULT
  }

  public ForeignKey {
    columns = List.copyOf(columns);
    targetColumns = List.copyOf(targetColumns);
    setNullColumns = List.copyOf(setNullColumns);
    validated = validated && enforced;
  }

  @Override
  public ObjectKind kind() {
    return ObjectKind.FOREIGN_KEY;
  }

  @Override
  public String structure() {
    return "("
        + String.join(", ", columns)
        + ") -> "
        + target
        + " ("
        + String.join(", ", targetColumns)
        + ")";
  }

  /**
   * Whether both have the same pairs of columns, in any order: PostgreSQL checks the same. The pair
   * of PERIOD must be the last.
   */
  public boolean hasSamePairs(ForeignKey other) {
    boolean same = columns.equals(other.columns) && targetColumns.equals(other.targetColumns);
    return target.equals(other.target)
        && (same || (!period && !other.period && pairs().equals(other.pairs())));
  }

  private Set<String> pairs() {
    return IntStream.range(0, columns.size())
        .mapToObj(i -> columns.get(i) + "\n" + targetColumns.get(i))
        .collect(Collectors.toSet());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ForeignKey key && hasSamePairs(key) && rest().equals(key.rest());
  }

  @Override
  public int hashCode() {
    return rest().hashCode();
  }

  private List<@Nullable Object> rest() {
    return Arrays.asList(
        name,
        period,
        match,
        onUpdate,
        onDelete,
        setNullColumns,
        deferral,
        enforced,
        validated,
        comment);
  }

  @Override
  public ForeignKey map(UnaryOperator<String> column, UnaryOperator<Expression> expression) {
    return with(
        draft -> {
          draft.columns = columns.stream().map(column).toList();
          draft.setNullColumns = setNullColumns.stream().map(column).toList();
        });
  }

  @Override
  public ForeignKey withName(String name) {
    return with(draft -> draft.name = name);
  }

  @Override
  public ForeignKey withComment(@Nullable String comment) {
    return with(draft -> draft.comment = comment);
  }

  /** The same foreign key to another table, or to other columns of it. */
  public ForeignKey withTarget(QualifiedName target, List<String> targetColumns) {
    return with(
        draft -> {
          draft.target = target;
          draft.targetColumns = targetColumns;
        });
  }

  /** The same foreign key as it is unless said otherwise: valid, checked by each statement. */
  public ForeignKey withDefaultState() {
    return with(
        draft -> {
          draft.deferral = Deferral.NOT_DEFERRABLE;
          draft.enforced = true;
          draft.validated = true;
        });
  }

  @Override
  public Map<String, Object> aspects() {
    return new Aspects()
        .add("period", period)
        .add("match", match, Match.SIMPLE)
        .add("on-update", onUpdate, Action.NO_ACTION)
        .add("on-delete", onDelete, Action.NO_ACTION)
        .add("set-null-columns", setNullColumns)
        .add("deferral", deferral, Deferral.NOT_DEFERRABLE)
        .add("not-enforced", !enforced)
        .add("not-valid", enforced && !validated)
        .add("comment", comment)
        .map();
  }

  private ForeignKey with(Consumer<Draft> change) {
    Draft draft = new Draft();
    change.accept(draft);
    return draft.done();
  }

  /** A copy in the making, so that each part stands beside its name. */
  private final class Draft {
    String name = ForeignKey.this.name;
    List<String> columns = ForeignKey.this.columns;
    QualifiedName target = ForeignKey.this.target;
    List<String> targetColumns = ForeignKey.this.targetColumns;
    boolean period = ForeignKey.this.period;
    Match match = ForeignKey.this.match;
    Action onUpdate = ForeignKey.this.onUpdate;
    Action onDelete = ForeignKey.this.onDelete;
    List<String> setNullColumns = ForeignKey.this.setNullColumns;
    Deferral deferral = ForeignKey.this.deferral;
    boolean enforced = ForeignKey.this.enforced;
    boolean validated = ForeignKey.this.validated;
    @Nullable String comment = ForeignKey.this.comment;

    ForeignKey done() {
      return new ForeignKey(
          name,
          columns,
          target,
          targetColumns,
          period,
          match,
          onUpdate,
          onDelete,
          setNullColumns,
          deferral,
          enforced,
          validated,
          comment);
    }
  }
}

package dev.pgmigrate.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key.
 *
 * @param columns of this table, paired with {@code targetColumns}
 * @param period the last pair are ranges of time: PERIOD (PostgreSQL 18)
 * @param setNullColumns the columns of {@code ON DELETE SET NULL (..)} or {@code SET DEFAULT (..)};
 *     empty for all (PostgreSQL 15)
 * @param enforced false where it is NOT ENFORCED (PostgreSQL 18)
 * @param validated false while it is NOT VALID, and where it is not enforced
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

  @Override
  public ForeignKey withName(String name) {
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
}

package dev.pgmigrate.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An exclusion constraint.
 *
 * @param keys the compared keys, paired with {@code operators}
 * @param operators as written in SQL: {@code =}, {@code &&}; qualified unless in pg_catalog
 */
public record Exclusion(
    String name,
    String method,
    List<IndexKey> keys,
    List<String> operators,
    List<String> include,
    @Nullable Expression predicate,
    Deferral deferral,
    Map<String, String> parameters,
    @Nullable String tablespace,
    @Nullable String comment)
    implements Constraint {
  public Exclusion {
    keys = List.copyOf(keys);
    operators = List.copyOf(operators);
    include = List.copyOf(include);
    parameters = Maps.ordered(parameters);
  }

  @Override
  public ObjectKind kind() {
    return ObjectKind.EXCLUSION;
  }

  @Override
  public String structure() {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      parts.add(keys.get(i).structure() + " WITH " + operators.get(i));
    }
    return method
        + " ("
        + String.join(", ", parts)
        + ")"
        + (predicate == null ? "" : " WHERE " + predicate.canonical());
  }

  @Override
  public List<String> columns() {
    return IndexKey.columns(keys);
  }

  @Override
  public List<Expression> expressions() {
    return IndexKey.expressions(keys, predicate);
  }

  @Override
  public boolean hasIndex() {
    return true;
  }

  @Override
  public Exclusion map(UnaryOperator<String> column, UnaryOperator<Expression> expression) {
    return with(
        draft -> {
          draft.keys = keys.stream().map(key -> key.map(column, expression)).toList();
          draft.include = include.stream().map(column).toList();
          draft.predicate = predicate == null ? null : expression.apply(predicate);
        });
  }

  @Override
  public Exclusion withName(String name) {
    return with(draft -> draft.name = name);
  }

  @Override
  public Exclusion withComment(@Nullable String comment) {
    return with(draft -> draft.comment = comment);
  }

  @Override
  public Exclusion withDefaultStorage() {
    return with(
        draft -> {
          draft.parameters = Map.of();
          draft.tablespace = null;
        });
  }

  /** The same with other expressions: its keys, and the predicate. */
  public Exclusion withExpressions(List<IndexKey> keys, @Nullable Expression predicate) {
    return with(
        draft -> {
          draft.keys = keys;
          draft.predicate = predicate;
        });
  }

  @Override
  public Map<String, Object> aspects() {
    return new Aspects()
        .add("include", include)
        .add("deferral", deferral, Deferral.NOT_DEFERRABLE)
        .add("parameters", parameters)
        .add("tablespace", tablespace)
        .add("comment", comment)
        .map();
  }

  private Exclusion with(Consumer<Draft> change) {
    Draft draft = new Draft();
    change.accept(draft);
    return draft.done();
  }

  /** A copy in the making, so that each part stands beside its name. */
  private final class Draft {
    String name = Exclusion.this.name;
    String method = Exclusion.this.method;
    List<IndexKey> keys = Exclusion.this.keys;
    List<String> operators = Exclusion.this.operators;
    List<String> include = Exclusion.this.include;
    @Nullable Expression predicate = Exclusion.this.predicate;
    Deferral deferral = Exclusion.this.deferral;
    Map<String, String> parameters = Exclusion.this.parameters;
    @Nullable String tablespace = Exclusion.this.tablespace;
    @Nullable String comment = Exclusion.this.comment;

    Exclusion done() {
      return new Exclusion(
          name,
          method,
          keys,
          operators,
          include,
          predicate,
          deferral,
          parameters,
          tablespace,
          comment);
    }
  }
}

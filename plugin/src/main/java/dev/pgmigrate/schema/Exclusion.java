package dev.pgmigrate.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  public Exclusion withName(String name) {
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

  /** The same with another predicate. */
  public Exclusion withPredicate(@Nullable Expression predicate) {
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
}

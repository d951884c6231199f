package dev.pgmigrate.schema;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An index that does not belong to a constraint.
 *
 * @param name in the namespace of its table
 * @param method {@code btree}, {@code gin}, ..
 * @param include the non-key columns of INCLUDE
 * @param parameters storage parameters; with the prefix {@code statistics.}, the statistics target
 *     of the expression with that number
 * @param valid false after a failed CREATE INDEX CONCURRENTLY, or ON ONLY a partitioned table
 * @param clustered the table was last CLUSTERed with it
 */
public record Index(
    String name,
    String method,
    List<IndexKey> keys,
    List<String> include,
    boolean unique,
    boolean nullsNotDistinct,
    @Nullable Expression predicate,
    Map<String, String> parameters,
    @Nullable String tablespace,
    boolean valid,
    boolean clustered,
    @Nullable String comment)
    implements TablePart {
  public Index {
    keys = List.copyOf(keys);
    include = List.copyOf(include);
    parameters = Maps.ordered(parameters);
  }

  @Override
  public ObjectKind kind() {
    return ObjectKind.INDEX;
  }

  @Override
  public String structure() {
    return (unique ? "unique " : "")
        + method
        + keys.stream().map(IndexKey::structure).collect(Collectors.joining(", ", " (", ")"))
        + (predicate == null ? "" : " WHERE " + predicate.canonical());
  }

  @Override
  public List<String> columns() {
    return IndexKey.columns(keys);
  }

  /** The expressions among its keys, and its predicate. */
  @Override
  public List<Expression> expressions() {
    return IndexKey.expressions(keys, predicate);
  }

  /** Whether its keys are columns, each once: none is an expression. */
  public boolean hasColumnsOnly() {
    return columns().size() == keys.size();
  }

  /** The same index with each column and each expression replaced. */
  public Index map(UnaryOperator<String> column, UnaryOperator<Expression> expression) {
    return with(
        draft -> {
          draft.keys = keys.stream().map(key -> key.map(column, expression)).toList();
          draft.include = include.stream().map(column).toList();
          draft.predicate = predicate == null ? null : expression.apply(predicate);
        });
  }

  /** The same index under another name. */
  public Index withName(String name) {
    return with(draft -> draft.name = name);
  }

  /** The same index with other expressions: its keys, and the predicate. */
  public Index withExpressions(List<IndexKey> keys, @Nullable Expression predicate) {
    return with(
        draft -> {
          draft.keys = keys;
          draft.predicate = predicate;
        });
  }

  /** The same index without what can be changed once it is there. */
  public Index withDefaultStorage() {
    return with(
        draft -> {
          draft.parameters = Map.of();
          draft.tablespace = null;
          draft.clustered = false;
        });
  }

  public Index withComment(@Nullable String comment) {
    return with(draft -> draft.comment = comment);
  }

  /**
   * As {@link SchemaObject#aspects()}; the columns and expressions of its keys are always stated.
   */
  @Override
  public Map<String, Object> aspects() {
    return new Aspects()
        .add("method", method, "btree")
        .add("keys", keys.stream().map(IndexKey::subject).toList())
        .add("operator-classes", perKey(IndexKey::operatorClass))
        .add("collations", perKey(IndexKey::collation))
        .add("order", perKey(IndexKey::order))
        .add("include", include)
        .add("unique", unique)
        .add("nulls-not-distinct", nullsNotDistinct)
        .add("predicate", predicate)
        .add("parameters", parameters)
        .add("tablespace", tablespace)
        .add("clustered", clustered)
        .add("comment", comment)
        .map();
  }

  /** A list with a place for each key, or empty if no key has it. */
  private List<String> perKey(Function<IndexKey, @Nullable Object> aspect) {
    List<String> all = keys.stream().map(k -> Objects.toString(aspect.apply(k), "")).toList();
    return all.stream().allMatch(String::isEmpty) ? List.of() : all;
  }

  private Index with(Consumer<Draft> change) {
    Draft draft = new Draft();
    change.accept(draft);
    return draft.done();
  }

  /** A copy in the making, so that each part stands beside its name. */
  private final class Draft {
    String name = Index.this.name;
    String method = Index.this.method;
    List<IndexKey> keys = Index.this.keys;
    List<String> include = Index.this.include;
    boolean unique = Index.this.unique;
    boolean nullsNotDistinct = Index.this.nullsNotDistinct;
    @Nullable Expression predicate = Index.this.predicate;
    Map<String, String> parameters = Index.this.parameters;
    @Nullable String tablespace = Index.this.tablespace;
    boolean valid = Index.this.valid;
    boolean clustered = Index.this.clustered;
    @Nullable String comment = Index.this.comment;

    Index done() {
      return new Index(
          name,
          method,
          keys,
          include,
          unique,
          nullsNotDistinct,
          predicate,
          parameters,
          tablespace,
          valid,
          clustered,
          comment);
    }
  }
}

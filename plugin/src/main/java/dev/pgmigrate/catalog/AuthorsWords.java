package dev.pgmigrate.catalog;

import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.Exclusion;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.Generated;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.IndexKey;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.WrittenExpressions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gives the expressions of a schema back their author's words. */
public final class AuthorsWords {
  private final Map<WrittenExpressions.Key, String> words;
  private final Set<WrittenExpressions.Key> overloaded;

  private AuthorsWords(
      Map<WrittenExpressions.Key, String> words, Set<WrittenExpressions.Key> overloaded) {
    this.words = words;
    this.overloaded = overloaded;
  }

  /**
   * The same schema with these words as the text of its expressions. It stays equal to {@code
   * schema}; words for something that it lacks are ignored.
   */
  public static Schema apply(Schema schema, Map<WrittenExpressions.Key, String> words) {
    AuthorsWords authors = new AuthorsWords(words, overloaded(schema));
    return schema
        .mapDomains(authors::domain)
        .mapTables(authors::table)
        .mapDefinitions(authors::definition);
  }

  private static Set<WrittenExpressions.Key> overloaded(Schema schema) {
    Set<WrittenExpressions.Key> once = new HashSet<>();
    return schema.definitions().stream()
        .map(definition -> key(definition.id()))
        .filter(key -> !once.add(key))
        .collect(Collectors.toSet());
  }

  private @Nullable Expression reword(
      @Nullable Expression expression, QualifiedName object, String part, String aspect) {
    return expression == null ? null : worded(expression, object, part, aspect);
  }

  private Expression worded(
      Expression expression, QualifiedName object, String part, String aspect) {
    String text =
        words.get(new WrittenExpressions.Key(object.namespace(), object.name(), part, aspect));
    return text == null ? expression : expression.as(text);
  }

  /** Words for a function count for all of its name, so for none where it is overloaded. */
  private Definition definition(Definition definition) {
    WrittenExpressions.Key key = key(definition.id());
    String text = overloaded.contains(key) ? null : words.get(key);
    return text == null ? definition : definition.as(text);
  }

  private static WrittenExpressions.Key key(ObjectId id) {
    List<String> path = id.path();
    boolean part =
        id.kind() == ObjectKind.TRIGGER
            || id.kind() == ObjectKind.RULE
            || id.kind() == ObjectKind.POLICY;
    return new WrittenExpressions.Key(
        path.size() == 1 ? "" : path.get(0),
        path.get(path.size() == 1 ? 0 : 1),
        part ? id.name() : "",
        id.kind().word());
  }

  private Domain domain(Domain domain) {
    return domain
        .withDefault(reword(domain.defaultValue(), domain.name(), "", "default"))
        .withChecks(domain.checks().stream().map(check -> check(check, domain.name())).toList());
  }

  private Table table(Table table) {
    QualifiedName name = table.name();
    return table.withParts(
        table.columns().stream().map(column -> column(column, name)).toList(),
        table.constraints().stream().map(constraint -> constraint(constraint, name)).toList(),
        table.indexes().stream().map(index -> index(index, name.namespace())).toList());
  }

  private Column column(Column column, QualifiedName table) {
    Generated generated = column.generated();
    return column
        .withDefault(reword(column.defaultValue(), table, column.name(), "default"))
        .withGenerated(
            generated == null
                ? null
                : generated.withExpression(
                    worded(generated.expression(), table, column.name(), "generated")));
  }

  private Constraint constraint(Constraint constraint, QualifiedName table) {
    return constraint instanceof Exclusion exclusion
        ? exclusion.withExpressions(
            exclusion.keys(), reword(exclusion.predicate(), table, exclusion.name(), "predicate"))
        : constraint instanceof Check check ? check(check, table) : constraint;
  }

  private Check check(Check check, QualifiedName owner) {
    return check.withExpression(worded(check.expression(), owner, check.name(), "check"));
  }

  private Index index(Index index, String namespace) {
    QualifiedName name = new QualifiedName(namespace, index.name());
    List<IndexKey> keys = new ArrayList<>();
    for (IndexKey key : index.keys()) {
      keys.add(key.withExpression(reword(key.expression(), name, "", "key " + (keys.size() + 1))));
    }
    return index.withExpressions(keys, reword(index.predicate(), name, "", "predicate"));
  }
}

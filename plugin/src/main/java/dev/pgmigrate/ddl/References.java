package dev.pgmigrate.ddl;

import dev.pgmigrate.change.Dependencies;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.Generated;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.IndexKey;
import dev.pgmigrate.schema.KeyConstraint;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.TablePart;
import dev.pgmigrate.sql.DefaultNamespace;
import dev.pgmigrate.sql.Identifier;
import dev.pgmigrate.sql.ObjectName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an object consists of and refers to, as ids for {@link Dependencies}.
 *
 * <p>Expressions are not parsed: a column counts as used when the text has an identifier of its
 * name. That can only add an order between two changes, or re-create one thing too many.
 */
public final class References {
  /** {@code nextval('public.book_seq'::regclass)}, as a catalog prints it. */
  private static final Pattern SEQUENCE = Pattern.compile("'((?:[^']|'')+)'::regclass");

  private static final String KEY = "key ";

  private References() {}

  public static ObjectId namespace(QualifiedName name) {
    return ObjectId.of(ObjectKind.NAMESPACE, name.namespace());
  }

  /**
   * A user-defined type is an enum, a domain, a composite type or the rows of a table; which one
   * does not matter for the order.
   */
  public static Set<ObjectId> of(DataType type) {
    QualifiedName name = type.userDefined();
    return name == null
        ? Set.of()
        : Set.of(
            ObjectId.of(ObjectKind.ENUM, name),
            ObjectId.of(ObjectKind.DOMAIN, name),
            ObjectId.of(ObjectKind.COMPOSITE, name),
            ObjectId.table(name));
  }

  /** What a column's type and default refer to outside its table. */
  public static Set<ObjectId> of(Column column) {
    Set<ObjectId> ids = new TreeSet<>(of(column.type()));
    ids.addAll(sequences(column.defaultValue()));
    return ids;
  }

  public static Set<ObjectId> sequences(@Nullable Expression expression) {
    Set<ObjectId> ids = new TreeSet<>();
    if (expression != null) {
      Matcher matcher = SEQUENCE.matcher(expression.canonical());
      while (matcher.find()) {
        String name = matcher.group(1).replace("''", "'");
        ids.add(
            ObjectId.parse(
                "sequence "
                    + (name.contains(".")
                        ? name
                        : Identifier.quote(DefaultNamespace.name()) + "." + name)));
      }
    }
    return ids;
  }

  /** The sequence behind an identity column, under the name that PostgreSQL gives it. */
  public static List<ObjectId> identity(Table table, Column column) {
    String name = ObjectName.of(table.name().name(), column.name(), "seq");
    return List.of(
        ObjectId.of(ObjectKind.SEQUENCE, new QualifiedName(table.name().namespace(), name)));
  }

  public static List<ObjectId> columns(QualifiedName table, Collection<String> columns) {
    return columns.stream().map(column -> ObjectId.column(table, column)).toList();
  }

  /** The columns of its own table that a generated column is computed from. */
  public static List<String> sources(Table table, Column column) {
    Generated generated = column.generated();
    return generated == null ? List.of() : mentioned(table, List.of(generated.expression()));
  }

  /** The generated columns of its own table that are computed from a column. */
  public static List<String> computed(Table table, Column column) {
    return table.columns().stream()
        .filter(other -> sources(table, other).contains(column.name()))
        .map(Column::name)
        .toList();
  }

  /** The columns of its own table that a part is about, in whatever way. */
  public static Set<String> columns(Table table, TablePart part) {
    Set<String> all = new LinkedHashSet<>(part.columns());
    all.addAll(part.include());
    all.addAll(mentioned(table, part.expressions()));
    return all;
  }

  /** All the ids under which others can refer to a constraint. */
  public static List<ObjectId> ids(Table table, Constraint constraint) {
    List<ObjectId> ids = new ArrayList<>();
    ids.add(table.constraintId(constraint));
    ids.add(ObjectId.of(constraint.kind(), table.name(), constraint.name()));
    if (constraint instanceof KeyConstraint) {
      ids.add(key(table.name(), constraint.columns()));
    }
    if (constraint.hasIndex()) {
      ids.add(named(table, constraint.name()));
    }
    return ids;
  }

  /** All the ids under which others can refer to an index. */
  public static List<ObjectId> ids(Table table, Index index) {
    List<ObjectId> ids = new ArrayList<>();
    ids.add(table.indexId(index));
    ids.add(named(table, index.name()));
    if (index.unique() && index.expressions().isEmpty()) {
      ids.add(key(table.name(), index.columns()));
    }
    return ids;
  }

  /** What a foreign key to these columns needs: something that keeps them unique. */
  public static ObjectId key(QualifiedName table, Collection<String> columns) {
    return ObjectId.of(
        ObjectKind.UNIQUE, table, KEY + "(" + String.join(", ", new TreeSet<>(columns)) + ")");
  }

  /**
   * The keys of a table in whose index a column only rides along. One over generated columns is
   * made again with them.
   */
  public static Set<ObjectId> keysWith(Table table, String column) {
    Set<ObjectId> keys = new LinkedHashSet<>();
    for (Constraint constraint : table.constraints()) {
      if (constraint instanceof KeyConstraint key
          && key.include().contains(column)
          && isStored(table, key.columns())) {
        keys.add(key(table.name(), key.columns()));
      }
    }
    table.indexes().stream()
        .filter(index -> index.unique() && index.include().contains(column))
        .filter(index -> isStored(table, keys(table, index.keys())))
        .forEach(index -> keys.add(key(table.name(), keys(table, index.keys()))));
    return keys;
  }

  private static boolean isStored(Table table, Collection<String> columns) {
    return columns.stream()
        .flatMap(name -> table.column(name).stream())
        .allMatch(column -> column.generated() == null);
  }

  /** Whether it is one of those ids. */
  public static boolean isKey(ObjectId id) {
    return id.kind() == ObjectKind.UNIQUE && id.name().startsWith(KEY + "(");
  }

  /** The columns and expressions that an index keeps in order. */
  public static Set<String> subjects(List<IndexKey> keys) {
    return keys.stream().map(IndexKey::subject).collect(Collectors.toSet());
  }

  /**
   * What a foreign key refers to in a partitioned table: a partition with rows that it refers to
   * cannot go before it.
   */
  public static ObjectId partitions(QualifiedName table) {
    return ObjectId.of(ObjectKind.UNIQUE, table, "partitions");
  }

  /** Whose an object is. */
  public static ObjectId role(ObjectId object) {
    List<String> path = new ArrayList<>(object.path());
    path.add("role of a " + object.kind());
    return new ObjectId(ObjectKind.NAMESPACE, path);
  }

  public static List<String> mentioned(Table table, List<Expression> expressions) {
    return table.columns().stream()
        .map(Column::name)
        .filter(name -> expressions.stream().anyMatch(e -> e.mentions(name)))
        .toList();
  }

  private static ObjectId named(Table table, String index) {
    return ObjectId.of(ObjectKind.INDEX, new QualifiedName(table.name().namespace(), index));
  }

  private static Set<String> keys(Table table, List<IndexKey> keys) {
    Set<String> columns = new LinkedHashSet<>();
    for (IndexKey key : keys) {
      String column = key.column();
      if (column != null) {
        columns.add(column);
      }
      columns.addAll(mentioned(table, present(key.expression())));
    }
    return columns;
  }

  private static List<Expression> present(@Nullable Expression expression) {
    return expression == null ? List.of() : List.of(expression);
  }
}

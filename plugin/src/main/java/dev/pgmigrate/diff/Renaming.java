package dev.pgmigrate.diff;

import dev.pgmigrate.change.Rename;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.CompositeType;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.EnumType;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.Generated;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Partition;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.SchemaObject;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Identifier;
import dev.pgmigrate.sql.Identifiers;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a schema is after a rename: PostgreSQL follows it everywhere, so do we. */
public final class Renaming {
  private final Rename rename;
  private final ObjectKind kind;

  private Renaming(Rename rename) {
    this.rename = rename;
    this.kind = rename.from().kind();
  }

  public static Schema of(Schema schema, List<Rename> renames) {
    Schema renamed = schema;
    for (Rename rename : renames) {
      renamed = new Renaming(rename).schema(renamed);
    }
    return renamed;
  }

  /** The id under its new name, also of a part of what is renamed. */
  public static ObjectId of(ObjectId id, Rename rename) {
    List<String> from = rename.from().path();
    boolean self = id.equals(rename.from());
    boolean part =
        rename.from().kind() == ObjectKind.TABLE
            && id.path().size() == 3
            && id.path().subList(0, 2).equals(from);
    if (self) {
      return rename.to();
    }
    return part ? ObjectId.of(id.kind(), rename.to().qualifiedName(), id.name()) : id;
  }

  private Schema schema(Schema schema) {
    return new Schema(
        schema.namespaces(),
        sorted(schema.enums(), this::enumType),
        sorted(schema.composites(), this::composite),
        sorted(schema.domains(), this::domain),
        sorted(schema.sequences(), this::sequence),
        sorted(schema.tables(), this::table),
        sorted(schema.definitions(), this::definition),
        schema.uses().renamed(id -> of(id, rename)));
  }

  private static <T extends SchemaObject> List<T> sorted(List<T> objects, Function<T, T> renamed) {
    return objects.stream().map(renamed).sorted(Comparator.comparing(SchemaObject::id)).toList();
  }

  private QualifiedName name(ObjectKind of, QualifiedName name) {
    return kind == of && rename.from().qualifiedName().equals(name)
        ? rename.to().qualifiedName()
        : name;
  }

  private EnumType enumType(EnumType type) {
    return new EnumType(
        name(ObjectKind.ENUM, type.name()), type.values(), type.comment(), type.access());
  }

  private Domain domain(Domain domain) {
    return domain
        .withName(name(ObjectKind.DOMAIN, domain.name()))
        .withType(type(domain.type()))
        .withDefault(expression(domain.defaultValue()));
  }

  private CompositeType composite(CompositeType type) {
    return new CompositeType(
        type.name(),
        type.attributes().stream()
            .map(
                a ->
                    new CompositeType.Attribute(
                        a.name(), type(a.type()), a.collation(), a.comment()))
            .toList(),
        type.comment(),
        type.access());
  }

  /** PostgreSQL prints the new name wherever the old one stood; so do its definitions. */
  private Definition definition(Definition d) {
    return d.withId(of(d.id(), rename)).withSql(renamed(d.sql()));
  }

  private Sequence sequence(Sequence sequence) {
    ObjectId owner = sequence.ownedBy();
    return sequence
        .withName(name(ObjectKind.SEQUENCE, sequence.name()))
        .withOwnedBy(owner == null ? null : of(owner, rename));
  }

  private Table table(Table t) {
    boolean own = kind == ObjectKind.COLUMN && rename.from().qualifiedName().equals(t.name());
    Partition partition = t.partition();
    return t.withName(name(ObjectKind.TABLE, t.name()))
        .withParts(
            t.columns().stream().map(c -> column(c, own)).toList(),
            t.constraints().stream().map(c -> constraint(c, own)).toList(),
            t.indexes().stream().map(i -> index(i, own)).toList())
        .withPartitionBy(
            own && t.partitionBy() != null ? columnIn(t.partitionBy()) : t.partitionBy())
        .withPlace(
            partition == null
                ? null
                : new Partition(
                    name(ObjectKind.TABLE, partition.parent()),
                    partition.bound(),
                    partition.parts()),
            t.inherits().stream().map(parent -> name(ObjectKind.TABLE, parent)).toList());
  }

  private Column column(Column c, boolean own) {
    Generated generated = c.generated();
    return c.withName(column(c.name(), own))
        .withType(type(c.type()))
        .withDefault(expression(c.defaultValue()))
        .withGenerated(
            generated == null
                ? null
                : generated.withExpression(expression(generated.expression(), own)));
  }

  private String column(String name, boolean own) {
    return own && rename.from().name().equals(name) ? rename.to().name() : name;
  }

  private Constraint constraint(Constraint constraint, boolean own) {
    Constraint renamed = constraint.map(c -> column(c, own), e -> expression(e, own));
    if (!(renamed instanceof ForeignKey key)) {
      return renamed;
    }
    boolean targetOwn =
        kind == ObjectKind.COLUMN && rename.from().qualifiedName().equals(key.target());
    return key.withTarget(
        name(ObjectKind.TABLE, key.target()),
        key.targetColumns().stream().map(c -> column(c, targetOwn)).toList());
  }

  private Index index(Index index, boolean own) {
    return index.map(c -> column(c, own), e -> expression(e, own));
  }

  private DataType type(DataType type) {
    QualifiedName user = type.userDefined();
    if (user == null || !(kind == ObjectKind.ENUM || kind == ObjectKind.DOMAIN)) {
      return type;
    }
    QualifiedName renamed = name(kind, user);
    return new DataType(type.text().replace(quoted(user), quoted(renamed)), renamed);
  }

  private @Nullable Expression nullable(@Nullable Expression expression, boolean own) {
    return expression == null ? null : expression(expression, own);
  }

  /** An expression of a table whose columns may be the ones that are renamed. */
  private Expression expression(Expression expression, boolean own) {
    return own || kind == ObjectKind.ENUM || kind == ObjectKind.DOMAIN
        ? renamed(expression)
        : expression;
  }

  /** A default: it names no column, but it can name a sequence or a type. */
  private @Nullable Expression expression(@Nullable Expression defaultValue) {
    if (defaultValue == null || kind != ObjectKind.SEQUENCE) {
      return nullable(defaultValue, false);
    }
    String from = quoted(rename.from().qualifiedName());
    String to = quoted(rename.to().qualifiedName());
    return defaultValue.map(text -> text.replace("'" + from + "'", "'" + to + "'"));
  }

  private Expression renamed(Expression expression) {
    return expression.map(
        text -> Identifiers.rename(text, rename.from().name(), rename.to().name()));
  }

  private String columnIn(String text) {
    return Identifiers.map(text, name -> column(name, true));
  }

  private static String quoted(QualifiedName name) {
    return List.of(name.namespace(), name.name()).stream()
        .map(Identifier::quote)
        .collect(Collectors.joining("."));
  }
}

package dev.pgmigrate.intent;

import dev.pgmigrate.schema.AspectKey;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.SchemaObject;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Which objects are compared. What is excluded belongs to somebody else: it is neither created, nor
 * changed, dropped, flagged or counted.
 *
 * @param includes only what these name; everything when there are none
 * @param excludes not what these name
 */
@API(status = API.Status.EXPERIMENTAL)
public record Filters(List<ObjectPattern> includes, List<ObjectPattern> excludes) {
  /** Everything is compared. */
  public static final Filters NONE = new Filters(List.of(), List.of());

  public Filters {
    includes = List.copyOf(includes);
    excludes = List.copyOf(excludes);
  }

  /**
   * Reads patterns such as {@code legacy.*}, {@code table public.audit_*}, {@code index
   * public.ix_tmp_*}.
   *
   * @throws UnfitFilterException when one cannot be read
   */
  public static Filters of(List<String> includes, List<String> excludes) {
    return new Filters(patterns(includes), patterns(excludes));
  }

  /** The same, and what these patterns name is excluded, too. */
  public Filters excludingToo(List<String> written) {
    return new Filters(
        includes, Stream.concat(excludes.stream(), patterns(written).stream()).toList());
  }

  private static List<ObjectPattern> patterns(List<String> written) {
    return written.stream()
        .filter(pattern -> !pattern.isBlank())
        .map(ObjectPattern::parse)
        .toList();
  }

  /** The same, and these objects are excluded, too. */
  Filters without(List<ObjectId> ids) {
    return ids.isEmpty()
        ? this
        : new Filters(
            includes,
            Stream.concat(excludes.stream(), ids.stream().map(ObjectPattern::of)).toList());
  }

  /**
   * A schema without what the filters exclude.
   *
   * @param leftOut what is not excluded itself, but cannot be without
   */
  public record Filtered(Schema schema, List<Notice> leftOut) {
    public Filtered {
      leftOut = List.copyOf(leftOut);
    }
  }

  /** What is compared of a schema. */
  public Schema within(Schema schema) {
    return equals(NONE) ? schema : only(schema, ids -> !skips(ids));
  }

  /**
   * What a schema states, beside another one: without what is excluded, and without the foreign
   * keys to excluded tables that the other side lacks.
   */
  Filtered stated(Schema desired, Schema current) {
    if (equals(NONE)) {
      return new Filtered(desired, List.of());
    }
    Schema within = within(desired);
    Set<QualifiedName> there =
        Stream.concat(within.tables().stream(), current.tables().stream())
            .map(Table::name)
            .collect(Collectors.toSet());
    Predicate<Constraint> broken =
        constraint ->
            constraint instanceof ForeignKey key
                && skips(List.of(ObjectId.table(key.target())))
                && !there.contains(key.target());
    List<Notice> leftOut = new ArrayList<>();
    List<Table> tables = new ArrayList<>();
    for (Table table : within.tables()) {
      List<Constraint> constraints = new ArrayList<>();
      for (Constraint constraint : table.constraints()) {
        if (broken.test(constraint)) {
          AspectKey key = AspectKey.of(table.constraintId(constraint));
          leftOut.add(new Notice(Notice.Kind.LEFT_OUT, key, Merge.NONE, constraint.structure()));
        } else {
          constraints.add(constraint);
        }
      }
      tables.add(table.withConstraints(constraints));
    }
    Set<ObjectId> known =
        current.objects().map(SchemaObject::id).collect(Collectors.toCollection(HashSet::new));
    within.objects().map(SchemaObject::id).forEach(known::add);
    List<Definition> definitions = new ArrayList<>();
    for (Definition definition : within.definitions()) {
      boolean reachesOut =
          desired.uses().of(definition.id()).stream()
              .map(Filters::whole)
              .anyMatch(used -> skips(List.of(used)) && !known.contains(used));
      if (reachesOut) {
        AspectKey key = AspectKey.of(definition.id());
        leftOut.add(
            new Notice(Notice.Kind.LEFT_OUT, key, Merge.NONE, definition.id().kind().word()));
      } else {
        definitions.add(definition);
      }
    }
    return new Filtered(within.withTables(tables).withDefinitions(definitions), leftOut);
  }

  /**
   * The side {@code to} of an exact comparison: what is excluded is in it as {@code from} has it.
   */
  @API(status = API.Status.INTERNAL)
  public Filtered over(Schema from, Schema to) {
    Filtered stated = stated(to, from);
    if (equals(NONE)) {
      return stated;
    }
    Schema ours = stated.schema();
    return new Filtered(
        new Schema(
            joined(ours.namespaces(), from.namespaces()),
            joined(ours.enums(), from.enums()),
            joined(ours.composites(), from.composites()),
            joined(ours.domains(), from.domains()),
            joined(ours.sequences(), from.sequences()),
            joined(
                ours.tables().stream()
                    .map(t -> from.table(t.name()).map(other -> joined(t, other)).orElse(t))
                    .toList(),
                from.tables()),
            joined(ours.definitions(), from.definitions()),
            ours.uses().and(from.uses().without(ours.uses().byUser().keySet()))),
        stated.leftOut());
  }

  private <T extends SchemaObject> List<T> joined(List<T> ours, List<T> from) {
    return Stream.concat(ours.stream(), from.stream().filter(object -> skips(ids(object))))
        .sorted(Comparator.comparing(SchemaObject::id))
        .toList();
  }

  private Table joined(Table ours, Table from) {
    Table theirs = only(from, this::skips);
    return ours.withParts(
        Stream.concat(ours.columns().stream(), theirs.columns().stream()).toList(),
        joined(ours.constraints(), theirs.constraints(), Constraint::name),
        joined(ours.indexes(), theirs.indexes(), Index::name));
  }

  private static <T> List<T> joined(List<T> ours, List<T> theirs, Function<T, String> name) {
    return Stream.concat(ours.stream(), theirs.stream())
        .sorted(Comparator.comparing(name))
        .toList();
  }

  /** The patterns that name nothing on either side: mistyped, or of no use any more. */
  public List<String> unmatched(Schema one, Schema other) {
    if (equals(NONE)) {
      return List.of();
    }
    Set<ObjectId> all = new HashSet<>();
    Predicate<List<ObjectId>> visit =
        ids -> {
          all.addAll(ids);
          return true;
        };
    only(one, visit);
    only(other, visit);
    return Stream.concat(includes.stream(), excludes.stream())
        .filter(pattern -> all.stream().noneMatch(pattern::matches))
        .map(ObjectPattern::written)
        .toList();
  }

  /** What a schema has and the filters exclude. */
  public SortedSet<ObjectId> excludedOf(Schema schema) {
    SortedSet<ObjectId> excluded = new TreeSet<>();
    if (equals(NONE)) {
      return excluded;
    }
    only(
        schema,
        ids -> {
          if (skips(ids)) {
            excluded.add(ids.get(0));
          }
          return true;
        });
    return excluded;
  }

  /** The objects and parts of which a test of their ids holds. */
  private static Schema only(Schema schema, Predicate<List<ObjectId>> test) {
    return new Schema(
        only(schema.namespaces(), test),
        only(schema.enums(), test),
        only(schema.composites(), test),
        only(schema.domains(), test),
        only(schema.sequences(), test),
        only(schema.tables(), test).stream().map(table -> only(table, test)).toList(),
        only(schema.definitions(), test),
        schema.uses());
  }

  private static <T extends SchemaObject> List<T> only(
      List<T> objects, Predicate<List<ObjectId>> test) {
    return objects.stream().filter(object -> test.test(ids(object))).toList();
  }

  private static Table only(Table table, Predicate<List<ObjectId>> test) {
    return table.withParts(
        table.columns().stream().filter(c -> test.test(ids(table, c))).toList(),
        table.constraints().stream().filter(c -> test.test(ids(table, c))).toList(),
        table.indexes().stream().filter(i -> test.test(ids(table, i))).toList());
  }

  /** A column stands for its table. */
  private static ObjectId whole(ObjectId id) {
    return id.kind() == ObjectKind.COLUMN ? ObjectId.table(id.qualifiedName()) : id;
  }

  /** What an object is called, then what it belongs to. */
  private static List<ObjectId> ids(SchemaObject object) {
    if (object instanceof Definition definition && definition.isPart()) {
      return List.of(object.id(), ObjectId.table(object.id().qualifiedName()));
    }
    ObjectId owner = object instanceof Sequence sequence ? sequence.ownedBy() : null;
    return owner == null
        ? List.of(object.id())
        : List.of(object.id(), owner, ObjectId.table(owner.qualifiedName()));
  }

  private static List<ObjectId> ids(Table table, Column column) {
    return List.of(table.columnId(column.name()), table.id());
  }

  private static List<ObjectId> ids(Table table, Constraint constraint) {
    return List.of(
        table.constraintId(constraint),
        ObjectId.of(constraint.kind(), table.name(), constraint.name()),
        table.id());
  }

  private static List<ObjectId> ids(Table table, Index index) {
    QualifiedName name = new QualifiedName(table.name().namespace(), index.name());
    return List.of(table.indexId(index), ObjectId.of(ObjectKind.INDEX, name), table.id());
  }

  /** Whether the filters leave an object, or what it belongs to, to somebody else. */
  private boolean skips(List<ObjectId> ids) {
    ObjectId id = ids.get(0);
    if (id.path().size() == 1 && id.kind() != ObjectKind.NAMESPACE) {
      // An extension or a publication is in no schema: only its own name leaves it out.
      return excludes.stream().anyMatch(pattern -> pattern.matches(id));
    }
    ObjectId namespace = ObjectId.of(ObjectKind.NAMESPACE, id.path().get(0));
    boolean included =
        includes.isEmpty()
            || includes.stream()
                .anyMatch(
                    pattern ->
                        pattern.matches(namespace)
                            || ids.stream().anyMatch(pattern::matches)
                            || (ids.contains(namespace) && pattern.reachesInto(namespace)));
    return !included
        || excludes.stream()
            .anyMatch(
                pattern -> pattern.matches(namespace) || ids.stream().anyMatch(pattern::matches));
  }
}

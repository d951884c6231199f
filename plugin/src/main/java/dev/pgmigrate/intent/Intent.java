package dev.pgmigrate.intent;

import dev.pgmigrate.diff.Equivalence;
import dev.pgmigrate.diff.Lists;
import dev.pgmigrate.diff.Sides;
import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.CompositeType;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.EnumType;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.GeneratedName;
import dev.pgmigrate.schema.Namespace;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.SchemaObject;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a difference means: stated and to be changed, retracted and to be removed, or database-only
 * and to be kept. The result is the schema that the database shall have.
 */
public final class Intent {
  private final Merge merge;

  private Intent(Merge merge) {
    this.merge = merge;
  }

  /**
   * Merges what the entities state now, what the database has and what the entities stated before.
   *
   * @param stated what the entities state, excluded or not
   * @param base {@link ModelLock#EMPTY} before the first revision
   * @throws UnfitAnswerException when an answer fits nothing
   */
  public static Resolution resolve(
      Schema stated,
      Schema current,
      ModelLock base,
      Accepted accepted,
      Answers answers,
      Filters filters,
      Equivalence equivalence) {
    return resolve(
        Desired.of(stated),
        current,
        base,
        accepted,
        answers,
        filters,
        equivalence,
        Renamer.TEXTUAL);
  }

  /**
   * As {@link #resolve(Schema, Schema, ModelLock, Accepted, Answers, Filters, Equivalence)}.
   *
   * @param renamer asked once, for all answered renames
   */
  public static Resolution resolve(
      Desired stated,
      Schema current,
      ModelLock base,
      Accepted accepted,
      Answers answers,
      Filters filters,
      Equivalence equivalence,
      Renamer renamer) {
    Filters.Filtered filtered = filters.stated(stated.schema(), current);
    ResolvedAnswers answered =
        ResolvedAnswers.of(answers, filtered.schema(), current, Sides.REVISION);
    Schema renamed = renamer.renamed(current, answered.renames());
    ModelLock renamedBase = RenamedLock.of(base, answered.renames());
    Merge merge =
        new Merge(
            renamedBase,
            accepted,
            answered.drops(),
            filters.excludedOf(renamed),
            equivalence,
            stated.unwritten(),
            renamed.domains());
    Schema desired =
        new WeakAspects(filters.stated(stated.plain(), current).schema(), renamed, merge)
            .settled(filtered.schema());
    Schema merged = Following.in(new Intent(merge).merge(desired, renamed), desired, renamed);
    Schema target = new Consistency(merge, desired, renamed, merged).target();
    Set<ObjectId> answeredFor = new HashSet<>(answered.drops());
    answered.moves().forEach(move -> answeredFor.add(move.from()));
    return new Resolution(
        answered.renames(),
        answered.moves(),
        renamed,
        target,
        Stream.concat(merge.notices().stream(), filtered.leftOut().stream()).toList(),
        Candidates.questions(renamed, target, answeredFor),
        merge.stated(),
        base,
        filters.unmatched(stated.schema(), current));
  }

  private Schema merge(Schema desired, Schema current) {
    return new Schema(
        each(desired.namespaces(), current.namespaces(), this::namespace, o -> "schema"),
        each(desired.enums(), current.enums(), this::enumType, o -> o.values().toString()),
        each(
            desired.composites(),
            current.composites(),
            this::composite,
            o -> o.attributes().toString()),
        domains(desired.domains(), current.domains()),
        sequences(desired, current),
        tables(desired.tables(), current.tables()),
        each(
            desired.definitions(),
            current.definitions(),
            this::definition,
            o -> o.id().kind().word()),
        // What the entities speak of is theirs to say.
        desired.uses().and(current.uses().without(ids(desired))));
  }

  /** All that can use something: objects, columns, constraints and indexes. */
  static Set<ObjectId> ids(Schema desired) {
    Set<ObjectId> ids = new HashSet<>();
    desired.objects().map(SchemaObject::id).forEach(ids::add);
    for (Table table : desired.tables()) {
      QualifiedName name = table.name();
      table.columns().forEach(column -> ids.add(table.columnId(column.name())));
      table.constraints().forEach(c -> ids.add(ObjectId.of(c.kind(), name, c.name())));
      table
          .indexes()
          .forEach(
              index ->
                  ids.add(
                      ObjectId.of(
                          ObjectKind.INDEX, new QualifiedName(name.namespace(), index.name()))));
    }
    return ids;
  }

  private <T extends SchemaObject> List<T> each(
      List<T> desired, List<T> current, BinaryOperator<T> both, Function<T, String> shape) {
    Lists.Difference<T> difference = Lists.diff(current, desired, SchemaObject::id);
    List<T> target = new ArrayList<>();
    difference.common().forEach(pair -> target.add(both.apply(pair.to(), pair.from())));
    for (T object : difference.removed()) {
      if (merge.keeps(List.of(object.id()), shape.apply(object))) {
        target.add(object);
      }
    }
    for (T object : difference.added()) {
      if (merge.adds(object.id(), object.aspects(), shape.apply(object))) {
        target.add(object);
      }
    }
    target.sort(Comparator.comparing(SchemaObject::id));
    return target;
  }

  private Namespace namespace(Namespace desired, Namespace current) {
    Merge.Both both = merge.both(List.of(desired.id()), desired.aspects(), current.aspects());
    return new Namespace(
        current.name(),
        both.pickNullable("comment", desired.comment(), current.comment()),
        both.pick(desired.access(), current.access()));
  }

  private EnumType enumType(EnumType desired, EnumType current) {
    Merge.Both both = merge.both(List.of(desired.id()), desired.aspects(), current.aspects());
    return new EnumType(
        current.name(),
        both.pick("values", desired.values(), current.values()),
        both.pickNullable("comment", desired.comment(), current.comment()),
        both.pick(desired.access(), current.access()));
  }

  private CompositeType composite(CompositeType desired, CompositeType current) {
    Merge.Both both = merge.both(List.of(desired.id()), desired.aspects(), current.aspects());
    return new CompositeType(
        current.name(),
        both.pickAlways(
            "attributes",
            desired.attributes(),
            current.attributes(),
            sameAttributes(desired, current)),
        both.pickNullable("comment", desired.comment(), current.comment()),
        both.pick(desired.access(), current.access()));
  }

  private static boolean sameAttributes(CompositeType desired, CompositeType current) {
    return desired.attributes().size() == current.attributes().size()
        && desired.attributes().stream()
            .allMatch(
                d ->
                    current
                        .attribute(d.name())
                        .filter(c -> d.type().holdsSameAs(c.type()))
                        .filter(c -> Objects.equals(d.collation(), c.collation()))
                        .isPresent());
  }

  private Definition definition(Definition desired, Definition current) {
    Merge.Both both = merge.both(List.of(desired.id()), desired.aspects(), current.aspects());
    boolean same = merge.same(desired, current);
    Expression sql = both.pickAlways("definition", desired.sql(), current.sql(), same);
    return new Definition(
        current.id(),
        sql,
        sql.equals(desired.sql()) ? desired.signature() : current.signature(),
        settings(both, desired, current),
        both.pick("column-comments", desired.columnComments(), current.columnComments()),
        both.pick("column-privileges", desired.columnAccess(), current.columnAccess()),
        both.pickNullable("comment", desired.comment(), current.comment()),
        both.pick(desired.access(), current.access()));
  }

  private static SortedMap<String, Definition.Setting> settings(
      Merge.Both both, Definition desired, Definition current) {
    Set<String> aspects = new TreeSet<>(desired.settings().keySet());
    aspects.addAll(current.settings().keySet());
    SortedMap<String, Definition.Setting> settings = new TreeMap<>();
    for (String aspect : aspects) {
      Definition.Setting setting =
          both.pickNullable(aspect, desired.settings().get(aspect), current.settings().get(aspect));
      if (setting != null) {
        settings.put(aspect, setting);
      }
    }
    return settings;
  }

  /** What numbers the rows of a stated identity is neither retracted nor unknown. */
  private List<Sequence> sequences(Schema desired, Schema current) {
    Set<ObjectId> quiet = Serial.serving(desired, current);
    desired.sequences().forEach(sequence -> quiet.remove(sequence.id()));
    Predicate<Sequence> serves = sequence -> quiet.contains(sequence.id());
    List<Sequence> sequences =
        each(
            desired.sequences(),
            current.sequences().stream().filter(serves.negate()).toList(),
            this::sequence,
            o -> o.options().type());
    current.sequences().stream().filter(serves).forEach(sequences::add);
    sequences.sort(Comparator.comparing(SchemaObject::id));
    return sequences;
  }

  private Sequence sequence(Sequence desired, Sequence current) {
    Sequence wanted = merge.unwritten().settled(desired, current);
    merge.state(desired.id(), desired.aspects());
    Merge.Both both =
        merge.both(List.of(desired.id()), List.of(), wanted.aspects(), current.aspects());
    return new Sequence(
        current.name(),
        both.pick("options", wanted.options(), current.options()),
        both.pick("unlogged", desired.unlogged(), current.unlogged()),
        both.pickNullable("owned-by", desired.ownedBy(), current.ownedBy()),
        both.pickNullable("comment", desired.comment(), current.comment()),
        both.pick(desired.access(), current.access()));
  }

  private List<Domain> domains(List<Domain> desired, List<Domain> current) {
    Lists.diff(current, desired, Domain::name)
        .added()
        .forEach(added -> added.forEachPart(merge::state));
    return each(desired, current, this::domain, o -> o.type().text());
  }

  private Domain domain(Domain desired, Domain current) {
    Merge.Both both = merge.both(List.of(desired.id()), desired.aspects(), current.aspects());
    return new Domain(
        current.name(),
        both.pickAlways(
            "type", desired.type(), current.type(), desired.type().holdsSameAs(current.type())),
        both.pickNullable("collation", desired.collation(), current.collation()),
        both.pick("not-null", desired.notNull(), current.notNull()),
        both.pickNullable(
            "default",
            desired.defaultValue(),
            current.defaultValue(),
            merge.same(
                desired.defaultValue(),
                current.defaultValue(),
                Equivalence.Context.of(Equivalence.Kind.DOMAIN_DEFAULT, desired))),
        checks(desired, current),
        both.pickNullable("comment", desired.comment(), current.comment()),
        both.pick(desired.access(), current.access()));
  }

  private List<Check> checks(Domain desired, Domain current) {
    List<Check> target =
        new Matching<>(
                desired.checks(),
                current.checks(),
                c -> false,
                new Matching.Rules<Check>(
                    (d, c) -> d.name().equals(c.name()),
                    d -> GeneratedName.isOf(d, desired),
                    c -> GeneratedName.isOf(c, current),
                    (d, c) -> sameCheck(desired, d, c)))
            .resolve(
                (d, c) -> check(desired, d, c),
                d -> merge.adds(desired.checkId(d), d.aspects(), d.structure()),
                c -> merge.keeps(List.of(current.checkId(c)), c.structure()));
    target.sort(Comparator.comparing(Check::name));
    return target;
  }

  private boolean sameCheck(Domain desired, Check d, Check c) {
    return merge.same(
        d.expression(),
        c.expression(),
        Equivalence.Context.of(Equivalence.Kind.DOMAIN_CHECK, desired));
  }

  private Check check(Domain domain, Check d, Check c) {
    Merge.Both both =
        merge.both(List.of(domain.checkId(d), domain.checkId(c)), d.aspects(), c.aspects());
    return new Check(
        both.pickName(d.name(), c.name(), GeneratedName.isOf(d, domain)),
        both.pickAlways("definition", d.expression(), c.expression(), sameCheck(domain, d, c)),
        true,
        both.pick("not-valid", d.validated(), c.validated()),
        both.pick("no-inherit", d.noInherit(), c.noInherit()),
        c.local(),
        both.pickNullable("comment", d.comment(), c.comment()));
  }

  private List<Table> tables(List<Table> desired, List<Table> current) {
    Lists.diff(current, desired, Table::name)
        .added()
        .forEach(added -> added.forEachPart(merge::state));
    Map<QualifiedName, Set<Set<String>>> referenced = referenced(desired);
    return each(
        desired,
        current,
        (d, c) ->
            d.equals(c)
                ? unchanged(d, c)
                : TableIntent.resolve(merge, d, c, referenced.getOrDefault(d.name(), Set.of())),
        TableIntent::shape);
  }

  /** Most tables are what the entities state: nothing is to be decided about them. */
  private Table unchanged(Table desired, Table current) {
    desired.forEachPart(merge::state);
    return current;
  }

  /** Table to the columns that foreign keys refer to. */
  private static Map<QualifiedName, Set<Set<String>>> referenced(List<Table> tables) {
    Map<QualifiedName, Set<Set<String>>> referenced = new HashMap<>();
    for (Table table : tables) {
      for (ForeignKey key : table.constraints(ForeignKey.class)) {
        referenced
            .computeIfAbsent(key.target(), target -> new HashSet<>())
            .add(Set.copyOf(key.targetColumns()));
      }
    }
    return referenced;
  }
}

package dev.pgmigrate.random;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A schema as the generator holds it. Objects know each other, not each other's names, so anything
 * may be renamed, moved or taken away; {@link #mend} then makes the rest fit.
 */
final class Model {
  static final String LONG = "a_name_of_sixty_three_bytes_which_is_all_that_an_identifier_has";

  /** Anything with a name. */
  abstract static class Thing {
    String name = "";
    @Nullable String comment;
    boolean gone;
  }

  static final class Space extends Thing {
    /** GRANT and OWNER phrases, after the object: {@code GRANT USAGE} to {@code reader}. */
    final TreeMap<String, String> access = new TreeMap<>();
  }

  /** What lives in a namespace and has an owner. */
  abstract static class Located extends Thing {
    Space space = new Space();
    final TreeMap<String, String> access = new TreeMap<>();

    String sql() {
      return Sql.name(space.name) + "." + Sql.name(name);
    }
  }

  static final class Enumeration extends Located {
    final List<String> labels = new ArrayList<>();
  }

  static final class DomainType extends Located {
    Type base = Type.of(Family.TEXT, "text");
    boolean notNull;
    @Nullable Expression byDefault;
    @Nullable String collation;
    final List<Check> checks = new ArrayList<>();
  }

  static final class Attribute extends Thing {
    Type type = Type.of(Family.TEXT, "text");
  }

  static final class Composite extends Located {
    final List<Attribute> attributes = new ArrayList<>();
  }

  static final class Collation extends Located {
    String locale = "C";
  }

  /** Extended statistics of a table. */
  static final class Statistics extends Located {
    List<Field> fields = List.of();
    String kinds = "";
    @Nullable Integer target;
  }

  /** What of a table is published. */
  static final class Published {
    Relation table = new Relation();
    List<Field> fields = List.of();
    @Nullable Expression filter;
  }

  static final class Publication extends Thing {
    final List<Published> tables = new ArrayList<>();
  }

  static final class EventTrigger extends Thing {
    String event = "ddl_command_end";
    String state = "ENABLE";
  }

  static final class Counter extends Located {
    String type = "bigint";
    final TreeMap<String, String> options = new TreeMap<>();
    boolean unlogged;
    @Nullable Field owner;
  }

  /**
   * A type of a column.
   *
   * @param user the enum or domain, else null
   */
  record Type(Family family, String text, @Nullable Located user) {
    static Type of(Family family, String text) {
      return new Type(family, text, null);
    }

    String sql() {
      // A domain over an array of an enum is of that family, too.
      boolean array =
          family == Family.ARRAY || (family == Family.ENUMS && user instanceof Enumeration);
      return user == null ? text : user.sql() + (array ? "[]" : "");
    }

    /** What expressions over it depend on: they still hold while this is equal. */
    Object token() {
      if (user instanceof DomainType domain && family != Family.ARRAY) {
        return domain.base.token();
      }
      return user == null ? family : List.of(family, user);
    }

    Family base() {
      return user instanceof DomainType domain && family != Family.ARRAY
          ? domain.base.base()
          : family;
    }

    /** The enum or composite below all domains, if there is one. */
    @Nullable Located core() {
      return user instanceof DomainType domain && family != Family.ARRAY
          ? domain.base.core()
          : user;
    }

    /** The domains that a value must satisfy. */
    List<DomainType> domains() {
      List<DomainType> all = new ArrayList<>();
      for (Type type = this; type.user instanceof DomainType domain; type = domain.base) {
        all.add(domain);
      }
      return all;
    }

    boolean isMadeOf(Located other) {
      return user != null
          && (user == other
              || (user instanceof DomainType domain && domain.base.isMadeOf(other))
              || (user instanceof Composite composite
                  && composite.attributes.stream().anyMatch(a -> a.type.isMadeOf(other))));
    }

    /** The value of row {@code i}, from 1. */
    String value(int i) {
      if (family == Family.ARRAY) {
        String one =
            user instanceof DomainType domain
                ? domain.base.value(i) + "::" + domain.sql()
                : new Type(Family.COMPOSITE, "", user).value(i);
        return "ARRAY[" + one + "]::" + sql();
      }
      if (user instanceof Composite composite) {
        return composite.attributes.stream()
                .map(a -> a.type.value(i))
                .collect(Collectors.joining(", ", "ROW(", ")"))
            + "::"
            + sql();
      }
      if (user instanceof DomainType domain) {
        return domain.base.value(i);
      }
      if (user instanceof Enumeration labels) {
        String label = labels.labels.get((i - 1) % labels.labels.size());
        return family == Family.ENUM
            ? Sql.literal(label)
            : "ARRAY[" + Sql.literal(label) + "]::" + sql();
      }
      return family.value.apply(i);
    }

    boolean valid() {
      return user == null || !user.gone;
    }
  }

  /**
   * SQL over other objects.
   *
   * @param uses each with the token that its type had
   */
  record Expression(Map<Thing, Object> uses, Supplier<String> text) {
    static Expression of(String text) {
      return new Expression(Map.of(), () -> text);
    }

    /** One of the values that checks hold for. */
    static Expression valueOf(Type type) {
      return new Expression(Map.of(), () -> type.value(1));
    }

    boolean holds() {
      return uses.entrySet().stream()
          .allMatch(
              use ->
                  !use.getKey().gone
                      && (!(use.getKey() instanceof Field field)
                          || field.type.token().equals(use.getValue())));
    }

    boolean overGenerated() {
      return uses.keySet().stream().anyMatch(t -> t instanceof Field f && f.generated != null);
    }

    boolean over(List<Field> fields) {
      return uses.keySet().stream().noneMatch(t -> t instanceof Field f && !fields.contains(f));
    }

    String sql() {
      return text.get();
    }
  }

  static final class Field extends Thing {
    Type type = Type.of(Family.TEXT, "text");
    boolean notNull;

    /** The last row has no value in it, if it may. */
    boolean holed;

    @Nullable Expression byDefault;
    @Nullable Expression generated;

    /** {@code ALWAYS} or {@code BY DEFAULT}; with {@link #options}. */
    @Nullable String identity;

    final TreeMap<String, String> options = new TreeMap<>();
    boolean serial;
    @Nullable String collation;

    /** One of the schema's own, instead of the other. */
    @Nullable Collation collated;

    /** Computed when read. */
    boolean virtual;

    /** NOT NULL holds for new rows. */
    boolean notValid;

    @Nullable String storage;
    @Nullable String compression;
    @Nullable Integer statistics;
    final TreeMap<String, String> access = new TreeMap<>();
  }

  /** A constraint; without a name PostgreSQL gives it one. */
  abstract static class Rule extends Thing {
    boolean named = true;
  }

  static final class Check extends Rule {
    Expression condition = Expression.of("true");
    boolean notValid;
    boolean noInherit;
    boolean notEnforced;
  }

  static final class Key extends Rule {
    boolean primary;
    List<Field> fields = List.of();
    List<Field> include = List.of();
    boolean nullsNotDistinct;
    String deferral = "";
    @Nullable Integer fill;
    boolean elsewhere;
  }

  static final class Reference extends Rule {
    List<Field> fields = List.of();
    Relation target = new Relation();
    Key key = new Key();
    boolean full;
    String onUpdate = "";
    String onDelete = "";
    List<Field> setNull = List.of();
    String deferral = "";
    boolean notValid;
    boolean notEnforced;
  }

  static final class Exclusion extends Rule {
    Field field = new Field();
    String method = "gist";
    String operator = "&&";
    @Nullable Expression predicate;
    String deferral = "";
    @Nullable Integer fill;
  }

  /** A key of an index: a column or an expression, with what follows it. */
  record IndexKey(Field field, @Nullable Expression expression, String suffix) {}

  static final class Index extends Rule {
    String method = "btree";
    List<IndexKey> keys = List.of();
    boolean unique;
    boolean nullsNotDistinct;
    List<Field> include = List.of();
    @Nullable Expression predicate;
    final TreeMap<String, String> parameters = new TreeMap<>();
    boolean elsewhere;
    boolean clustered;
  }

  /** A partition of a table; {@code bound} says which rows it takes, 0 the rest. */
  static final class Part extends Located {
    int bound;
    @Nullable Integer fill;

    /** Partitions of the partition, by hash. */
    final List<Part> parts = new ArrayList<>();
  }

  static final class Relation extends Located {
    final List<Field> own = new ArrayList<>();
    final List<Check> checks = new ArrayList<>();
    final List<Key> keys = new ArrayList<>();
    final List<Reference> references = new ArrayList<>();
    final List<Exclusion> exclusions = new ArrayList<>();
    final List<Index> indexes = new ArrayList<>();
    boolean unlogged;
    boolean elsewhere;
    final TreeMap<String, String> parameters = new TreeMap<>();
    @Nullable String replicaIdentity;
    @Nullable Rule replicaIndex;
    @Nullable Relation parent;

    /** Beside the parent. */
    @Nullable Relation second;

    /** The type that its columns are made of. */
    @Nullable Composite of;

    final List<Statistics> statistics = new ArrayList<>();

    /** The rows of such a table that was a partition. */
    @Nullable Integer bound;

    /** {@code RANGE}, {@code LIST} or {@code HASH}; with {@link #partitionKey} and parts. */
    @Nullable String partitioning;

    @Nullable Field partitionKey;
    final List<Part> parts = new ArrayList<>();

    /** Those of the parents first. */
    List<Field> fields() {
      Set<Field> all = new LinkedHashSet<>(parent == null ? List.of() : parent.fields());
      all.addAll(second == null ? List.of() : second.fields());
      all.addAll(own);
      return List.copyOf(all);
    }

    boolean isUnder(Relation other) {
      return this == other
          || (parent != null && parent.isUnder(other))
          || (second != null && second.isUnder(other));
    }

    boolean partitioned() {
      return partitioning != null;
    }

    List<Rule> rules() {
      return Stream.of(checks, keys, references, exclusions).<Rule>flatMap(List::stream).toList();
    }
  }

  final List<Space> spaces = new ArrayList<>();
  final List<Enumeration> enums = new ArrayList<>();
  final List<DomainType> domains = new ArrayList<>();
  final List<Composite> composites = new ArrayList<>();
  final List<Collation> collations = new ArrayList<>();
  final List<Publication> publications = new ArrayList<>();
  final List<EventTrigger> eventTriggers = new ArrayList<>();
  final List<Counter> counters = new ArrayList<>();
  final List<Relation> tables = new ArrayList<>();

  Model() {
    Space space = new Space();
    space.name = "public";
    spaces.add(space);
  }

  Stream<Located> located() {
    return Stream.of(
            enums.stream(),
            domains.stream(),
            counters.stream(),
            tables.stream(),
            tables.stream().flatMap(t -> t.parts.stream()),
            tables.stream().flatMap(t -> t.parts.stream()).flatMap(p -> p.parts.stream()),
            composites.stream(),
            collations.stream(),
            tables.stream().flatMap(t -> t.statistics.stream()))
        .flatMap(s -> s);
  }

  /** All names that relations, types, indexes and constraints have, wherever they are. */
  Set<String> names() {
    Set<String> names = new HashSet<>();
    located().forEach(o -> names.add(o.name));
    for (Relation table : tables) {
      table.rules().forEach(r -> names.add(r.name));
      table.indexes.forEach(i -> names.add(i.name));
    }
    domains.forEach(d -> d.checks.forEach(c -> names.add(c.name)));
    publications.forEach(p -> names.add(p.name));
    eventTriggers.forEach(t -> names.add(t.name));
    return names;
  }

  /** Takes away whatever no longer fits, until all does. */
  void mend() {
    int before;
    do {
      before = size();
      sweep();
    } while (size() != before);
  }

  private int size() {
    return (int) located().count()
        + tables.stream()
            .mapToInt(t -> t.own.size() + 100 * t.rules().size() + 10_000 * t.indexes.size())
            .sum();
  }

  private void sweep() {
    located().filter(o -> o.space.gone).forEach(o -> o.space = spaces.get(0));
    for (Composite composite : composites) {
      composite.attributes.stream()
          .filter(a -> !a.type.valid())
          .forEach(a -> a.type = Type.of(Family.TEXT, "text"));
    }
    for (DomainType domain : domains) {
      if (!domain.base.valid()) {
        domain.base = Type.of(Family.TEXT, "text");
      }
      domain.byDefault = held(domain.byDefault);
      if (domain.byDefault != null
          && (!domain.checks.isEmpty() || !domain.base.domains().isEmpty())) {
        domain.byDefault = Expression.valueOf(domain.base);
      }
      domain.collation = domain.base.family() == Family.TEXT ? domain.collation : null;
      domain.checks.removeIf(c -> !c.condition.uses().containsValue(domain.base.token()));
    }
    tables.forEach(this::mend);
    tables.forEach(t -> t.statistics.removeIf(s -> !fits(t, s)));
    for (Publication publication : publications) {
      publication.tables.removeIf(
          p -> p.table.gone || p.table.unlogged || !tables.contains(p.table));
      publication.tables.forEach(Model::mend);
    }
    for (Counter counter : counters) {
      Field owner = counter.owner;
      if (owner != null
          && tables.stream().noneMatch(t -> t.space == counter.space && t.own.contains(owner))) {
        counter.owner = null;
      }
      if (counter.owner != null) {
        counter.access.remove("OWNER");
      }
    }
  }

  /** A list or filter that no longer fits goes. */
  private static void mend(Published published) {
    List<Field> fields = published.table.fields();
    published.filter = held(published.filter);
    if (published.table.partitioned()
        || (published.filter != null
            && (!published.filter.over(fields)
                || published.filter.overGenerated()
                || fields.stream().anyMatch(f -> f.collated != null)))) {
      published.filter = null;
    }
    if (published.table.partitioned()
        || !fields.containsAll(published.fields)
        || published.fields.stream().anyMatch(f -> f.generated != null)) {
      published.fields = List.of();
    }
  }

  private static boolean fits(Relation table, Statistics statistics) {
    return table.fields().containsAll(statistics.fields)
        && statistics.fields.stream()
            .allMatch(f -> f.type.base().methods().contains("btree") && !f.virtual);
  }

  /** The columns of a typed table are those of its type. */
  private static void typed(Relation table, Composite of) {
    if (of.gone || table.partitioned() || table.parent != null) {
      table.of = null;
      return;
    }
    List<Field> fields = new ArrayList<>();
    for (Attribute attribute : of.attributes) {
      Field field =
          table.own.stream()
              .filter(f -> f.name.equals(attribute.name))
              .findFirst()
              .orElseGet(Field::new);
      field.name = attribute.name;
      if (!field.type.equals(attribute.type)) {
        field.type = attribute.type;
        field.byDefault = null;
      }
      field.generated = null;
      field.identity = null;
      field.serial = false;
      field.collation = null;
      field.collated = null;
      fields.add(field);
    }
    table.own.stream().filter(f -> !fields.contains(f)).forEach(f -> f.gone = true);
    table.own.clear();
    table.own.addAll(fields);
  }

  private void mend(Relation table) {
    if (table.of != null) {
      typed(table, table.of);
    }
    Relation second = table.second;
    if (second != null
        && (table.parent == null
            || second.gone
            || second.partitioned()
            || second.of != null
            || second.isUnder(table)
            || table.parent.fields().stream()
                .anyMatch(f -> second.fields().stream().anyMatch(o -> o.name.equals(f.name))))) {
      table.second = null;
    }
    Relation parent = table.parent;
    if (parent != null
        && (parent.gone
            || parent.isUnder(table)
            || parent.partitioned()
            || table.partitioned()
            || parent.of != null
            || table.of != null)) {
      table.parent = null;
      table.second = null;
    }
    Set<String> names = new LinkedHashSet<>();
    table.fields().forEach(f -> names.add(f.name));
    Set<Field> inherited = Set.copyOf(parentFields(table));
    for (Field field : List.copyOf(table.own)) {
      if (inherited.stream().anyMatch(f -> f.name.equals(field.name))) {
        field.gone = true;
        table.own.remove(field);
      }
    }
    table.own.forEach(field -> mend(table, field));
    List<Field> fields = table.fields();
    Field by = table.partitionKey;
    if (table.partitioned()
        && (by == null || !table.own.contains(by) || !fitsPartitioning(table, by))) {
      unpartition(table);
    }
    if (table.partitioned()) {
      table.unlogged = false;
      table.parameters.clear();
      table.replicaIdentity = null;
      table.exclusions.clear();
    }
    // What is generated from a value need not be one that checks hold for.
    table.checks.removeIf(
        c -> !c.condition.holds() || !c.condition.over(fields) || c.condition.overGenerated());
    Set<Integer> bounds = new HashSet<>();
    table.parts.removeIf(p -> !bounds.add(p.bound));
    table.keys.removeIf(k -> !fits(table, k));
    table.exclusions.removeIf(
        e ->
            !fields.contains(e.field)
                || e.field.gone
                || e.field.generated != null
                || !e.field.type.base().methods().contains(e.method)
                || (e.operator.equals("&&") != (e.field.type.base() == Family.RANGE)));
    table.exclusions.forEach(e -> e.predicate = held(e.predicate));
    table.references.removeIf(r -> !fits(table, r));
    table.indexes.removeIf(i -> !fits(table, i));
    for (Check check : table.checks) {
      check.noInherit &= !table.partitioned();
    }
    Rule replica = table.replicaIndex;
    if (replica instanceof Key key
        && (!table.keys.contains(key)
            || !key.deferral.isEmpty()
            || !key.named
            || !(key.primary || key.fields.stream().allMatch(f -> f.notNull)))) {
      table.replicaIndex = null;
    }
  }

  private static List<Field> parentFields(Relation table) {
    List<Field> all = new ArrayList<>(table.parent == null ? List.of() : table.parent.fields());
    all.addAll(table.second == null ? List.of() : table.second.fields());
    return all;
  }

  private static @Nullable Expression held(@Nullable Expression expression) {
    return expression == null || !expression.holds() ? null : expression;
  }

  private void mend(Relation table, Field field) {
    if (!field.type.valid()) {
      field.type = Type.of(Family.TEXT, "text");
      field.byDefault = null;
    }
    Family family = field.type.base();
    field.byDefault = held(field.byDefault);
    if (field.byDefault != null
        && field.type.domains().stream().anyMatch(d -> !d.checks.isEmpty() || d.notNull)) {
      field.byDefault = Expression.valueOf(field.type);
    }
    field.generated = held(field.generated);
    if (field.generated != null
        && (!field.generated.over(table.own)
            || field.generated.overGenerated()
            || table.partitionKey == field)) {
      field.generated = null;
    }
    boolean numbers = family == Family.INTEGER && field.type.user() == null;
    if (field.generated != null || table.parent != null || hasChildren(table)) {
      field.identity = null;
      field.serial = false;
    }
    if (!numbers) {
      field.identity = null;
      field.serial = false;
    }
    if (field.identity != null || field.serial || field.generated != null) {
      field.byDefault = null;
      field.serial &= field.identity == null;
      field.notNull |= field.generated == null;
    }
    field.collation = family == Family.TEXT ? field.collation : null;
    Collation collated = field.collated;
    field.collated = family != Family.TEXT || collated == null || collated.gone ? null : collated;
    field.virtual &= field.generated != null;
    field.notValid &= field.notNull && field.identity == null && !field.serial;
    field.storage = family.toasted() ? field.storage : null;
    field.compression = family.toasted() ? field.compression : null;
  }

  private boolean hasChildren(Relation table) {
    return tables.stream().anyMatch(t -> t.parent == table || t.second == table);
  }

  static void unpartition(Relation table) {
    table.partitioning = null;
    table.partitionKey = null;
    table.parts.forEach(p -> p.gone = true);
    table.parts.clear();
  }

  private static boolean fitsPartitioning(Relation table, Field by) {
    boolean ordered = by.type.base() == Family.INTEGER || by.type.base() == Family.DATE;
    return by.generated == null
        && by.identity == null
        && by.type.user() == null
        && (ordered || (by.type.base() == Family.TEXT && !"RANGE".equals(table.partitioning)));
  }

  private static boolean fits(Relation table, Key key) {
    List<Field> fields = table.fields();
    key.include = key.include.stream().filter(fields::contains).toList();
    return fields.containsAll(key.fields)
        && key.fields.stream().allMatch(f -> f.type.base().unique())
        && (!key.primary || table.keys.stream().filter(k -> k.primary).findFirst().get() == key)
        && (!key.primary || key.fields.stream().allMatch(table.own::contains))
        && (!table.partitioned()
            || (key.fields.contains(table.partitionKey) && key.deferral.isEmpty()));
  }

  private static boolean fits(Relation table, Reference reference) {
    List<Field> fields = table.fields();
    Key key = reference.key;
    Relation target = reference.target;
    boolean sound =
        !target.gone
            && target.keys.contains(key)
            && key.deferral.isEmpty()
            && fields.containsAll(reference.fields)
            && reference.fields.size() == key.fields.size()
            && reference.fields.stream().allMatch(f -> f.generated == null)
            && (table.unlogged || !target.unlogged)
            && !(table.partitioned() && reference.notValid);
    for (int i = 0; sound && i < key.fields.size(); i++) {
      Field from = reference.fields.get(i);
      Field to = key.fields.get(i);
      sound =
          // PostgreSQL finds no operator for two arrays of varchar.
          !from.type.base().name().endsWith("S")
              && Objects.equals(from.collation, to.collation)
              && from.collated == to.collated
              && (from.type.equals(to.type)
                  || (from.type.token() == Family.INTEGER && to.type.token() == Family.INTEGER));
    }
    reference.setNull = reference.setNull.stream().filter(reference.fields::contains).toList();
    return sound;
  }

  private static boolean fits(Relation table, Index index) {
    List<Field> fields = table.fields();
    index.include = index.include.stream().filter(fields::contains).toList();
    index.predicate = held(index.predicate);
    if (index.predicate != null && !index.predicate.over(fields)) {
      index.predicate = null;
    }
    index.clustered &=
        !table.partitioned() && index.method.equals("btree") && index.predicate == null;
    return index.keys.stream().allMatch(key -> fits(fields, key, index.method))
        && !(index.unique
            && (table.partitioned()
                || index.keys.stream()
                    .anyMatch(k -> k.expression() == null && !k.field().type.base().unique())));
  }

  private static boolean fits(List<Field> fields, IndexKey key, String method) {
    Expression expression = key.expression();
    if (expression != null) {
      return expression.holds() && expression.over(fields);
    }
    Type type = key.field().type;
    boolean classFits =
        !key.suffix().contains("_ops")
            || (type.base() == Family.JSONB && key.suffix().contains("jsonb"))
            || (type.base() == Family.TEXT
                && key.suffix().contains("text")
                && type.user() == null
                && !type.text().startsWith("character("));
    return fields.contains(key.field())
        && type.base().methods().contains(method)
        && classFits
        && (type.base() == Family.TEXT || !key.suffix().contains("COLLATE"));
  }
}

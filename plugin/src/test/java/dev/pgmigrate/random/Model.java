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
      boolean array = user instanceof Enumeration && family == Family.ENUMS;
      return user == null ? text : user.sql() + (array ? "[]" : "");
    }

    /** What expressions over it depend on: they still hold while this is equal. */
    Object token() {
      if (user instanceof DomainType domain) {
        return domain.base.token();
      }
      return user == null ? family : List.of(family, user);
    }

    Family base() {
      return user instanceof DomainType domain ? domain.base.family : family;
    }

    /** The value of row {@code i}, from 1. */
    String value(int i) {
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

    /** {@code RANGE}, {@code LIST} or {@code HASH}; with {@link #partitionKey} and parts. */
    @Nullable String partitioning;

    @Nullable Field partitionKey;
    final List<Part> parts = new ArrayList<>();

    /** Those of the parents first. */
    List<Field> fields() {
      List<Field> all = new ArrayList<>(parent == null ? List.of() : parent.fields());
      all.addAll(own);
      return all;
    }

    boolean isUnder(Relation other) {
      return this == other || (parent != null && parent.isUnder(other));
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
            tables.stream().flatMap(t -> t.parts.stream()))
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
    for (DomainType domain : domains) {
      if (!domain.base.valid()) {
        domain.base = Type.of(Family.TEXT, "text");
      }
      domain.byDefault = held(domain.byDefault);
      if (domain.byDefault != null && !domain.checks.isEmpty()) {
        domain.byDefault = Expression.valueOf(domain.base);
      }
      domain.collation = domain.base.family() == Family.TEXT ? domain.collation : null;
      domain.checks.removeIf(c -> !c.condition.uses().containsValue(domain.base.token()));
    }
    tables.forEach(this::mend);
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

  private void mend(Relation table) {
    Relation parent = table.parent;
    if (parent != null
        && (parent.gone || parent.isUnder(table) || parent.partitioned() || table.partitioned())) {
      table.parent = null;
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
    return table.parent == null ? List.of() : table.parent.fields();
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
        && field.type.user() instanceof DomainType domain
        && !domain.checks.isEmpty()) {
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
    field.storage = family.toasted() ? field.storage : null;
    field.compression = family.toasted() ? field.compression : null;
  }

  private boolean hasChildren(Relation table) {
    return tables.stream().anyMatch(t -> t.parent == table);
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

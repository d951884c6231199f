package dev.pgmigrate.random;

import dev.pgmigrate.random.Model.Check;
import dev.pgmigrate.random.Model.Counter;
import dev.pgmigrate.random.Model.DomainType;
import dev.pgmigrate.random.Model.Enumeration;
import dev.pgmigrate.random.Model.Exclusion;
import dev.pgmigrate.random.Model.Expression;
import dev.pgmigrate.random.Model.Field;
import dev.pgmigrate.random.Model.Index;
import dev.pgmigrate.random.Model.IndexKey;
import dev.pgmigrate.random.Model.Key;
import dev.pgmigrate.random.Model.Located;
import dev.pgmigrate.random.Model.Part;
import dev.pgmigrate.random.Model.Reference;
import dev.pgmigrate.random.Model.Relation;
import dev.pgmigrate.random.Model.Rule;
import dev.pgmigrate.random.Model.Space;
import dev.pgmigrate.random.Model.Thing;
import dev.pgmigrate.random.Model.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One random step on a model: something comes, changes or goes. */
final class Steps {
  private static final List<String> NAMES =
      List.of(
          "book",
          "author",
          "title",
          "id",
          "x",
          "Order",
          "user",
          "select",
          "a b",
          "naïve",
          "per%cent",
          "do$lar",
          "qu\"ote",
          "it's",
          "table",
          "日本語",
          "UPPER",
          "1st",
          "back\\slash",
          "dot.ted",
          "value",
          "{t}",
          "what?",
          "old",
          "name",
          "end",
          Model.LONG,
          "ein_name_mit_dreiundsechzig_bytes_und_umlauten_äöüäöüäöü");

  private static final List<String> COMMENTS =
      List.of("it's", "back\\slash", "two\nlines", "-- no comment; $$ %s", "naïve 日本語", "\"q\"");

  private static final List<String> DEFERRALS =
      List.of("", "", " DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED");

  private static final List<String> ACTIONS =
      List.of("", "", "RESTRICT", "CASCADE", "SET NULL", "SET DEFAULT");

  private final Model model;
  private final Dice dice;

  private Steps(Model model, long seed) {
    this.model = model;
    this.dice = new Dice(seed);
  }

  /** Mostly something new. */
  static void create(Model model, long seed) {
    Steps steps = new Steps(model, seed);
    if (steps.dice.oneIn(6)) {
      steps.alter();
    } else {
      steps.come();
    }
    model.mend();
  }

  /** Anything. */
  static void mutate(Model model, long seed) {
    Steps steps = new Steps(model, seed);
    switch (steps.dice.below(6)) {
      case 0 -> steps.come();
      case 1 -> steps.go();
      default -> steps.alter();
    }
    model.mend();
  }

  private void come() {
    switch (dice.below(24)) {
      case 0 -> space();
      case 1 -> enumeration();
      case 2 -> domain();
      case 3 -> counter();
      case 4, 5, 6, 7 -> table();
      case 8, 9, 10 -> within(t -> field(t, dice.below(3)));
      case 11, 12 -> within(this::check);
      case 13, 14 -> within(this::key);
      case 15, 16, 17 -> within(this::reference);
      case 18 -> within(this::exclusion);
      case 19, 20, 21 -> within(this::index);
      case 22 -> within(this::part);
      default -> within(this::parent);
    }
  }

  private void parent(Relation table) {
    Relation parent = dice.of(model.tables);
    table.parent = parent.isUnder(table) ? null : parent;
  }

  private void go() {
    List<Runnable> all = new ArrayList<>();
    model.spaces.stream().skip(1).forEach(s -> all.add(() -> model.spaces.remove(gone(s))));
    model.enums.forEach(e -> all.add(() -> model.enums.remove(gone(e))));
    model.domains.forEach(
        d -> {
          all.add(() -> model.domains.remove(gone(d)));
          d.checks.forEach(c -> all.add(() -> d.checks.remove(gone(c))));
        });
    model.counters.forEach(c -> all.add(() -> model.counters.remove(gone(c))));
    for (Relation table : model.tables) {
      all.add(() -> drop(table));
      table.own.forEach(f -> all.add(() -> table.own.remove(gone(f))));
      table.checks.forEach(r -> all.add(() -> table.checks.remove(gone(r))));
      table.keys.forEach(r -> all.add(() -> table.keys.remove(gone(r))));
      table.references.forEach(r -> all.add(() -> table.references.remove(gone(r))));
      table.exclusions.forEach(r -> all.add(() -> table.exclusions.remove(gone(r))));
      table.indexes.forEach(r -> all.add(() -> table.indexes.remove(gone(r))));
      table.parts.forEach(r -> all.add(() -> table.parts.remove(gone(r))));
      all.add(() -> table.parent = null);
    }
    if (!all.isEmpty()) {
      dice.of(all).run();
    }
  }

  private void drop(Relation table) {
    model.tables.remove(gone(table));
    table.own.forEach(Steps::gone);
  }

  private static <T extends Thing> T gone(T thing) {
    thing.gone = true;
    return thing;
  }

  private void alter() {
    switch (dice.below(20)) {
      case 0 -> rename();
      case 1 -> comment();
      case 2 -> access();
      case 3 -> any(model.located().toList(), o -> o.space = dice.of(model.spaces));
      case 4, 5 -> any(model.enums, this::alter);
      case 6 -> any(model.domains, this::alter);
      case 7 -> any(model.counters, this::alter);
      case 8 -> within(this::options);
      case 9, 10, 11, 12, 13 -> within(t -> any(t.own, f -> alter(t, f)));
      case 14 -> within(t -> any(t.checks, c -> alter(t, c)));
      case 15 -> within(t -> any(t.keys, k -> alter(t, k)));
      case 16 -> within(t -> any(t.references, this::alter));
      case 17 -> within(t -> any(t.exclusions, e -> alter(t, e)));
      case 18 -> within(t -> any(t.indexes, i -> alter(t, i)));
      default -> within(t -> any(t.parts, this::alter));
    }
  }

  private <T> void any(List<T> all, Consumer<T> action) {
    if (!all.isEmpty()) {
      action.accept(dice.of(all));
    }
  }

  private void within(Consumer<Relation> action) {
    any(model.tables, action);
  }

  private String fresh(Set<String> taken) {
    String name = dice.of(NAMES);
    return taken.contains(name) ? "n" + dice.below(1000) + "_" + taken.size() : name;
  }

  private <T extends Located> T placed(T located) {
    located.name = fresh(model.names());
    located.space = dice.of(model.spaces);
    return located;
  }

  private <T extends Rule> T named(T rule) {
    rule.name = fresh(model.names());
    rule.named = !dice.oneIn(3);
    return rule;
  }

  private void space() {
    Space space = new Space();
    space.name = fresh(model.spaces.stream().map(s -> s.name).collect(Collectors.toSet()));
    model.spaces.add(space);
  }

  private void enumeration() {
    Enumeration type = placed(new Enumeration());
    int size = 3 + dice.below(3);
    while (type.labels.size() < size) {
      label(type);
    }
    model.enums.add(type);
  }

  private void label(Enumeration type) {
    String label = dice.of("new", "done", "it's", "A", "a", "b\\c", "naïve", "x y", "%", "\"");
    if (!type.labels.contains(label)) {
      type.labels.add(dice.below(type.labels.size() + 1), label);
    }
  }

  private void domain() {
    DomainType domain = placed(new DomainType());
    domain.base = dice.oneIn(6) ? type(false) : plainType();
    if (domain.base.user() instanceof DomainType) {
      domain.base = plainType();
    }
    if (dice.oneIn(3)) {
      domain.byDefault = byDefault(domain.base);
    }
    domain.notNull = dice.oneIn(6);
    if (dice.oneIn(2)) {
      domainCheck(domain);
    }
    model.domains.add(domain);
  }

  private void domainCheck(DomainType domain) {
    List<String> checks = domain.base.base().checks;
    if (!checks.isEmpty()) {
      Check check = named(new Check());
      String text = dice.of(checks).replace("%s", "VALUE");
      // The base type stands in for a column: a check goes with it.
      Map<Thing, Object> uses = new LinkedHashMap<>();
      uses.put(domain, domain.base.token());
      check.condition = new Expression(uses, () -> text);
      domain.checks.add(check);
    }
  }

  private void counter() {
    Counter counter = placed(new Counter());
    counter.type = dice.of("bigint", "integer", "smallint");
    counter.unlogged = dice.oneIn(6);
    options(counter.options, counter.type);
    if (dice.oneIn(3)) {
      within(t -> any(t.own, f -> counter.owner = f));
    }
    model.counters.add(counter);
  }

  /** Options that a sequence of any type can have, each with one chance in three. */
  private void options(TreeMap<String, String> options, String type) {
    options.clear();
    if (dice.oneIn(3)) {
      options.put("INCREMENT BY", "" + dice.of(2, 10, 50));
    }
    if (dice.oneIn(3)) {
      options.put("START WITH", "" + dice.of(5, 100));
    }
    if (dice.oneIn(4)) {
      options.put("MINVALUE", "" + dice.of(0, 1, -10));
    }
    if (dice.oneIn(4)) {
      options.put("MAXVALUE", "" + dice.of(1000, 30000));
    }
    if (dice.oneIn(4)) {
      options.put("CACHE", "" + dice.of(1, 20));
    }
    if (dice.oneIn(4)) {
      options.put("CYCLE", "");
    }
    if (dice.oneIn(8)) {
      options.clear();
      options.put("INCREMENT BY", "-1");
    }
  }

  private void table() {
    Relation table = placed(new Relation());
    model.tables.add(table);
    int size = 2 + dice.below(4);
    for (int i = 0; i < size; i++) {
      field(table, i);
    }
    if (!dice.oneIn(4)) {
      key(table);
    }
    if (dice.oneIn(7)) {
      partition(table);
    }
    if (dice.oneIn(4)) {
      options(table);
    }
  }

  private void partition(Relation table) {
    if (table.own.isEmpty()) {
      return;
    }
    table.partitioning = dice.of("RANGE", "LIST", "HASH");
    table.partitionKey = dice.of(table.own);
    for (int i = 0; i < 1 + dice.below(3); i++) {
      part(table);
    }
  }

  private void part(Relation table) {
    if (!table.partitioned()) {
      return;
    }
    Part part = placed(new Part());
    part.bound = dice.below("HASH".equals(table.partitioning) ? 2 : Rows.COUNT + 1);
    if (table.parts.stream().noneMatch(p -> p.bound == part.bound)) {
      table.parts.add(part);
    }
  }

  private Type plainType() {
    Family family;
    do {
      family = dice.oneIn(2) ? dice.of(Family.INTEGER, Family.TEXT) : dice.of(Family.PLAIN);
    } while (family.types.isEmpty());
    return Type.of(family, dice.of(family.types));
  }

  private Type type(boolean domains) {
    if (dice.oneIn(4) && !model.enums.isEmpty()) {
      return new Type(dice.oneIn(4) ? Family.ENUMS : Family.ENUM, "", dice.of(model.enums));
    }
    if (dice.oneIn(6) && domains && !model.domains.isEmpty()) {
      DomainType domain = dice.of(model.domains);
      return new Type(domain.base.base(), "", domain);
    }
    return plainType();
  }

  private void field(Relation table, int place) {
    Field field = new Field();
    field.name =
        fresh(
            model.tables.stream()
                .filter(t -> t.isUnder(table) || table.isUnder(t))
                .flatMap(t -> t.fields().stream())
                .map(f -> f.name)
                .collect(Collectors.toSet()));
    field.type = type(true);
    field.holed = dice.oneIn(3);
    table.own.add(Math.min(place, table.own.size()), field);
    field.notNull = dice.oneIn(4);
    switch (dice.below(8)) {
      case 0, 1, 2 -> field.byDefault = byDefault(field.type);
      case 3 -> identity(field);
      case 4 -> field.serial = true;
      case 5 -> generated(table, field);
      default -> {}
    }
    if (dice.oneIn(6)) {
      settings(field);
    }
  }

  private Expression byDefault(Type type) {
    if (type.base() == Family.INTEGER && dice.oneIn(3) && !model.counters.isEmpty()) {
      Counter counter = dice.of(model.counters);
      return new Expression(
          Map.of(counter, ""), () -> "nextval(" + Sql.literal(counter.sql()) + ")");
    }
    Located user = type.core();
    if (user instanceof Enumeration labels) {
      int place = dice.below(3);
      boolean cast = dice.oneIn(2);
      boolean array = type.base() == Family.ENUMS;
      return new Expression(
          Map.of(labels, ""),
          () -> {
            String label = Sql.literal(labels.labels.get(place % labels.labels.size()));
            return array
                ? cast ? "'{}'" : "ARRAY[" + label + "::" + labels.sql() + "]"
                : label + (cast ? "::" + labels.sql() : "");
          });
    }
    return Expression.of(dice.of(type.base().defaults));
  }

  private void identity(Field field) {
    field.identity = dice.of("ALWAYS", "BY DEFAULT");
    options(field.options, field.type.text());
  }

  private void generated(Relation table, Field field) {
    List<Field> sources =
        table.own.stream()
            .filter(f -> f != field && f.generated == null && f.type.user() == null)
            .filter(f -> Set.of(Family.INTEGER, Family.TEXT).contains(f.type.base()))
            .toList();
    if (sources.isEmpty()) {
      return;
    }
    Field source = dice.of(sources);
    boolean number = source.type.base() == Family.INTEGER;
    field.type = number ? Type.of(Family.NUMBER, "numeric") : Type.of(Family.TEXT, "text");
    String template =
        number ? dice.of("%s * 2", "%s + 1", "abs(%s)") : dice.of("upper(%s)", "%s || '!'", "%s");
    field.generated = over(source, template);
    field.notNull = false;
  }

  static Expression over(Field field, String template) {
    return new Expression(
        Map.of(field, field.type.token()), () -> template.replace("%s", Sql.name(field.name)));
  }

  private void settings(Field field) {
    field.collation = dice.oneIn(2) ? dice.of("C", "POSIX", "ucs_basic") : null;
    field.storage = dice.oneIn(2) ? dice.of("PLAIN", "EXTERNAL", "EXTENDED", "MAIN") : null;
    field.compression = dice.oneIn(3) ? "pglz" : null;
    field.statistics = dice.oneIn(2) ? dice.of(0, 10, 1000) : null;
  }

  private void check(Relation table) {
    Check check = named(new Check());
    check.condition = condition(table);
    check.notValid = dice.oneIn(6);
    check.noInherit = dice.oneIn(6);
    table.checks.add(check);
  }

  private Expression condition(Relation table) {
    List<Field> fields = table.fields();
    if (fields.isEmpty()) {
      return Expression.of("1 < 2");
    }
    Field field = dice.of(fields);
    Located user = field.type.core();
    if (user instanceof Enumeration labels) {
      if (field.type.base() == Family.ENUMS) {
        return over(field, "cardinality(%s) < 10");
      }
      Map<Thing, Object> uses = new LinkedHashMap<>();
      uses.put(field, field.type.token());
      uses.put(labels, "");
      int place = dice.below(5);
      return new Expression(
          uses,
          () ->
              Sql.name(field.name)
                  + (place == 0
                      ? " IN "
                          + labels.labels.stream()
                              .map(Sql::literal)
                              .collect(Collectors.joining(", ", "(", ")"))
                      : " >= " + Sql.literal(labels.labels.get(0))));
    }
    Expression one = over(field, dice.of(field.type.base().checks));
    Field second = dice.of(fields);
    if (second == field || dice.oneIn(2)) {
      return one;
    }
    Map<Thing, Object> uses = new LinkedHashMap<>(one.uses());
    uses.put(second, second.type.token());
    // Never true, and PostgreSQL does not know it.
    return new Expression(
        uses,
        () -> {
          String nulls = "num_nulls(" + Sql.name(second.name) + ")";
          return "(" + one.sql() + ") OR " + nulls + " = 2 AND " + nulls + " > 1";
        });
  }

  private void key(Relation table) {
    List<Field> fields = table.fields().stream().filter(f -> f.type.base().unique()).toList();
    if (fields.isEmpty()) {
      return;
    }
    Key key = named(new Key());
    key.primary = dice.oneIn(2);
    key.fields = dice.some(fields, 2);
    if (table.partitionKey != null && !key.fields.contains(table.partitionKey)) {
      key.fields = new ArrayList<>(key.fields);
      key.fields.add(table.partitionKey);
    }
    if (dice.oneIn(5)) {
      key.include = dice.some(table.fields(), 1);
    }
    key.nullsNotDistinct = dice.oneIn(5);
    key.deferral = dice.oneIn(5) ? dice.of(DEFERRALS) : "";
    key.fill = dice.oneIn(6) ? (Integer) 70 : null;
    table.keys.add(key);
  }

  private void reference(Relation table) {
    List<Relation> targets = model.tables.stream().filter(t -> !t.keys.isEmpty()).toList();
    if (targets.isEmpty()) {
      return;
    }
    Reference reference = named(new Reference());
    reference.target = dice.of(targets);
    reference.key = dice.of(reference.target.keys);
    List<Field> fields = new ArrayList<>();
    for (Field to : reference.key.fields) {
      List<Field> fitting =
          table.own.stream()
              .filter(f -> !fields.contains(f) && f.type.equals(to.type) && f.generated == null)
              .toList();
      if (fitting.isEmpty() || dice.oneIn(3)) {
        field(table, 99);
        Field made = table.own.get(table.own.size() - 1);
        made.type = to.type;
        made.generated = null;
        made.serial = false;
        made.identity = null;
        made.byDefault = null;
        made.collation = to.collation;
        fields.add(made);
      } else {
        fields.add(dice.of(fitting));
      }
    }
    reference.fields = fields;
    behaviour(reference);
    table.references.add(reference);
  }

  private void behaviour(Reference reference) {
    reference.full = dice.oneIn(5);
    reference.onUpdate = dice.of(ACTIONS);
    reference.onDelete = dice.of(ACTIONS);
    reference.setNull = dice.oneIn(2) ? dice.some(reference.fields, 1) : List.of();
    reference.deferral = dice.of(DEFERRALS);
    reference.notValid = dice.oneIn(6);
  }

  private void exclusion(Relation table) {
    Exclusion exclusion = named(new Exclusion());
    List<Field> fields = table.fields();
    List<Field> ranges = fields.stream().filter(f -> f.type.base() == Family.RANGE).toList();
    List<Field> equal =
        fields.stream().filter(f -> f.type.base().unique() && !ranges.contains(f)).toList();
    if (!ranges.isEmpty()) {
      exclusion.field = dice.of(ranges);
    } else if (!equal.isEmpty()) {
      exclusion.field = dice.of(equal);
      exclusion.method = "btree";
      exclusion.operator = "=";
    } else {
      return;
    }
    exclusion.deferral = dice.of(DEFERRALS);
    exclusion.predicate = dice.oneIn(3) ? condition(table) : null;
    exclusion.fill = dice.oneIn(4) ? (Integer) 80 : null;
    table.exclusions.add(exclusion);
  }

  private void index(Relation table) {
    Index index = named(new Index());
    shape(table, index);
    if (!index.keys.isEmpty()) {
      table.indexes.add(index);
    }
  }

  private void shape(Relation table, Index index) {
    List<Field> fields =
        table.fields().stream().filter(f -> !f.type.base().methods().isEmpty()).toList();
    if (fields.isEmpty()) {
      return;
    }
    Field first = dice.of(fields);
    index.method = dice.oneIn(2) ? "btree" : dice.of(first.type.base().methods());
    index.unique = index.method.equals("btree") && dice.oneIn(4);
    index.nullsNotDistinct = index.unique && dice.oneIn(3);
    int most = Set.of("hash", "spgist").contains(index.method) ? 1 : 3;
    index.keys = dice.some(fields, most).stream().map(f -> indexKey(index.method, f)).toList();
    index.include =
        Set.of("btree", "gist").contains(index.method) && dice.oneIn(5)
            ? dice.some(table.fields(), 2)
            : List.of();
    index.predicate = dice.oneIn(4) ? condition(table) : null;
    parameters(index);
    index.elsewhere = dice.oneIn(10);
    index.clustered = dice.oneIn(12);
  }

  private IndexKey indexKey(String method, Field field) {
    StringBuilder suffix = new StringBuilder();
    Family family = field.type.base();
    if (family == Family.TEXT && dice.oneIn(5)) {
      suffix.append(" COLLATE \"C\"");
    }
    if (family == Family.TEXT && Set.of("btree", "hash").contains(method) && dice.oneIn(5)) {
      suffix.append(" text_pattern_ops");
    }
    if (family == Family.JSONB && method.equals("gin") && dice.oneIn(2)) {
      suffix.append(" jsonb_path_ops");
    }
    if (method.equals("btree")) {
      suffix.append(dice.of("", "", " DESC", " NULLS FIRST", " DESC NULLS LAST", " ASC"));
    }
    boolean expression = method.equals("btree") && dice.oneIn(4);
    if (expression && family == Family.TEXT) {
      return new IndexKey(field, over(field, dice.of("lower(%s)", "%s || 'x'")), "");
    }
    if (expression && family == Family.INTEGER) {
      return new IndexKey(field, over(field, dice.of("%s % 10", "abs(%s)")), "");
    }
    return new IndexKey(field, null, suffix.toString());
  }

  private void parameters(Index index) {
    index.parameters.clear();
    if (dice.oneIn(4)) {
      switch (index.method) {
        case "btree", "hash", "gist", "spgist" -> index.parameters.put("fillfactor", "60");
        case "gin" -> index.parameters.put("fastupdate", "off");
        default -> index.parameters.put("pages_per_range", "64");
      }
    }
  }

  private void options(Relation table) {
    switch (dice.below(7)) {
      case 0 -> table.unlogged = !table.unlogged;
      case 1 -> {
        if (table.parameters.remove("fillfactor") == null) {
          table.parameters.put("fillfactor", dice.of("50", "90"));
        }
      }
      case 2 -> {
        if (table.parameters.remove("autovacuum_enabled") == null) {
          table.parameters.put("autovacuum_enabled", "false");
        }
      }
      case 3 -> {
        table.replicaIdentity = dice.of(null, "FULL", "NOTHING");
        table.replicaIndex = null;
      }
      case 4 -> any(table.keys, k -> table.replicaIndex = k);
      case 5 -> table.elsewhere = !table.elsewhere;
      default -> {
        if (table.partitioned()) {
          Model.unpartition(table);
        } else {
          partition(table);
        }
      }
    }
  }

  private void rename() {
    List<Thing> all = new ArrayList<>(model.located().toList());
    model.spaces.stream().skip(1).forEach(all::add);
    model.domains.forEach(d -> all.addAll(d.checks));
    for (Relation table : model.tables) {
      all.addAll(table.own);
      all.addAll(table.rules());
      all.addAll(table.indexes);
    }
    if (all.isEmpty()) {
      return;
    }
    Thing thing = dice.of(all);
    Set<String> taken = model.names();
    model.spaces.forEach(s -> taken.add(s.name));
    model.tables.forEach(t -> t.own.forEach(f -> taken.add(f.name)));
    thing.name = fresh(taken);
    if (thing instanceof Rule rule) {
      rule.named = !rule.named || !dice.oneIn(3);
    }
  }

  private List<Thing> things() {
    List<Thing> all = new ArrayList<>(model.spaces);
    model.located().forEach(all::add);
    model.domains.forEach(d -> all.addAll(d.checks));
    for (Relation table : model.tables) {
      all.addAll(table.own);
      all.addAll(table.rules());
      all.addAll(table.indexes);
    }
    return all;
  }

  private void comment() {
    any(things(), t -> t.comment = dice.oneIn(4) ? null : dice.of(COMMENTS));
  }

  private void access() {
    List<Runnable> all = new ArrayList<>();
    for (Space space : model.spaces) {
      all.add(() -> grant(space.access, "USAGE", "CREATE", "ALL"));
    }
    Stream.concat(model.enums.stream(), model.domains.stream())
        .forEach(t -> all.add(() -> grant(t.access, "USAGE", "ALL")));
    model.counters.forEach(c -> all.add(() -> grant(c.access, "USAGE", "SELECT, UPDATE")));
    for (Relation table : model.tables) {
      String[] some = {"SELECT", "SELECT, INSERT", "ALL"};
      all.add(() -> grant(table.access, some));
      table.parts.forEach(p -> all.add(() -> grant(p.access, some)));
      table.own.forEach(
          f ->
              all.add(
                  () -> {
                    if (f.access.remove("reader") == null) {
                      f.access.put("reader", dice.of("SELECT", "UPDATE", "REFERENCES"));
                    }
                  }));
    }
    dice.of(all).run();
  }

  private void grant(TreeMap<String, String> access, String... privileges) {
    switch (dice.below(5)) {
      case 0 -> access.clear();
      case 1 -> access.put("OWNER", "keeper");
      case 2 -> access.put("PUBLIC", (dice.oneIn(2) ? "-" : "") + dice.of(privileges));
      default -> access.put("reader", dice.of(privileges));
    }
  }

  private void alter(Enumeration type) {
    switch (dice.below(6)) {
      case 0, 1 -> label(type);
      case 2 -> {
        label(type);
        label(type);
      }
      case 3 -> {
        if (type.labels.size() > 3) {
          type.labels.remove(dice.below(type.labels.size()));
        }
      }
      case 4 -> Collections.swap(type.labels, 0, dice.below(type.labels.size()));
      default -> {
        int place = dice.below(type.labels.size());
        type.labels.set(place, type.labels.get(place) + "_renamed");
      }
    }
  }

  private void alter(DomainType domain) {
    Object before = domain.base.token();
    switch (dice.below(7)) {
      case 0 -> domain.byDefault = dice.oneIn(3) ? null : byDefault(domain.base);
      case 1 -> domain.notNull = !domain.notNull;
      case 2, 3 -> domainCheck(domain);
      case 4 -> {
        if (domain.base.user() == null) {
          domain.base = Type.of(domain.base.family(), dice.of(domain.base.family().types));
        }
      }
      case 5 -> domain.collation = domain.collation == null ? "C" : null;
      default -> {
        domain.base = plainType();
        domain.byDefault = null;
      }
    }
    if (!domain.base.token().equals(before)) {
      model.tables.stream()
          .flatMap(t -> t.own.stream())
          .filter(f -> f.type.user() == domain)
          .forEach(f -> f.byDefault = null);
    }
  }

  private void alter(Counter counter) {
    switch (dice.below(5)) {
      case 0 -> counter.type = dice.of("bigint", "integer", "smallint");
      case 1 -> counter.unlogged = !counter.unlogged;
      case 2 -> counter.owner = null;
      case 3 -> within(t -> any(t.own, f -> counter.owner = f));
      default -> options(counter.options, counter.type);
    }
  }

  private void alter(Relation table, Field field) {
    switch (dice.below(12)) {
      case 0, 1 -> {
        if (field.type.user() == null) {
          field.type = Type.of(field.type.family(), dice.of(field.type.family().types));
        }
      }
      case 2 -> {
        field.type = type(true);
        field.byDefault = dice.oneIn(2) ? byDefault(field.type) : null;
        field.generated = null;
      }
      case 3 -> field.notNull = !field.notNull;
      case 4, 5 -> {
        field.byDefault = dice.oneIn(3) ? null : byDefault(field.type);
        field.generated = null;
        field.identity = null;
        field.serial = false;
      }
      case 6 -> {
        if (field.identity == null) {
          identity(field);
        } else {
          field.identity = null;
        }
      }
      case 7 -> {
        if (field.identity != null) {
          options(field.options, field.type.text());
        }
      }
      case 8 -> {
        field.serial = !field.serial;
        field.identity = null;
      }
      case 9 -> {
        if (field.generated == null) {
          generated(table, field);
        } else if (dice.oneIn(2)) {
          field.generated = null;
        } else {
          generated(table, field);
        }
      }
      case 10 -> settings(field);
      default -> {
        table.own.remove(field);
        table.own.add(dice.below(table.own.size() + 1), field);
      }
    }
  }

  private void alter(Relation table, Check check) {
    switch (dice.below(4)) {
      case 0 -> check.notValid = !check.notValid;
      case 1 -> check.noInherit = !check.noInherit;
      case 2 -> check.named = !check.named;
      default -> check.condition = condition(table);
    }
  }

  private void alter(Relation table, Key key) {
    switch (dice.below(7)) {
      case 0 -> key.deferral = dice.of(DEFERRALS);
      case 1 -> key.nullsNotDistinct = !key.nullsNotDistinct;
      case 2 -> key.fill = key.fill == null ? (Integer) 90 : null;
      case 3 -> key.include = key.include.isEmpty() ? dice.some(table.fields(), 2) : List.of();
      case 4 -> key.elsewhere = !key.elsewhere;
      case 5 -> key.primary = !key.primary;
      default -> key.fields = dice.some(table.fields(), 2);
    }
  }

  private void alter(Reference reference) {
    switch (dice.below(4)) {
      case 0 -> reference.deferral = dice.of(DEFERRALS);
      case 1 -> reference.notValid = !reference.notValid;
      default -> behaviour(reference);
    }
  }

  private void alter(Relation table, Exclusion exclusion) {
    switch (dice.below(3)) {
      case 0 -> exclusion.deferral = dice.of(DEFERRALS);
      case 1 -> exclusion.predicate = exclusion.predicate == null ? condition(table) : null;
      default -> exclusion.fill = exclusion.fill == null ? (Integer) 60 : null;
    }
  }

  private void alter(Relation table, Index index) {
    switch (dice.below(6)) {
      case 0 -> shape(table, index);
      case 1 -> index.predicate = index.predicate == null ? condition(table) : null;
      case 2 -> parameters(index);
      case 3 -> index.elsewhere = !index.elsewhere;
      case 4 -> index.clustered = !index.clustered;
      default ->
          index.keys =
              index.keys.stream()
                  .map(k -> k.expression() == null ? indexKey(index.method, k.field()) : k)
                  .toList();
    }
  }

  private void alter(Part part) {
    switch (dice.below(3)) {
      case 0 -> part.fill = part.fill == null ? (Integer) 50 : null;
      case 1 -> part.bound = dice.below(2);
      default -> part.space = dice.of(model.spaces);
    }
  }
}

package dev.pgmigrate.random;

import dev.pgmigrate.random.Model.Attribute;
import dev.pgmigrate.random.Model.Collation;
import dev.pgmigrate.random.Model.Composite;
import dev.pgmigrate.random.Model.DomainType;
import dev.pgmigrate.random.Model.EventTrigger;
import dev.pgmigrate.random.Model.Field;
import dev.pgmigrate.random.Model.Located;
import dev.pgmigrate.random.Model.Part;
import dev.pgmigrate.random.Model.Publication;
import dev.pgmigrate.random.Model.Published;
import dev.pgmigrate.random.Model.Relation;
import dev.pgmigrate.random.Model.Statistics;
import dev.pgmigrate.random.Model.Thing;
import dev.pgmigrate.random.Model.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Steps with what an adopted schema has besides tables that JPA could have made: types over types,
 * collations, extended statistics, partitions of partitions, publications, event triggers.
 */
final class MoreSteps {
  private static final List<String> STATES =
      List.of("ENABLE", "DISABLE", "ENABLE REPLICA", "ENABLE ALWAYS");

  private final Model model;
  private final Dice dice;

  private MoreSteps(Model model, long seed) {
    this.model = model;
    this.dice = new Dice(seed);
  }

  /** Something new, or what is there used by something. */
  static void create(Model model, long seed) {
    MoreSteps steps = new MoreSteps(model, seed);
    if (steps.dice.oneIn(2)) {
      steps.come();
    } else {
      steps.use();
    }
    model.mend();
  }

  /** Anything. */
  static void mutate(Model model, long seed) {
    MoreSteps steps = new MoreSteps(model, seed);
    switch (steps.dice.below(8)) {
      case 0 -> steps.come();
      case 1 -> steps.go();
      case 2, 3 -> steps.use();
      default -> steps.alter();
    }
    model.mend();
  }

  private <T> void any(List<T> all, Consumer<T> action) {
    if (!all.isEmpty()) {
      action.accept(dice.of(all));
    }
  }

  private String fresh() {
    return "m" + dice.below(1000) + "_" + model.names().size();
  }

  private <T extends Located> T placed(T located) {
    located.name = fresh();
    located.space = dice.of(model.spaces);
    return located;
  }

  private void come() {
    switch (dice.below(9)) {
      case 0, 1 -> composite();
      case 2 -> model.collations.add(placed(new Collation()));
      case 3 -> domainOver();
      case 4 -> any(model.tables, this::statistics);
      case 5 -> publication();
      case 6 -> eventTrigger();
      case 7 -> typed();
      default -> any(partitioned(), this::subPartition);
    }
  }

  private void composite() {
    Composite composite = placed(new Composite());
    for (int i = 0; i < 1 + dice.below(3); i++) {
      attribute(composite);
    }
    model.composites.add(composite);
  }

  private void attribute(Composite composite) {
    Attribute attribute = new Attribute();
    attribute.name = "at" + dice.below(100) + "_" + composite.attributes.size();
    if (composite.attributes.stream().noneMatch(a -> a.name.equals(attribute.name))) {
      attribute.type = type(composite);
      composite.attributes.add(attribute);
    }
  }

  /** Any type that is not made of the other one. */
  private Type type(Located user) {
    List<Type> all = new ArrayList<>();
    model.enums.forEach(e -> all.add(new Type(Family.ENUM, "", e)));
    model.domains.forEach(
        d -> {
          all.add(new Type(d.base.base(), "", d));
          all.add(new Type(Family.ARRAY, "", d));
        });
    model.composites.forEach(
        c -> {
          all.add(new Type(Family.COMPOSITE, "", c));
          all.add(new Type(Family.ARRAY, "", c));
        });
    all.removeIf(t -> t.isMadeOf(user));
    if (all.isEmpty() || dice.oneIn(2)) {
      Family family = dice.of(Family.INTEGER, Family.TEXT, Family.DATE, Family.NUMBER);
      return Type.of(family, dice.of(family.types));
    }
    return dice.of(all);
  }

  private void domainOver() {
    any(
        model.domains,
        base -> {
          DomainType domain = placed(new DomainType());
          domain.base = new Type(base.base.base(), "", base);
          model.domains.add(domain);
        });
  }

  private void statistics(Relation table) {
    Statistics statistics = placed(new Statistics());
    shape(table, statistics);
    if (statistics.fields.size() > 1) {
      table.statistics.add(statistics);
    }
  }

  private void shape(Relation table, Statistics statistics) {
    List<Field> fields =
        table.fields().stream().filter(f -> f.type.base().methods().contains("btree")).toList();
    if (fields.size() > 1) {
      List<Field> some = dice.some(fields, 3);
      // Extended statistics are over two columns at least.
      if (some.size() > 1) {
        statistics.fields = some;
      }
      statistics.kinds = dice.of("", " (ndistinct)", " (dependencies, mcv)");
    }
  }

  private void publication() {
    Publication publication = new Publication();
    publication.name = fresh();
    model.publications.add(publication);
    publish(publication);
    publish(publication);
  }

  private void publish(Publication publication) {
    List<Relation> free = new ArrayList<>(model.tables);
    free.removeIf(t -> t.unlogged || publication.tables.stream().anyMatch(p -> p.table == t));
    any(
        free,
        table -> {
          Published published = new Published();
          published.table = table;
          limit(published);
          publication.tables.add(published);
        });
  }

  private void limit(Published published) {
    List<Field> fields = published.table.fields();
    List<Field> stored = fields.stream().filter(f -> f.generated == null).toList();
    published.fields = stored.isEmpty() || dice.oneIn(2) ? List.of() : dice.some(stored, 3);
    List<Field> plain =
        fields.stream()
            .filter(f -> f.type.user() == null && f.generated == null && f.collated == null)
            .filter(f -> f.type.base() == Family.INTEGER || f.type.base() == Family.TEXT)
            .toList();
    published.filter =
        plain.isEmpty() || dice.oneIn(2)
            ? null
            : Steps.over(dice.of(plain), dice.of("%s IS NOT NULL", "%s <> '9'"));
  }

  private void eventTrigger() {
    EventTrigger trigger = new EventTrigger();
    trigger.name = fresh();
    trigger.event = dice.of("ddl_command_end", "sql_drop", "ddl_command_start");
    trigger.state = dice.of(STATES);
    model.eventTriggers.add(trigger);
  }

  private void typed() {
    any(
        model.composites,
        composite -> {
          Relation table = placed(new Relation());
          table.of = composite;
          model.tables.add(table);
        });
  }

  private List<Relation> partitioned() {
    return model.tables.stream().filter(Relation::partitioned).toList();
  }

  private void subPartition(Relation table) {
    any(
        table.parts,
        part -> {
          if (part.parts.isEmpty()) {
            part.fill = null;
            for (int i = 0; i < 1 + dice.below(2); i++) {
              Part sub = placed(new Part());
              sub.bound = i;
              part.parts.add(sub);
            }
          } else {
            part.parts.clear();
          }
        });
  }

  private void use() {
    switch (dice.below(6)) {
      case 0, 1 -> any(model.tables, this::field);
      case 2 -> any(fields(f -> f.type.base() == Family.TEXT), this::collate);
      case 3 -> any(model.tables, this::secondParent);
      case 4 -> any(partitioned(), this::detach);
      default -> any(model.publications, this::publish);
    }
  }

  private void field(Relation table) {
    Field field = new Field();
    field.name = fresh();
    field.type = type(new Located() {});
    field.holed = dice.oneIn(3);
    table.own.add(field);
  }

  private void collate(Field field) {
    any(model.collations, collation -> field.collated = collation);
  }

  private void secondParent(Relation table) {
    if (table.parent != null) {
      table.second = table.second == null ? dice.of(model.tables) : null;
    }
  }

  /** A partition goes on as a table. */
  private void detach(Relation table) {
    any(
        table.parts,
        part -> {
          Field key = table.partitionKey;
          if (!part.parts.isEmpty() || key == null) {
            return;
          }
          table.parts.remove(part);
          Relation alone = new Relation();
          alone.name = part.name;
          alone.space = part.space;
          alone.comment = part.comment;
          alone.access.putAll(part.access);
          alone.bound = part.bound;
          for (Field field : table.own) {
            Field copy = new Field();
            copy.name = field.name;
            copy.type = field.type;
            copy.notNull = field.notNull;
            copy.collation = field.collation;
            copy.collated = field.collated;
            alone.own.add(copy);
          }
          model.tables.add(alone);
        });
  }

  private List<Field> fields(Predicate<Field> which) {
    return model.tables.stream().flatMap(t -> t.own.stream()).filter(which).toList();
  }

  private void go() {
    List<Runnable> all = new ArrayList<>();
    model.composites.forEach(c -> all.add(() -> model.composites.remove(gone(c))));
    model.collations.forEach(c -> all.add(() -> model.collations.remove(gone(c))));
    model.publications.forEach(p -> all.add(() -> model.publications.remove(gone(p))));
    model.eventTriggers.forEach(t -> all.add(() -> model.eventTriggers.remove(gone(t))));
    for (Relation table : model.tables) {
      table.statistics.forEach(s -> all.add(() -> table.statistics.remove(gone(s))));
    }
    if (!all.isEmpty()) {
      dice.of(all).run();
    }
  }

  private static <T extends Thing> T gone(T thing) {
    thing.gone = true;
    return thing;
  }

  private void alter() {
    switch (dice.below(11)) {
      case 0, 1, 2 -> any(model.composites, this::alter);
      case 3 -> any(model.collations, c -> c.locale = c.locale.equals("C") ? "POSIX" : "C");
      case 4 -> any(model.tables, t -> any(t.statistics, s -> alter(t, s)));
      case 5 -> any(model.publications, p -> any(p.tables, this::limit));
      case 6 -> any(model.publications, p -> any(p.tables, p.tables::remove));
      case 7 -> any(model.eventTriggers, t -> t.state = dice.of(STATES));
      case 8 -> any(partitioned(), this::subPartition);
      case 9 -> owned();
      default -> any(states(), Runnable::run);
    }
  }

  private void alter(Composite composite) {
    switch (dice.below(5)) {
      case 0, 1 -> attribute(composite);
      case 2 -> {
        if (composite.attributes.size() > 1) {
          composite.attributes.remove(dice.below(composite.attributes.size()));
        }
      }
      case 3 -> any(composite.attributes, a -> a.type = type(composite));
      default -> any(composite.attributes, a -> a.name = a.name + "r");
    }
  }

  private void alter(Relation table, Statistics statistics) {
    if (dice.oneIn(2)) {
      shape(table, statistics);
    } else {
      statistics.target = statistics.target == null ? (Integer) 50 : null;
    }
  }

  private void owned() {
    List<Located> all =
        Stream.<Located>concat(
                Stream.concat(model.composites.stream(), model.collations.stream()),
                model.tables.stream().flatMap(t -> t.statistics.stream()))
            .toList();
    any(
        all,
        o -> {
          if (o.access.remove("OWNER") == null) {
            o.access.put("OWNER", "keeper");
          }
        });
    any(all, o -> o.comment = o.comment == null ? "it's" : null);
    any(model.composites, c -> c.access.put("reader", "USAGE"));
    any(model.publications, p -> p.comment = p.comment == null ? "all of it" : null);
    any(model.eventTriggers, t -> t.comment = t.comment == null ? "what happens" : null);
  }

  /** What only PostgreSQL 18 has. */
  private List<Runnable> states() {
    List<Runnable> all = new ArrayList<>();
    if (EmptiedDatabases.MAJOR >= 18) {
      fields(f -> f.generated != null).forEach(f -> all.add(() -> f.virtual = !f.virtual));
      fields(f -> f.notNull).forEach(f -> all.add(() -> f.notValid = !f.notValid));
      for (Relation table : model.tables) {
        table.checks.forEach(c -> all.add(() -> c.notEnforced = !c.notEnforced));
        table.references.forEach(r -> all.add(() -> r.notEnforced = !r.notEnforced));
      }
    }
    return all;
  }
}

package dev.pgmigrate.random;

import dev.pgmigrate.random.Model.Attribute;
import dev.pgmigrate.random.Model.Check;
import dev.pgmigrate.random.Model.Collation;
import dev.pgmigrate.random.Model.Composite;
import dev.pgmigrate.random.Model.Counter;
import dev.pgmigrate.random.Model.DomainType;
import dev.pgmigrate.random.Model.Enumeration;
import dev.pgmigrate.random.Model.EventTrigger;
import dev.pgmigrate.random.Model.Exclusion;
import dev.pgmigrate.random.Model.Field;
import dev.pgmigrate.random.Model.Index;
import dev.pgmigrate.random.Model.IndexKey;
import dev.pgmigrate.random.Model.Key;
import dev.pgmigrate.random.Model.Located;
import dev.pgmigrate.random.Model.Part;
import dev.pgmigrate.random.Model.Publication;
import dev.pgmigrate.random.Model.Published;
import dev.pgmigrate.random.Model.Reference;
import dev.pgmigrate.random.Model.Relation;
import dev.pgmigrate.random.Model.Rule;
import dev.pgmigrate.random.Model.Space;
import dev.pgmigrate.random.Model.Statistics;
import dev.pgmigrate.random.Model.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A model as plain DDL. */
final class Script {
  private final List<String> sql = new ArrayList<>();

  private Script() {}

  static String of(Model model) {
    Script script = new Script();
    script.write(model);
    return script.sql.stream().map(s -> s + ";\n").collect(Collectors.joining());
  }

  private void write(Model model) {
    for (Space space : model.spaces) {
      String name = Sql.name(space.name);
      if (!space.name.equals("public")) {
        sql.add("CREATE SCHEMA " + name);
      }
      comment("SCHEMA " + name, space.comment);
      access("SCHEMA " + name, space.access);
    }
    model.enums.forEach(this::write);
    model.counters.forEach(this::write);
    model.collations.forEach(this::write);
    made(model);
    Set<Relation> tables = new LinkedHashSet<>();
    model.tables.forEach(table -> parentFirst(table, tables));
    tables.forEach(this::write);
    for (Relation table : tables) {
      // PostgreSQL knows no foreign key to a domain over an enum.
      table.references.stream()
          .filter(r -> r.key.fields.stream().noneMatch(f -> isDomainOverEnum(f.type)))
          .forEach(r -> constraint(table, r, reference(r)));
    }
    for (Relation table : tables) {
      describe(table);
      table.statistics.forEach(s -> write(table, s));
    }
    model.publications.forEach(this::write);
    for (Counter counter : model.counters) {
      Field owner = counter.owner;
      if (owner != null) {
        Relation table =
            tables.stream().filter(t -> t.own.contains(owner)).findFirst().orElseThrow();
        sql.add(
            "ALTER SEQUENCE "
                + counter.sql()
                + " OWNED BY "
                + table.sql()
                + "."
                + Sql.name(owner.name));
      }
    }
    if (!model.eventTriggers.isEmpty()) {
      sql.add(
          "CREATE FUNCTION public.noted() RETURNS event_trigger LANGUAGE plpgsql AS"
              + " 'BEGIN NULL; END'");
    }
    model.eventTriggers.forEach(this::write);
  }

  /** Composites and domains, each after what it is made of. */
  private void made(Model model) {
    List<Located> left = new ArrayList<>(model.domains);
    left.addAll(model.composites);
    while (!left.isEmpty()) {
      Located next =
          left.stream()
              .filter(one -> left.stream().noneMatch(o -> o != one && isMadeOf(one, o)))
              .findFirst()
              .orElseThrow();
      left.remove(next);
      if (next instanceof DomainType domain) {
        write(domain);
      } else if (next instanceof Composite composite) {
        write(composite);
      }
    }
  }

  private static boolean isMadeOf(Located one, Located other) {
    return new Type(Family.COMPOSITE, "", one).isMadeOf(other);
  }

  private void write(Composite composite) {
    sql.add(
        "CREATE TYPE "
            + composite.sql()
            + composite.attributes.stream()
                .map(a -> Sql.name(a.name) + " " + a.type.sql())
                .collect(Collectors.joining(", ", " AS (", ")")));
    comment("TYPE " + composite.sql(), composite.comment);
    for (Attribute attribute : composite.attributes) {
      comment("COLUMN " + composite.sql() + "." + Sql.name(attribute.name), attribute.comment);
    }
    access("TYPE " + composite.sql(), composite.access);
  }

  private void write(Collation collation) {
    sql.add("CREATE COLLATION " + collation.sql() + " (locale = '" + collation.locale + "')");
    comment("COLLATION " + collation.sql(), collation.comment);
    access("COLLATION " + collation.sql(), collation.access);
  }

  private void write(Relation table, Statistics statistics) {
    sql.add(
        "CREATE STATISTICS "
            + statistics.sql()
            + statistics.kinds
            + " ON "
            + statistics.fields.stream()
                .map(f -> Sql.name(f.name))
                .collect(Collectors.joining(", "))
            + " FROM "
            + table.sql());
    if (statistics.target != null) {
      sql.add("ALTER STATISTICS " + statistics.sql() + " SET STATISTICS " + statistics.target);
    }
    comment("STATISTICS " + statistics.sql(), statistics.comment);
    access("STATISTICS " + statistics.sql(), statistics.access);
  }

  private void write(Publication publication) {
    sql.add(
        "CREATE PUBLICATION "
            + Sql.name(publication.name)
            + (publication.tables.isEmpty() ? "" : " FOR TABLE ")
            + publication.tables.stream().map(Script::published).collect(Collectors.joining(", "))
            + " WITH (publish = 'insert')");
    comment("PUBLICATION " + Sql.name(publication.name), publication.comment);
  }

  private static String published(Published one) {
    return "ONLY "
        + one.table.sql()
        + (one.fields.isEmpty() ? "" : " " + Sql.list(one.fields))
        + (one.filter == null ? "" : " WHERE (" + one.filter.sql() + ")");
  }

  private void write(EventTrigger trigger) {
    String name = Sql.name(trigger.name);
    sql.add(
        "CREATE EVENT TRIGGER "
            + name
            + " ON "
            + trigger.event
            + " EXECUTE FUNCTION public.noted()");
    if (!trigger.state.equals("ENABLE")) {
      sql.add("ALTER EVENT TRIGGER " + name + " " + trigger.state);
    }
    comment("EVENT TRIGGER " + name, trigger.comment);
  }

  private static void parentFirst(Relation table, Set<Relation> all) {
    if (table.parent != null) {
      parentFirst(table.parent, all);
    }
    if (table.second != null) {
      parentFirst(table.second, all);
    }
    all.add(table);
  }

  private void write(Enumeration type) {
    sql.add(
        "CREATE TYPE "
            + type.sql()
            + type.labels.stream()
                .map(Sql::literal)
                .collect(Collectors.joining(", ", " AS ENUM (", ")")));
    comment("TYPE " + type.sql(), type.comment);
    access("TYPE " + type.sql(), type.access);
  }

  private void write(DomainType domain) {
    sql.add(
        "CREATE DOMAIN "
            + domain.sql()
            + " AS "
            + domain.base.sql()
            + (domain.collation == null ? "" : " COLLATE " + Sql.name(domain.collation))
            + (domain.byDefault == null ? "" : " DEFAULT " + domain.byDefault.sql())
            + (domain.notNull ? " NOT NULL" : ""));
    for (Check check : domain.checks) {
      sql.add(
          "ALTER DOMAIN "
              + domain.sql()
              + " ADD "
              + named(check)
              + "CHECK ("
              + check.condition.sql()
              + ")"
              + (check.notValid ? " NOT VALID" : ""));
      if (check.named) {
        comment("CONSTRAINT " + Sql.name(check.name) + " ON DOMAIN " + domain.sql(), check.comment);
      }
    }
    comment("DOMAIN " + domain.sql(), domain.comment);
    access("DOMAIN " + domain.sql(), domain.access);
  }

  private void write(Counter counter) {
    sql.add(
        "CREATE "
            + (counter.unlogged ? "UNLOGGED " : "")
            + "SEQUENCE "
            + counter.sql()
            + " AS "
            + counter.type
            + options(counter.options));
    comment("SEQUENCE " + counter.sql(), counter.comment);
    access("SEQUENCE " + counter.sql(), counter.access);
  }

  private static String options(Map<String, String> options) {
    return options.entrySet().stream()
        .map(o -> " " + o.getKey() + " " + o.getValue())
        .collect(Collectors.joining());
  }

  private void write(Relation table) {
    List<String> parts = new ArrayList<>();
    table.own.forEach(field -> parts.add(definition(table, field)));
    table.checks.stream().filter(c -> !c.notValid).forEach(c -> parts.add(named(c) + check(c)));
    sql.add(
        "CREATE "
            + (table.unlogged ? "UNLOGGED " : "")
            + "TABLE "
            + table.sql()
            + (table.of == null ? "" : " OF " + table.of.sql())
            + parts.stream().collect(Collectors.joining(",\n  ", " (\n  ", "\n)"))
            + (table.parent == null
                ? ""
                : " INHERITS ("
                    + table.parent.sql()
                    + (table.second == null ? "" : ", " + table.second.sql())
                    + ")")
            + (table.partitionKey == null
                ? ""
                : " PARTITION BY "
                    + table.partitioning
                    + " ("
                    + Sql.name(table.partitionKey.name)
                    + ")")
            + with(table.parameters)
            + (table.elsewhere ? " TABLESPACE elsewhere" : ""));
    table.checks.stream().filter(c -> c.notValid).forEach(c -> constraint(table, c, check(c)));
    table.keys.forEach(key -> constraint(table, key, key(key)));
    table.exclusions.forEach(e -> constraint(table, e, exclusion(e)));
    for (Part part : table.parts) {
      sql.add(
          "CREATE TABLE "
              + part.sql()
              + " PARTITION OF "
              + table.sql()
              + " "
              + bound(table, part)
              + (part.parts.isEmpty() || table.partitionKey == null
                  ? ""
                  : " PARTITION BY HASH (" + Sql.name(table.partitionKey.name) + ")")
              + (part.fill == null || !part.parts.isEmpty()
                  ? ""
                  : " WITH (fillfactor = " + part.fill + ")"));
      for (Part sub : part.parts) {
        sql.add(
            "CREATE TABLE "
                + sub.sql()
                + " PARTITION OF "
                + part.sql()
                + " FOR VALUES WITH (MODULUS 2, REMAINDER "
                + sub.bound
                + ")");
        comment("TABLE " + sub.sql(), sub.comment);
        access("TABLE " + sub.sql(), sub.access);
      }
      comment("TABLE " + part.sql(), part.comment);
      access("TABLE " + part.sql(), part.access);
    }
    table.indexes.forEach(index -> write(table, index));
  }

  private static String with(Map<String, String> parameters) {
    return parameters.isEmpty()
        ? ""
        : parameters.entrySet().stream()
            .map(p -> p.getKey() + " = " + p.getValue())
            .collect(Collectors.joining(", ", " WITH (", ")"));
  }

  private static String bound(Relation table, Part part) {
    Model.Type type = table.partitionKey == null ? null : table.partitionKey.type;
    if ("HASH".equals(table.partitioning)) {
      return "FOR VALUES WITH (MODULUS 2, REMAINDER " + part.bound + ")";
    }
    if (part.bound == 0 || type == null) {
      return "DEFAULT";
    }
    String from = type.value(part.bound);
    return "RANGE".equals(table.partitioning)
        ? "FOR VALUES FROM (" + from + ") TO (" + type.value(part.bound + 1) + ")"
        : "FOR VALUES IN (" + from + ")";
  }

  private static String definition(Relation table, Field field) {
    String type = table.of == null ? field.type.sql() : "WITH OPTIONS";
    if (field.serial) {
      type =
          switch (type) {
            case "smallint" -> "smallserial";
            case "bigint" -> "bigserial";
            default -> "serial";
          };
    }
    return Sql.name(field.name)
        + " "
        + type
        + (field.collated != null
            ? " COLLATE " + field.collated.sql()
            : field.collation == null ? "" : " COLLATE " + Sql.name(field.collation))
        + (field.byDefault == null ? "" : " DEFAULT " + field.byDefault.sql())
        + (field.generated == null
            ? ""
            : " GENERATED ALWAYS AS (" + field.generated.sql() + ") " + kept(field))
        + (field.identity == null
            ? ""
            : " GENERATED "
                + field.identity
                + " AS IDENTITY"
                + (field.options.isEmpty() ? "" : " (" + options(field.options).strip() + ")"))
        + (field.notNull && !field.notValid ? " NOT NULL" : "");
  }

  private static String kept(Field field) {
    return field.virtual ? "VIRTUAL" : "STORED";
  }

  private static String named(Rule rule) {
    return rule.named ? "CONSTRAINT " + Sql.name(rule.name) + " " : "";
  }

  private void constraint(Relation table, Rule rule, String definition) {
    sql.add("ALTER TABLE " + table.sql() + " ADD " + named(rule) + definition);
  }

  private static String check(Check check) {
    return "CHECK ("
        + check.condition.sql()
        + ")"
        + (check.noInherit ? " NO INHERIT" : "")
        + (check.notEnforced ? " NOT ENFORCED" : check.notValid ? " NOT VALID" : "");
  }

  private static String key(Key key) {
    return (key.primary
            ? "PRIMARY KEY "
            : "UNIQUE " + (key.nullsNotDistinct ? "NULLS NOT DISTINCT " : ""))
        + Sql.list(key.fields)
        + (key.include.isEmpty() ? "" : " INCLUDE " + Sql.list(key.include))
        + (key.fill == null ? "" : " WITH (fillfactor = " + key.fill + ")")
        + (key.elsewhere ? " USING INDEX TABLESPACE elsewhere" : "")
        + key.deferral;
  }

  private static String exclusion(Exclusion exclusion) {
    return "EXCLUDE USING "
        + exclusion.method
        + " ("
        + Sql.name(exclusion.field.name)
        + " WITH "
        + exclusion.operator
        + ")"
        + (exclusion.fill == null ? "" : " WITH (fillfactor = " + exclusion.fill + ")")
        + (exclusion.predicate == null ? "" : " WHERE (" + exclusion.predicate.sql() + ")")
        + exclusion.deferral;
  }

  private static boolean isDomainOverEnum(Type type) {
    return type.user() instanceof DomainType && type.core() instanceof Enumeration;
  }

  private static String reference(Reference reference) {
    boolean some = !reference.setNull.isEmpty() && reference.onDelete.startsWith("SET");
    return "FOREIGN KEY "
        + Sql.list(reference.fields)
        + " REFERENCES "
        + reference.target.sql()
        + " "
        + Sql.list(reference.key.fields)
        + (reference.full ? " MATCH FULL" : "")
        + (reference.onUpdate.isEmpty() ? "" : " ON UPDATE " + reference.onUpdate)
        + (reference.onDelete.isEmpty()
            ? ""
            : " ON DELETE " + reference.onDelete + (some ? " " + Sql.list(reference.setNull) : ""))
        + reference.deferral
        + (reference.notEnforced ? " NOT ENFORCED" : reference.notValid ? " NOT VALID" : "");
  }

  private void write(Relation table, Index index) {
    sql.add(
        "CREATE "
            + (index.unique ? "UNIQUE " : "")
            + "INDEX "
            + (index.named ? Sql.name(index.name) + " " : "")
            + "ON "
            + table.sql()
            + " USING "
            + index.method
            + index.keys.stream().map(Script::key).collect(Collectors.joining(", ", " (", ")"))
            + (index.include.isEmpty() ? "" : " INCLUDE " + Sql.list(index.include))
            + (index.nullsNotDistinct ? " NULLS NOT DISTINCT" : "")
            + with(index.parameters)
            + (index.elsewhere ? " TABLESPACE elsewhere" : "")
            + (index.predicate == null ? "" : " WHERE " + index.predicate.sql()));
    if (index.named) {
      comment("INDEX " + Sql.name(table.space.name) + "." + Sql.name(index.name), index.comment);
      if (index.clustered) {
        sql.add("ALTER TABLE " + table.sql() + " CLUSTER ON " + Sql.name(index.name));
      }
    }
  }

  private static String key(IndexKey key) {
    return (key.expression() == null
            ? Sql.name(key.field().name)
            : "(" + key.expression().sql() + ")")
        + key.suffix();
  }

  private void describe(Relation table) {
    String name = table.sql();
    for (Field field : table.own) {
      String alter = "ALTER TABLE " + name + " ALTER COLUMN " + Sql.name(field.name);
      if (field.notNull && field.notValid) {
        sql.add("ALTER TABLE " + name + " ADD NOT NULL " + Sql.name(field.name) + " NOT VALID");
      }
      if (field.storage != null) {
        sql.add(alter + " SET STORAGE " + field.storage);
      }
      if (field.compression != null) {
        sql.add(alter + " SET COMPRESSION " + field.compression);
      }
      if (field.statistics != null) {
        sql.add(alter + " SET STATISTICS " + field.statistics);
      }
      comment("COLUMN " + name + "." + Sql.name(field.name), field.comment);
      for (Map.Entry<String, String> one : field.access.entrySet()) {
        sql.add(
            "GRANT "
                + one.getValue()
                + " ("
                + Sql.name(field.name)
                + ") ON "
                + name
                + " TO "
                + one.getKey());
      }
    }
    if (table.replicaIndex != null) {
      sql.add(
          "ALTER TABLE "
              + name
              + " REPLICA IDENTITY USING INDEX "
              + Sql.name(table.replicaIndex.name));
    } else if (table.replicaIdentity != null) {
      sql.add("ALTER TABLE " + name + " REPLICA IDENTITY " + table.replicaIdentity);
    }
    comment("TABLE " + name, table.comment);
    for (Rule rule : table.rules()) {
      if (rule.named) {
        comment("CONSTRAINT " + Sql.name(rule.name) + " ON " + name, rule.comment);
      }
    }
    access("TABLE " + name, table.access);
  }

  private void comment(String object, String comment) {
    if (comment != null) {
      sql.add("COMMENT ON " + object + " IS " + Sql.literal(comment));
    }
  }

  /** The owner last: a grant by the owner before is kept under the new one. */
  private void access(String object, Map<String, String> access) {
    access.forEach(
        (who, what) -> {
          if (!who.equals("OWNER")) {
            sql.add(
                (what.startsWith("-")
                    ? "REVOKE " + what.substring(1) + " ON " + object + " FROM " + who
                    : "GRANT " + what + " ON " + object + " TO " + who));
          }
        });
    if (access.containsKey("OWNER")) {
      sql.add("ALTER " + object + " OWNER TO " + access.get("OWNER"));
    }
  }
}

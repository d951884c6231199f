package dev.pgmigrate.intent;

import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.Namespace;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.SchemaObject;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.schema.Table;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * What others keep in the same database: the tables of other tools, the extensions and schemas of
 * administrators. What the project makes itself is its own, whatever its name.
 *
 * @param byOwner a tool, or {@code administrators}, to what is theirs
 */
@API(status = API.Status.EXPERIMENTAL)
public record Neighbours(SortedMap<String, SortedSet<ObjectId>> byOwner) {
  private static final String ADMINISTRATORS = "administrators";
  private static final int NAMED = 2;

  /**
   * Those in a database that is to be adopted: nobody knows yet which extensions and schemas are
   * the project's.
   *
   * @param stated what the project states so far
   */
  public static Neighbours ofUnadopted(Schema live, Schema stated) {
    Neighbours found = new Neighbours(new TreeMap<>());
    found.tools(live, ids(stated));
    Set<ObjectId> used = usedByParts(live);
    for (Definition definition : live.definitions()) {
      ObjectId id = definition.id();
      if (id.kind() == ObjectKind.EXTENSION
          && OtherTools.isAdministrators(id.name())
          && !used.contains(id)
          && stated.definition(id).isEmpty()) {
        found.add(ADMINISTRATORS, id);
      }
    }
    found.emptied(live, stated);
    return found;
  }

  /** What the database's own objects use; an extension's indexes on its own tables are none. */
  private static Set<ObjectId> usedByParts(Schema live) {
    Set<ObjectId> used = new HashSet<>();
    live.forEachPart((id, aspects) -> used.addAll(live.uses().of(id)));
    return used;
  }

  /** Schemas that another role owns, and that hold nothing but what is left out. */
  private void emptied(Schema live, Schema stated) {
    Set<ObjectId> out = new HashSet<>();
    byOwner.values().forEach(out::addAll);
    Set<String> inUse = new HashSet<>();
    Stream.concat(live.objects(), stated.objects())
        .map(SchemaObject::id)
        .filter(id -> !out.contains(id) && id.kind() != ObjectKind.NAMESPACE)
        .forEach(
            id -> {
              if (id.path().size() > 1) {
                inUse.add(id.path().get(0));
              }
              // An extension is in a schema, though its name is in none.
              live.uses().of(id).forEach(used -> inUse.add(used.path().get(0)));
            });
    stated.namespaces().forEach(namespace -> inUse.add(namespace.name()));
    for (Namespace namespace : live.namespaces()) {
      if (namespace.access().owner() != null && !inUse.contains(namespace.name())) {
        add(ADMINISTRATORS, namespace.id());
      }
    }
  }

  /**
   * The tables of other tools that only one of two sides has, and that side is a database. What
   * entities, revisions or SQL files make is theirs.
   *
   * @param liveFrom the database that is compared with {@code to}; empty where it is none
   * @param liveTo the database that is compared with {@code from}; empty where it is none
   */
  public static Neighbours between(Schema liveFrom, Schema to, Schema liveTo, Schema from) {
    Neighbours found = new Neighbours(new TreeMap<>());
    found.tools(liveFrom, ids(to));
    found.tools(liveTo, ids(from));
    return found;
  }

  /**
   * Those in a database with a history.
   *
   * @param ours what the history makes, and what the project states where that is known
   */
  public static Neighbours of(Schema live, Schema... ours) {
    Neighbours found = new Neighbours(new TreeMap<>());
    Set<ObjectId> own = new HashSet<>();
    for (Schema schema : ours) {
      own.addAll(ids(schema));
    }
    found.tools(live, own);
    found.partitions(live, own, ours);
    for (Definition definition : live.definitions()) {
      ObjectId id = definition.id();
      if (id.kind() == ObjectKind.EXTENSION && !own.contains(id)) {
        found.add(ADMINISTRATORS, id);
      }
    }
    for (Namespace namespace : live.namespaces()) {
      // Those that this role made are the work of a person who uses the deploy job's role.
      if (namespace.access().owner() != null && !own.contains(namespace.id())) {
        found.add(ADMINISTRATORS, namespace.id());
      }
    }
    return found;
  }

  /** The partitions that pg_partman has made or dropped since the history made the others. */
  private void partitions(Schema live, Set<ObjectId> own, Schema... ours) {
    Set<ObjectId> there = ids(live);
    Stream.concat(Stream.of(live), Arrays.stream(ours))
        .flatMap(schema -> schema.tables().stream())
        .filter(table -> !own.contains(table.id()) || !there.contains(table.id()))
        .filter(table -> OtherTools.isOfPartman(table, live))
        .forEach(table -> add(OtherTools.PARTMAN, table.id()));
  }

  private static Set<ObjectId> ids(Schema schema) {
    return schema.objects().map(SchemaObject::id).collect(Collectors.toSet());
  }

  private void tools(Schema live, Set<ObjectId> own) {
    for (Table table : live.tables()) {
      if (!own.contains(table.id())) {
        OtherTools.of(table).ifPresent(tool -> add(tool, table.id()));
      }
    }
    for (Sequence sequence : live.sequences()) {
      if (!own.contains(sequence.id())) {
        OtherTools.of(sequence.name()).ifPresent(tool -> add(tool, sequence.id()));
      }
    }
  }

  private void add(String owner, ObjectId id) {
    byOwner.computeIfAbsent(owner, name -> new TreeSet<>()).add(id);
  }

  /** The filters that leave them out, too. */
  public Filters beside(Filters filters) {
    return filters.without(byOwner.values().stream().flatMap(Collection::stream).toList());
  }

  /** In one line: {@code Flyway (public.flyway_schema_history), Quartz (11 tables)}. */
  public String inWords() {
    return byOwner.entrySet().stream()
        .map(entry -> entry.getKey() + " (" + inWords(entry.getValue()) + ")")
        .collect(Collectors.joining(", "));
  }

  private static String inWords(SortedSet<ObjectId> ids) {
    return ids.size() > NAMED
        ? ids.size() + " objects"
        : ids.stream().map(ObjectId::toString).collect(Collectors.joining(", "));
  }
}

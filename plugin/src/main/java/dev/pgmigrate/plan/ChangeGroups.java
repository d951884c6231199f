package dev.pgmigrate.plan;

import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.CreateTable;
import dev.pgmigrate.change.Dependencies;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Changes in groups that have nothing to do with each other: easier to review, apply and take back
 * one by one. Connected are changes of one table, of tables between which there is a foreign key,
 * and those of which one needs what the other makes, changes or removes.
 *
 * @param groups each sorted by object, and so are the groups; no change of a group needs one of
 *     another
 */
public record ChangeGroups(List<List<Change>> groups) {
  public ChangeGroups {
    groups = List.copyOf(groups);
  }

  /** Groups the changes between two schemas. */
  public static ChangeGroups of(List<Change> changes, Schema from, Schema to) {
    Links links = new Links();
    Set<ObjectId> touched = new HashSet<>();
    List<Dependencies> all = new ArrayList<>();
    for (Change change : changes) {
      Dependencies facts = Dependencies.of(change, from, to);
      all.add(facts);
      Stream.of(facts.creates(), facts.drops(), facts.alters()).forEach(touched::addAll);
      change.tableId().ifPresent(touched::add);
    }
    foreignKeys(from, touched, links);
    foreignKeys(to, touched, links);
    Map<String, ObjectId> tables = new HashMap<>();
    changes.stream()
        .flatMap(change -> change.tableId().stream())
        .forEach(table -> tables.put(table.name(), table));
    for (int i = 0; i < changes.size(); i++) {
      Change change = changes.get(i);
      ObjectId own = change.tableId().orElse(change.object());
      links.join(own, change.object());
      Dependencies facts = all.get(i);
      Stream.of(facts.creates(), facts.drops(), facts.alters(), facts.needs(), facts.releases())
          .flatMap(Set::stream)
          .filter(touched::contains)
          .forEach(id -> links.join(own, id));
      ownTable(change, tables).ifPresent(table -> links.join(own, table));
    }
    Map<ObjectId, List<Change>> groups = new TreeMap<>();
    changes.stream()
        .sorted(Comparator.comparing(Change::object))
        .forEach(
            change ->
                groups
                    .computeIfAbsent(links.first(change.object()), id -> new ArrayList<>())
                    .add(change));
    return new ChangeGroups(List.copyOf(groups.values()));
  }

  private static void foreignKeys(Schema schema, Set<ObjectId> touched, Links links) {
    for (Table table : schema.tables()) {
      table.constraints(ForeignKey.class).stream()
          .map(key -> ObjectId.table(key.target()))
          .filter(other -> touched.contains(table.id()) && touched.contains(other))
          .forEach(other -> links.join(table.id(), other));
    }
  }

  /** Hibernate's sequence of a table is tied to it by nothing but its name: {@code account_seq}. */
  private static Optional<ObjectId> ownTable(Change change, Map<String, ObjectId> tables) {
    String name = change.object().name();
    boolean sequence = change.object().kind() == ObjectKind.SEQUENCE && name.endsWith("_seq");
    return sequence
        ? Optional.ofNullable(tables.get(name.substring(0, name.length() - "_seq".length())))
        : Optional.empty();
  }

  /** The warning about several groups of tables, or none when what changes belongs together. */
  public Optional<Warning> severalChanges() {
    List<String> tables =
        groups.stream().map(ChangeGroups::tables).filter(names -> !names.isEmpty()).toList();
    List<Change> all = groups.stream().flatMap(List::stream).toList();
    Set<ObjectId> created =
        all.stream()
            .filter(CreateTable.class::isInstance)
            .map(Change::object)
            .collect(Collectors.toSet());
    // The first revision creates everything at once; that is one thing.
    boolean onlyNew =
        all.stream()
            .allMatch(change -> change.tableId().filter(t -> !created.contains(t)).isEmpty());
    return tables.size() < 2 || onlyNew
        ? Optional.empty()
        : Optional.of(
            new Warning(
                "several-changes",
                groups.get(0).get(0).object(),
                tables.size()
                    + " independent groups of tables change; -Dmigrate.split writes a revision for"
                    + " each",
                tables));
  }

  private static String tables(List<Change> group) {
    return group.stream()
        .flatMap(change -> change.tableId().stream())
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .map(ObjectId::toString)
        .collect(Collectors.joining(", "));
  }

  /** Which objects are connected, each set known by its first. */
  private static final class Links {
    private final Map<ObjectId, ObjectId> before = new HashMap<>();

    void join(ObjectId a, ObjectId b) {
      ObjectId one = first(a);
      ObjectId other = first(b);
      if (!one.equals(other)) {
        boolean inOrder = one.compareTo(other) < 0;
        before.put(inOrder ? other : one, inOrder ? one : other);
      }
    }

    ObjectId first(ObjectId id) {
      ObjectId last = id;
      @Nullable ObjectId next = before.get(last);
      while (next != null) {
        last = next;
        next = before.get(last);
      }
      if (!last.equals(id)) {
        before.put(id, last);
      }
      return last;
    }
  }
}

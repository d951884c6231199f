package dev.pgmigrate.watch;

import dev.pgmigrate.lint.BuiltIndex;
import dev.pgmigrate.lint.Relation;
import dev.pgmigrate.lint.ValidatedKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The tables that the server means. It says a table's name without its schema: among those of the
 * transaction it means one that holds rows, and rather one of this statement. Where two fit, both
 * are reported.
 *
 * @param seen the relations of the transaction, by oid
 * @param own those of this statement
 */
record Called(Map<Long, Relation> seen, Set<Long> own) {
  /**
   * Tables that were rewritten.
   *
   * @param oids as the event trigger reports them
   * @param names as the messages do: of further ones where there is no trigger
   */
  List<Relation> rewritten(List<Long> oids, List<String> names) {
    Set<Relation> tables = new LinkedHashSet<>();
    for (Long oid : oids) {
      Relation relation = seen.get(oid);
      if (relation != null) {
        tables.add(relation);
      }
    }
    List<String> more = new ArrayList<>(names);
    more.removeIf(name -> tables.stream().anyMatch(table -> table.name().name().equals(name)));
    tables.addAll(tables(more));
    return List.copyOf(tables);
  }

  /** Tables with these names. */
  List<Relation> tables(List<String> names) {
    return names.stream()
        .distinct()
        .flatMap(name -> oids(name).stream())
        .map(this::relation)
        .toList();
  }

  /** Indexes, each with its table. */
  List<BuiltIndex> indexes(List<Messages.Built> built, Relations relations) {
    List<BuiltIndex> indexes = new ArrayList<>();
    for (Messages.Built one : built) {
      List<Long> tables = oids(one.table());
      List<Long> having =
          tables.stream().filter(oid -> relations.hasIndex(oid, one.index())).toList();
      (having.isEmpty() ? tables : having)
          .forEach(oid -> indexes.add(new BuiltIndex(one.index(), relation(oid))));
    }
    return indexes;
  }

  /** Foreign keys, each with its table. */
  List<ValidatedKey> validated(List<String> names, Relations relations) {
    return names.stream()
        .distinct()
        .flatMap(
            name ->
                rather(
                        seen.keySet().stream()
                            .filter(oid -> relations.hasForeignKey(oid, name))
                            .toList())
                    .stream()
                    .map(oid -> new ValidatedKey(name, relation(oid))))
        .toList();
  }

  /** Of these tables, those of this statement, if there are any. */
  private List<Long> rather(List<Long> tables) {
    List<Long> mine = tables.stream().filter(own::contains).toList();
    return mine.isEmpty() ? tables : mine;
  }

  /** One of them. */
  private Relation relation(long oid) {
    return Objects.requireNonNull(seen.get(oid));
  }

  private List<Long> oids(String name) {
    return rather(
        seen.entrySet().stream()
            .filter(entry -> entry.getValue().name().name().equals(name))
            .filter(entry -> holdsRows(entry.getValue()))
            .map(Map.Entry::getKey)
            .toList());
  }

  private static boolean holdsRows(Relation relation) {
    return relation.isTable() && relation.kind() != Relation.Kind.PARTITIONED_TABLE;
  }
}

package dev.pgmigrate.watch;

import dev.pgmigrate.lint.Refiled;
import dev.pgmigrate.lint.Relation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files of the relations that were there at the beginning. No event trigger reports TRUNCATE,
 * CLUSTER or, before PostgreSQL 17, REINDEX; but each of them gives a relation another file.
 */
final class Files {
  private final Map<Long, State> known = new HashMap<>();

  /**
   * A relation's file.
   *
   * @param uncounted whether its rows were never counted, as those of one that was just emptied; a
   *     copy counts them
   */
  record State(long file, long space, boolean uncounted) {}

  /** These are the files of relations that were there at the beginning. */
  void remember(Map<Long, State> files) {
    files.forEach(known::putIfAbsent);
  }

  /** Of these relations, those whose file is known. */
  Set<Long> known(Collection<Long> oids) {
    Set<Long> those = new LinkedHashSet<>(oids);
    those.retainAll(known.keySet());
    return those;
  }

  /**
   * What has another file than before.
   *
   * @param now the files of all relations that can, as they are now
   * @param rewritten those of which it is known why
   */
  List<Refiled> refiled(Map<Long, State> now, Collection<Relation> rewritten, Relations relations) {
    Map<Long, Refiled> refiled = new LinkedHashMap<>();
    now.forEach(
        (oid, file) -> {
          State before = known.replace(oid, file);
          Relation relation = relations.relation(oid).orElse(null);
          if (before != null && relation != null && before.file() != file.file()) {
            refiled.put(oid, new Refiled(relation, how(relation, before, file)));
          }
        });
    Set<Relation> tables =
        refiled.values().stream().map(Refiled::relation).collect(Collectors.toSet());
    tables.addAll(rewritten);
    List<Refiled> told = new ArrayList<>();
    refiled.forEach(
        (oid, one) -> {
          boolean follows = relations.table(oid).filter(tables::contains).isPresent();
          if (!follows && !rewritten.contains(one.relation())) {
            told.add(one);
          }
        });
    return told;
  }

  private static Refiled.How how(Relation relation, State before, State now) {
    if (before.space() != now.space()) {
      return Refiled.How.MOVED;
    }
    return relation.kind() == Relation.Kind.TABLE && now.uncounted()
        ? Refiled.How.EMPTIED
        : Refiled.How.COPIED;
  }
}

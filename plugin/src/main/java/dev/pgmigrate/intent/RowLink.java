package dev.pgmigrate.intent;

import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.PrimaryKey;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.Unique;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tables that have at most one row for a row of another, before or afterwards: their primary key
 * refers to that of the other; or the one refers to the other by a unique foreign key, and is not
 * there before and afterwards both. So a row of the one is a part of a row of the other.
 */
public final class RowLink {
  /** From the table that refers to the one that it refers to. */
  private final Map<QualifiedName, ForeignKey> links = new HashMap<>();

  /** From a table that comes or goes to the table that it refers to, not by its primary key. */
  private final Map<QualifiedName, ForeignKey> owned = new HashMap<>();

  /** From a table that comes or goes to the one that refers to it, and with what. */
  private final Map<QualifiedName, Reference> referred = new HashMap<>();

  /** From a table that comes or goes to one of whose rows each may have several of its. */
  private final Map<QualifiedName, QualifiedName> many = new HashMap<>();

  private record Reference(QualifiedName by, ForeignKey key) {}

  public RowLink(Schema from, Schema to) {
    Stream.of(to, from)
        .flatMap(schema -> schema.tables().stream())
        .forEach(
            table -> {
              link(table, List.of(to, from));
              refer(table, from, to);
            });
  }

  private void refer(Table table, Schema from, Schema to) {
    for (ForeignKey fk : table.constraints(ForeignKey.class)) {
      if (fk.target().equals(table.name()) || !(isKey(from, fk) || isKey(to, fk))) {
        continue;
      }
      boolean stays = stays(table.name(), from, to);
      boolean targetStays = stays(fk.target(), from, to);
      boolean unique = isUnique(table, fk.columns());
      boolean comes = isIn(to, stays ? fk.target() : table.name());
      if (!unique && stays != targetStays && comes) {
        many.putIfAbsent(stays ? fk.target() : table.name(), stays ? table.name() : fk.target());
      } else if (unique && !stays && targetStays) {
        owned.putIfAbsent(table.name(), fk);
      } else if (unique && stays && !targetStays) {
        // Twice referred to, a row is a part of nobody knows which.
        referred.merge(
            fk.target(),
            new Reference(table.name(), fk),
            (one, other) -> one.equals(other) ? one : new Reference(fk.target(), fk));
      }
    }
  }

  private static boolean isIn(Schema schema, QualifiedName table) {
    return schema.table(table).isPresent();
  }

  private static boolean stays(QualifiedName table, Schema from, Schema to) {
    return isIn(from, table) && isIn(to, table);
  }

  private static boolean isUnique(Table table, List<String> columns) {
    Set<String> names = Set.copyOf(columns);
    return table.constraints(Unique.class).stream()
            .anyMatch(unique -> Set.copyOf(unique.columns()).equals(names))
        || table.indexes().stream()
            .anyMatch(
                i ->
                    i.unique()
                        && i.predicate() == null
                        && i.hasColumnsOnly()
                        && i.columns().equals(columns));
  }

  private void link(Table table, List<Schema> schemas) {
    List<String> key = key(table);
    table.constraints(ForeignKey.class).stream()
        .filter(fk -> !key.isEmpty() && Set.copyOf(fk.columns()).equals(Set.copyOf(key)))
        .filter(fk -> !fk.target().equals(table.name()))
        .filter(fk -> schemas.stream().anyMatch(schema -> isKey(schema, fk)))
        .findFirst()
        .ifPresent(fk -> links.putIfAbsent(table.name(), fk));
  }

  private static boolean isKey(Schema schema, ForeignKey fk) {
    return schema
        .table(fk.target())
        .filter(target -> Set.copyOf(key(target)).equals(Set.copyOf(fk.targetColumns())))
        .isPresent();
  }

  private static List<String> key(Table table) {
    return table
        .primaryKey()
        .filter(key -> !key.isTemporal())
        .map(PrimaryKey::columns)
        .orElse(List.of());
  }

  /** The tables whose key a table shares, the nearest first. */
  public List<QualifiedName> above(QualifiedName table) {
    List<QualifiedName> above = new ArrayList<>();
    Set<QualifiedName> seen = new HashSet<>(Set.of(table));
    ForeignKey link = links.get(table);
    while (link != null && seen.add(link.target())) {
      above.add(link.target());
      link = links.get(link.target());
    }
    return above;
  }

  /** The one of two tables whose key the other shares. */
  public Optional<QualifiedName> wide(QualifiedName one, QualifiedName other) {
    if (above(one).contains(other) || isPart(one, other)) {
      return Optional.of(other);
    }
    return above(other).contains(one) || isPart(other, one) ? Optional.of(one) : Optional.empty();
  }

  private boolean isPart(QualifiedName part, QualifiedName wide) {
    ForeignKey own = owned.get(part);
    return (own != null && own.target().equals(wide))
        || isReferred(part, wide)
        || wide.equals(many.get(part));
  }

  /** Whether nobody can say which of several rows is a part of the other. */
  public boolean isMany(QualifiedName part, QualifiedName wide) {
    ForeignKey own = owned.get(part);
    return !above(part).contains(wide)
        && !(own != null && own.target().equals(wide))
        && !isReferred(part, wide);
  }

  /** Whether the rows of the one refer to those of the other that are their parts. */
  public boolean isReferred(QualifiedName part, QualifiedName wide) {
    Reference reference = referred.get(part);
    return !above(part).contains(wide)
        && reference != null
        && reference.by().equals(wide)
        && !(owned.containsKey(part) && owned.get(part).target().equals(wide));
  }

  /** Whether a part has a key of its own, which its wide row does not have. */
  public boolean isNumbered(QualifiedName part, QualifiedName wide) {
    return !above(part).contains(wide);
  }

  /** The columns of a table's key, each with that of a table above it. */
  public Map<String, String> key(QualifiedName table, QualifiedName wide) {
    Map<String, String> key = new LinkedHashMap<>();
    if (isReferred(table, wide)) {
      ForeignKey by = Objects.requireNonNull(referred.get(table)).key();
      for (int i = 0; i < by.columns().size(); i++) {
        key.put(by.targetColumns().get(i), by.columns().get(i));
      }
      return key;
    }
    ForeignKey link = Objects.requireNonNull((isNumbered(table, wide) ? owned : links).get(table));
    for (int i = 0; i < link.columns().size(); i++) {
      key.put(link.columns().get(i), link.targetColumns().get(i));
    }
    if (!link.target().equals(wide)) {
      Map<String, String> rest = key(link.target(), wide);
      key.replaceAll((own, next) -> Objects.requireNonNull(rest.get(next)));
    }
    return key;
  }

  /** All tables that share the key of this one. */
  public List<QualifiedName> below(QualifiedName wide) {
    return links.keySet().stream().filter(table -> above(table).contains(wide)).sorted().toList();
  }
}

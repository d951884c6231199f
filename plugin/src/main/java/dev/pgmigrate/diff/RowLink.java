package dev.pgmigrate.diff;

import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.PrimaryKey;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tables that share their key with another: their primary key refers to that of the other, before
 * or afterwards. So a row of the one is a part of a row of the other.
 */
final class RowLink {
  /** From the table that refers to the one that it refers to. */
  private final Map<QualifiedName, ForeignKey> links = new HashMap<>();

  RowLink(Schema from, Schema to) {
    Stream.of(to, from)
        .flatMap(schema -> schema.tables().stream())
        .forEach(table -> link(table, List.of(to, from)));
  }

  private void link(Table table, List<Schema> schemas) {
    List<String> key = key(table);
    table.constraints().stream()
        .filter(ForeignKey.class::isInstance)
        .map(ForeignKey.class::cast)
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
  List<QualifiedName> above(QualifiedName table) {
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
  Optional<QualifiedName> wide(QualifiedName one, QualifiedName other) {
    return above(one).contains(other)
        ? Optional.of(other)
        : above(other).contains(one) ? Optional.of(one) : Optional.empty();
  }

  /** The columns of a table's key, each with that of a table above it. */
  Map<String, String> key(QualifiedName table, QualifiedName wide) {
    ForeignKey link = Objects.requireNonNull(links.get(table));
    Map<String, String> key = new java.util.LinkedHashMap<>();
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
  List<QualifiedName> below(QualifiedName wide) {
    return links.keySet().stream().filter(table -> above(table).contains(wide)).sorted().toList();
  }
}

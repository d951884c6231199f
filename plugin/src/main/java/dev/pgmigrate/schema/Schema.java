package dev.pgmigrate.schema;

import java.util.List;
import java.util.Optional;

/**
 * The whole model of a database, over all its namespaces. Each list is sorted by name.
 *
 * <p>Left out: what belongs to an extension or to the system, and the plugin's own tables.
 */
public record Schema(
    List<Namespace> namespaces,
    List<EnumType> enums,
    List<Domain> domains,
    List<Sequence> sequences,
    List<Table> tables) {
  /** A database right after CREATE DATABASE. */
  public static final Schema EMPTY =
      new Schema(
          List.of(new Namespace("public", null, Access.DEFAULT)),
          List.of(),
          List.of(),
          List.of(),
          List.of());

  public Schema {
    namespaces = List.copyOf(namespaces);
    enums = List.copyOf(enums);
    domains = List.copyOf(domains);
    sequences = List.copyOf(sequences);
    tables = List.copyOf(tables);
  }

  public Optional<Table> table(QualifiedName name) {
    return tables.stream().filter(t -> t.name().equals(name)).findFirst();
  }
}

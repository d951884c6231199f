package dev.pgmigrate.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The whole model of a database, over all its namespaces. Each list is sorted by name.
 *
 * <p>Without objects of extensions and of the system, and without the plugin's own tables.
 *
 * @param uses the dependencies; they follow from the rest, and are no part of equality
 */
public record Schema(
    List<Namespace> namespaces,
    List<EnumType> enums,
    List<CompositeType> composites,
    List<Domain> domains,
    List<Sequence> sequences,
    List<Table> tables,
    List<Definition> definitions,
    Uses uses) {
  /** A database right after CREATE DATABASE. */
  public static final Schema EMPTY =
      new Schema(
          List.of(new Namespace("public", null, Access.DEFAULT)),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Uses.NONE);

  public Schema {
    namespaces = List.copyOf(namespaces);
    enums = List.copyOf(enums);
    composites = List.copyOf(composites);
    domains = List.copyOf(domains);
    sequences = List.copyOf(sequences);
    tables = Keyed.of(tables, Table::name, Table::parents);
    definitions = Keyed.of(definitions, Definition::id);
  }

  /** The same with other tables. */
  public Schema withTables(List<Table> others) {
    return new Schema(namespaces, enums, composites, domains, sequences, others, definitions, uses);
  }

  /** The same with other enums. */
  public Schema withEnums(List<EnumType> others) {
    return new Schema(
        namespaces, others, composites, domains, sequences, tables, definitions, uses);
  }

  /** The same with other namespaces. */
  public Schema withNamespaces(List<Namespace> others) {
    return new Schema(others, enums, composites, domains, sequences, tables, definitions, uses);
  }

  public Optional<Table> table(QualifiedName name) {
    return Keyed.find(tables, name);
  }

  public Optional<Domain> domain(QualifiedName name) {
    return domains.stream().filter(domain -> domain.name().equals(name)).findFirst();
  }

  /** The tables that are partitions of this one or inherit from it, not those below them. */
  public List<Table> below(QualifiedName table) {
    return Keyed.below(tables, table);
  }

  public Optional<Definition> definition(ObjectId id) {
    return Keyed.find(definitions, id);
  }

  /** All objects that are no part of another one, kind by kind. */
  public Stream<SchemaObject> objects() {
    return Stream.<List<? extends SchemaObject>>of(
            namespaces, enums, composites, domains, sequences, tables, definitions)
        .flatMap(List::stream);
  }

  /** Every object and every part of one, each with its aspects. */
  public void forEachPart(BiConsumer<ObjectId, Map<String, Object>> visitor) {
    objects()
        .filter(object -> !(object instanceof Domain) && !(object instanceof Table))
        .forEach(object -> visitor.accept(object.id(), object.aspects()));
    domains.forEach(domain -> domain.forEachPart(visitor));
    tables.forEach(table -> table.forEachPart(visitor));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Schema s && objects().toList().equals(s.objects().toList());
  }

  @Override
  public int hashCode() {
    return objects().toList().hashCode();
  }
}

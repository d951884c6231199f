package dev.pgmigrate.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
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

  public Schema withNamespaces(List<Namespace> namespaces) {
    return new Schema(namespaces, enums, composites, domains, sequences, tables, definitions, uses);
  }

  public Schema withEnums(List<EnumType> enums) {
    return new Schema(namespaces, enums, composites, domains, sequences, tables, definitions, uses);
  }

  public Schema withSequences(List<Sequence> sequences) {
    return new Schema(namespaces, enums, composites, domains, sequences, tables, definitions, uses);
  }

  public Schema withTables(List<Table> tables) {
    return new Schema(namespaces, enums, composites, domains, sequences, tables, definitions, uses);
  }

  public Schema withDefinitions(List<Definition> definitions) {
    return new Schema(namespaces, enums, composites, domains, sequences, tables, definitions, uses);
  }

  public Schema withUses(Uses uses) {
    return new Schema(namespaces, enums, composites, domains, sequences, tables, definitions, uses);
  }

  /** The same with each domain replaced. */
  public Schema mapDomains(UnaryOperator<Domain> change) {
    List<Domain> domains = this.domains.stream().map(change).toList();
    return new Schema(namespaces, enums, composites, domains, sequences, tables, definitions, uses);
  }

  /** The same with each sequence replaced. */
  public Schema mapSequences(UnaryOperator<Sequence> change) {
    return withSequences(sequences.stream().map(change).toList());
  }

  /** The same with each table replaced. */
  public Schema mapTables(UnaryOperator<Table> change) {
    return withTables(tables.stream().map(change).toList());
  }

  /** The same with each definition replaced. */
  public Schema mapDefinitions(UnaryOperator<Definition> change) {
    return withDefinitions(definitions.stream().map(change).toList());
  }

  /** The same without some definitions, and without what they use. */
  public Schema withoutDefinitions(Set<ObjectId> gone) {
    return withDefinitions(definitions.stream().filter(d -> !gone.contains(d.id())).toList())
        .withUses(uses.without(gone));
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

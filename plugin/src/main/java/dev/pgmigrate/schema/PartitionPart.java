package dev.pgmigrate.schema;

/**
 * An index, key or foreign key that a partition has because its parent has it.
 *
 * @param kind of the parent's: {@code INDEX} also where the partition's own key serves as the index
 * @param name of the partition's
 * @param parent name of the parent's
 */
public record PartitionPart(ObjectKind kind, String name, String parent) {}

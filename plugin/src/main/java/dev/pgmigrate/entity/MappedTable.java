package dev.pgmigrate.entity;

import dev.pgmigrate.schema.QualifiedName;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One table as one entity maps it. A table that several entities share (a single-table hierarchy)
 * comes once for each; a collection's table comes with the entity that owns the collection.
 *
 * @param entityClass the entity's class name
 * @param name the table as the catalog will hold it; the namespace is empty when the entity leaves
 *     it to the connection
 * @param source the class directory or jar that the entity came from; null when it is in none of
 *     the scanned places
 * @param columns the columns that the entity's own properties map to, in no particular order
 * @param checks the checks on the entity's class
 * @param hierarchy whether it is the entity's own table, and the entity has sub- or superclasses
 * @param discriminator what tells its rows from those of the other classes; null where the class is
 *     abstract or there are none
 */
public record MappedTable(
    String entityClass,
    QualifiedName name,
    @Nullable Path source,
    List<MappedColumn> columns,
    List<MappedCheck> checks,
    boolean hierarchy,
    @Nullable String discriminator) {
  public MappedTable {
    columns = List.copyOf(columns);
    checks = List.copyOf(checks);
  }
}

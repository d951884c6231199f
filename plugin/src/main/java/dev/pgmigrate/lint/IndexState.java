package dev.pgmigrate.lint;

import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * An index of a table as the catalog holds it.
 *
 * @param id its own
 * @param valid false for one whose concurrent build failed
 * @param replicaIdentity whether it tells the rows of a publication apart
 * @param inherited whether it is a part of the partitioned table's index
 * @param columns the numbers of the key's columns in their order, 0 for an expression
 * @param parts of the key: column or expression, operator class, collation, order; two indexes with
 *     equal parts serve the same queries
 * @param included the numbers of the columns that it holds beside its key
 * @param predicate as PostgreSQL prints it; null when it has all rows
 */
@API(status = API.Status.EXPERIMENTAL)
public record IndexState(
    long id,
    String name,
    String method,
    boolean unique,
    boolean primary,
    boolean valid,
    boolean replicaIdentity,
    boolean inherited,
    List<Integer> columns,
    List<String> parts,
    List<Integer> included,
    @Nullable String predicate)
    implements TablePart {
  public IndexState {
    columns = List.copyOf(columns);
    parts = List.copyOf(parts);
    included = List.copyOf(included);
  }

  /** Whether a search for values of these columns, in whatever order, reads it alone. */
  public boolean leadsTo(List<Integer> wanted) {
    return valid
        && predicate == null
        && columns.size() >= wanted.size()
        && columns.subList(0, wanted.size()).containsAll(wanted);
  }
}

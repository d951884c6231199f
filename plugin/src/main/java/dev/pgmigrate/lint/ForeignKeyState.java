package dev.pgmigrate.lint;

import java.util.List;
import org.apiguardian.api.API;

/**
 * A foreign key of a table as the catalog holds it.
 *
 * @param id its own
 * @param columns the numbers of its columns in their order
 * @param types theirs, as {@code format_type} prints them without a length
 * @param targetTypes those of the columns that they refer to
 * @param inherited whether it comes from the partitioned table
 */
@API(status = API.Status.EXPERIMENTAL)
public record ForeignKeyState(
    long id,
    String name,
    Relation target,
    List<Integer> columns,
    List<String> types,
    List<String> targetTypes,
    boolean inherited)
    implements TablePart {
  public ForeignKeyState {
    columns = List.copyOf(columns);
    types = List.copyOf(types);
    targetTypes = List.copyOf(targetTypes);
  }
}

package dev.pgmigrate.lint;

import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A publication that a table is in.
 *
 * @param columns the numbers of the columns that it sends; null when it sends all
 * @param growing whether it sends each new table of a schema, or of the database, unasked
 * @param changes whether it sends UPDATE or DELETE, too
 */
@API(status = API.Status.EXPERIMENTAL)
public record PublicationState(
    String name, @Nullable List<Integer> columns, boolean growing, boolean changes) {
  public PublicationState {
    columns = columns == null ? null : List.copyOf(columns);
  }
}

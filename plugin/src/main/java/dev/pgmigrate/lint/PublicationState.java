package dev.pgmigrate.lint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A publication that a table is in.
 *
 * @param columns the numbers of the columns that it sends; null when it sends all
 */
public record PublicationState(String name, @Nullable List<Integer> columns) {
  public PublicationState {
    columns = columns == null ? null : List.copyOf(columns);
  }
}

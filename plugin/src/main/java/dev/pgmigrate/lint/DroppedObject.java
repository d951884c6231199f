package dev.pgmigrate.lint;

import java.util.List;
import org.apiguardian.api.API;

/**
 * An object that a statement removed, as {@code pg_event_trigger_dropped_objects()} reports it.
 *
 * @param type e.g. {@code table}, {@code table column}, {@code function}
 * @param identity its full name, quoted where needed
 * @param path the parts of its name, never quoted, e.g. schema, table, column
 * @param named whether the statement named it; false for what CASCADE or a dependency took along
 * @param cascaded whether it depended on something else that went, so that only CASCADE drops it
 * @param existing whether it was there before the first revision that is judged
 */
@API(status = API.Status.EXPERIMENTAL)
public record DroppedObject(
    String type,
    String identity,
    List<String> path,
    boolean named,
    boolean cascaded,
    boolean existing) {
  public DroppedObject {
    path = List.copyOf(path);
  }
}

package dev.pgmigrate.lint;

import java.util.List;
import org.apiguardian.api.API;

/**
 * Values of an enum that were there before the first revision that is judged, and that the enum of
 * this name no longer has.
 *
 * @param renamed whether the type is the same one, so that the values have another name now
 */
@API(status = API.Status.EXPERIMENTAL)
public record LostValues(String type, List<String> values, boolean renamed) {
  public LostValues {
    values = List.copyOf(values);
  }
}

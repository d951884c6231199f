package dev.pgmigrate.lint;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a statement that writes rows looks like: on an empty database that cannot be observed.
 *
 * @param verb {@code UPDATE} or {@code DELETE}; null for every other statement
 * @param table as the statement names it; null when it is not known
 * @param bounded whether a WHERE restricts it
 * @param parsed false when the parser did not understand the statement: then nothing is claimed
 */
@API(status = API.Status.EXPERIMENTAL)
public record DmlShape(
    @Nullable String verb, @Nullable String table, boolean bounded, boolean parsed) {
  /** A statement that neither updates nor deletes. */
  public static final DmlShape NONE = new DmlShape(null, null, true, true);
}

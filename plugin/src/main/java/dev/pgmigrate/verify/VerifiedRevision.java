package dev.pgmigrate.verify;

import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.schema.Schema;
import java.nio.file.Path;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A revision that was judged, or a script of another tool.
 *
 * @param file its file, absolute
 * @param watched each statement of its up steps with what it was seen to do
 * @param before what the history had made before it; null where nobody asked
 * @param after the same, after it
 * @param rollback how much of it its down steps take back
 */
@API(status = API.Status.EXPERIMENTAL)
public record VerifiedRevision(
    Path file,
    WatchedRevision watched,
    @Nullable Schema before,
    @Nullable Schema after,
    RollbackGrade rollback) {}

package dev.pgmigrate.revision;

import java.nio.file.Path;
import org.apiguardian.api.API;

/** A revision and the file that it stands in. */
@API(status = API.Status.EXPERIMENTAL)
public record MigrationFile(Path path, Revision revision) {}

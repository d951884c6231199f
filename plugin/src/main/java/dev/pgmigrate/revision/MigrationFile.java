package dev.pgmigrate.revision;

import java.nio.file.Path;

/** A revision and the file that it stands in. */
public record MigrationFile(Path path, Revision revision) {}

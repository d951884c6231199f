/**
 * Migrations of PostgreSQL that are generated from JPA entities, proved and applied.
 *
 * <p>Data flows one way: entities, schema, changes, plan, revision, run. The package-info of each
 * package says what flows in and out and where to start reading. Only {@code ArchitectureTest} says
 * which package may import which.
 */
@NullMarked
package dev.pgmigrate;

import org.jspecify.annotations.NullMarked;

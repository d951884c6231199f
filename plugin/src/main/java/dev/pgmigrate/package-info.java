/**
 * Migrations of PostgreSQL that are generated from JPA entities, proved and applied.
 *
 * <p>Data flows one way: entities, schema, changes, plan, revision, run. Each package says in its
 * own package-info what flows in and out and where to start reading; which package may import which
 * stands once, in {@code ArchitectureTest}.
 */
@NullMarked
package dev.pgmigrate;

import org.jspecify.annotations.NullMarked;

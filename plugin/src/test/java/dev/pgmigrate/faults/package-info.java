/**
 * What goes wrong while a database is migrated: processes that are killed or frozen, connections
 * that are cut, servers that die, full disks, others that are in the way.
 *
 * <p>Each test starts real Maven processes, holds one of them at a latch (mostly in {@link
 * dev.pgmigrate.faults.Wire}, between it and the server), injects its fault, and proves that
 * nothing is lost, nothing is applied twice, the next upgrade finishes, and the database is what a
 * fault-free upgrade makes. They run after the plugin was installed into a local repository of the
 * build.
 */
package dev.pgmigrate.faults;

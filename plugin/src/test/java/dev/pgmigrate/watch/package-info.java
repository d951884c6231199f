/** What the watcher observes of statements, and what watching costs, on real databases. */
package dev.pgmigrate.watch;

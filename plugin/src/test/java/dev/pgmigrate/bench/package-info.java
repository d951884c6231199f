/**
 * Benchmarks: figures for people, run by {@code -Pbench}, which assert nothing about time.
 *
 * <p>Each prints a table. What is compared is measured side by side in one run.
 */
package dev.pgmigrate.bench;

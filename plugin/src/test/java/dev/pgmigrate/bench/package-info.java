/**
 * Benchmarks: figures for people, run by {@code mvn -Pbench}, which assert nothing about time.
 *
 * <p>Each prints a table. What is compared is measured side by side in one run. {@link
 * dev.pgmigrate.bench.SpeedBench} runs whole processes and writes its table into the page
 * "Performance"; start reading there.
 */
package dev.pgmigrate.bench;

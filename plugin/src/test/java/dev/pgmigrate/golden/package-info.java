/**
 * Whole migrations between two databases: each case is planned, compared with its golden SQL and
 * proven on PostgreSQL.
 *
 * <p>Start at {@link dev.pgmigrate.golden.GoldenDiffTest}; {@link dev.pgmigrate.golden.Migration}
 * is what is proven of every case.
 */
package dev.pgmigrate.golden;

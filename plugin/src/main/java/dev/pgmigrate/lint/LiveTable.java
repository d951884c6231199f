package dev.pgmigrate.lint;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How large and how busy a table of a live database is.
 *
 * @param rows what the planner believes; null when the table was never analyzed
 * @param bytes with its indexes and its TOAST table; of all its partitions
 * @param writes rows that were inserted, updated and deleted since the server began to count
 * @param reads scans since then
 * @param seconds how long ago that was
 */
public record LiveTable(@Nullable Long rows, long bytes, long writes, long reads, long seconds) {
  /** What reads or writes fewer rows than these is done before anybody has to wait. */
  private static final long FEW_ROWS = 1_000;

  private static final long FEW_BYTES = 1L << 20;

  /** Disk and memory read some hundred megabytes in a second: a scan of this takes several. */
  private static final long MANY_BYTES = 1L << 30;

  /** A lock of a tenth of a second has somebody waiting for it then. */
  private static final double BUSY_PER_SECOND = 10;

  private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB"};

  /** Whether a statement on all of its rows, under whatever lock, is of no account. */
  boolean isSmall() {
    return bytes < FEW_BYTES && (rows == null || rows < FEW_ROWS) && !isBusy();
  }

  /** Whether a statement on all of its rows takes seconds. */
  boolean isLarge() {
    return bytes >= MANY_BYTES;
  }

  private boolean isBusy() {
    return perSecond(writes) >= BUSY_PER_SECOND || perSecond(reads) >= BUSY_PER_SECOND;
  }

  private double perSecond(long count) {
    return (double) count / Math.max(1, seconds);
  }

  /** For a person: {@code about 1,200 rows, 3.4 MB, 12 writes and 80 reads a second}. */
  String inWords() {
    return (rows == null ? "an unknown number of rows" : "about " + count(rows) + " rows")
        + ", "
        + size()
        + ", "
        + rate(writes)
        + " written rows and "
        + rate(reads)
        + " scans a second";
  }

  private String rate(long count) {
    double rate = perSecond(count);
    return rate > 0 && rate < 1
        ? "less than 1"
        : String.format(Locale.ROOT, "%,d", Math.round(rate));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private String size() {
    double size = bytes;
    int unit = 0;
    while (size >= 1024 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    return String.format(
        Locale.ROOT, unit == 0 || size >= 10 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
  }
}

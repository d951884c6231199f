package dev.pgmigrate.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.schema.QualifiedName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveTablesTest {
  private static final QualifiedName ACCOUNT = new QualifiedName("public", "account");
  private static final QualifiedName NOTE = new QualifiedName("public", "account_note");
  private static final long MEGABYTE = 1L << 20;
  private static final long DAY = 86_400;

  @Test
  void aFindingAboutASmallAndQuietTableWeighsLess() {
    assertThat(weighed(new LiveTable(999L, MEGABYTE - 1, 0, 100, DAY)).severity())
        .isEqualTo(Severity.WARNING);
  }

  @Test
  void rowsBytesAndTrafficKeepItsWeight() {
    assertThat(weighed(new LiveTable(1_000L, 10, 0, 0, DAY)).severity()).isEqualTo(Severity.ERROR);
    assertThat(weighed(new LiveTable(1L, MEGABYTE, 0, 0, DAY)).severity())
        .isEqualTo(Severity.ERROR);
    assertThat(weighed(new LiveTable(1L, 10, 0, 10 * DAY, DAY)).severity())
        .isEqualTo(Severity.ERROR);
    assertThat(weighed(new LiveTable(1L, 10, 10 * DAY, 0, DAY)).severity())
        .isEqualTo(Severity.ERROR);
  }

  @Test
  void aLargeTableMakesAWarningAnError() {
    LiveTables tables = tables(new LiveTable(null, 5_000 * MEGABYTE, 0, DAY / 2, DAY));
    Finding finding =
        tables.weighed(finding(Severity.WARNING, "public.account is"), watched(), true);
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.message())
        .isEqualTo(
            "public.account is; in the live database public.account has an unknown number of rows,"
                + " 4.9 GB, 0 written rows and less than 1 scans a second");
  }

  @Test
  void whatTheProjectChoseStays() {
    LiveTables tables = tables(new LiveTable(1L, 8192, 0, 0, DAY));
    Finding finding =
        tables.weighed(finding(Severity.ERROR, "public.account is"), watched(), false);
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.message()).contains("about 1 rows, 8.0 kB");
  }

  @Test
  void theTableOfTheMessageCounts() {
    LiveTables both =
        new LiveTables(
            Map.of(
                ACCOUNT, new LiveTable(1L, 1, 0, 0, DAY),
                NOTE, new LiveTable(1L, 5_000 * MEGABYTE, 0, 0, DAY)));
    assertThat(
            both.weighed(finding(Severity.WARNING, "rows of public.account."), watched(), true)
                .severity())
        .isEqualTo(Severity.NOTE);
    assertThat(
            both.weighed(finding(Severity.WARNING, "rows of public.account_note"), watched(), true)
                .severity())
        .isEqualTo(Severity.ERROR);
    assertThat(LiveTables.UNKNOWN.weighed(finding(Severity.WARNING, "all rows"), watched(), true))
        .isEqualTo(finding(Severity.WARNING, "all rows"));
  }

  private static Finding weighed(LiveTable table) {
    return tables(table)
        .weighed(finding(Severity.ERROR, "rows of public.account"), watched(), true);
  }

  private static LiveTables tables(LiveTable table) {
    return new LiveTables(Map.of(ACCOUNT, table));
  }

  private static Finding finding(Severity severity, String message) {
    return new Finding("r", severity, null, 3, message, "", null);
  }

  private static WatchedRevision watched() {
    Revision revision =
        new Revision(
            "000000000001",
            "x",
            List.of(),
            List.of(),
            List.of(),
            Instant.EPOCH,
            Revision.Phase.EXPAND,
            null,
            Map.of(),
            List.of(),
            List.of());
    return new WatchedRevision(revision, List.of(), false);
  }
}

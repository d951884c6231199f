package dev.pgmigrate.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {
  @Test
  void aPlaceIsAColonWithItsNameRightBehindIt() {
    String sql =
        """
        UPDATE t SET a = ':from', b = $$:from$$, ":from" = a::from, c[1:x] = E'\\':from'
        -- :from
        WHERE id>=:from::bigint AND id<=:TO /* :to */ AND x[1 : to] = 2""";
    assertThat(Placeholders.in(sql)).containsExactlyInAnyOrder("from", "to", "x");
    assertThat(Placeholders.fill(sql, Map.of("from", "'1'::text", "to", "2")))
        .isEqualTo(sql.replace(">=:from", ">='1'::text").replace("<=:TO", "<=2"));
  }

  @Test
  void theChangedTableIsNamedByTheStatementItself() {
    assertThat(ChangedTable.of("UPDATE t SET n = 1")).contains("t");
    assertThat(ChangedTable.of("UPDATE ONLY s.\"a b\" AS x SET n = 1")).contains("s.\"a b\"");
    assertThat(ChangedTable.of("WITH u AS (UPDATE v SET n = 1) DELETE FROM w")).contains("w");
    assertThat(ChangedTable.of("INSERT INTO a SELECT 1 ON CONFLICT DO UPDATE SET n = 1")).isEmpty();
    String alter = "ALTER TABLE IF EXISTS ONLY s.t ADD COLUMN n int";
    assertThat(ChangedTable.altered(alter)).contains("s.t");
    assertThat(ChangedTable.of(alter)).as("nothing that a batch walks over").isEmpty();
    assertThat(ChangedTable.of("SELECT 1")).isEmpty();
  }
}

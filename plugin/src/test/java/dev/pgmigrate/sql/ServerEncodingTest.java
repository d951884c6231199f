package dev.pgmigrate.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ServerEncodingTest {
  private static final String SQL = "SELECT 1 -- \u0416";

  @Test
  void keepsWhatTheDatabaseHas() {
    for (String name : List.of("UTF8", "SQL_ASCII", "KOI8R", "KOI8U", "WIN866", "WIN1251")) {
      assertThat(ServerEncoding.of(name).inComments(SQL)).as(name).isEqualTo(SQL);
    }
  }

  @Test
  void knowsEveryEncodingThatADatabaseCanHave() {
    for (String name :
        List.of(
            "LATIN1",
            "LATIN4",
            "LATIN5",
            "LATIN6",
            "LATIN8",
            "LATIN9",
            "LATIN10",
            "EUC_JIS_2004",
            "MULE_INTERNAL",
            "WIN874")) {
      assertThat(ServerEncoding.of(name).inComments(SQL)).as(name).startsWith("SELECT 1 -- ");
    }
  }
}

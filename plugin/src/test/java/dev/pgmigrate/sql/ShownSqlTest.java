package dev.pgmigrate.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownSqlTest {
  @Test
  void aPasswordIsNeverShown() {
    for (String quoted :
        new String[] {"'m4r''k3r'", "E'm4r\\'k3r'", "$$m4r'k3r$$", "$a$m4r$k3r$a$", "U&'m4rk3r'"}) {
      assertThat(ShownSql.start("ALTER ROLE r\n  PASSWORD " + quoted + "\n  LOGIN"))
          .isEqualTo("ALTER ROLE r PASSWORD '***' LOGIN");
    }
    assertThat(ShownSql.start("ALTER ROLE r PASSWORD 'cut off")).doesNotContain("cut");
    assertThat(ShownSql.start("ALTER ROLE r PASSWORD NULL")).endsWith("NULL");
    assertThat(ShownSql.withoutPasswords("CREATE ROLE r\n  PASSWORD 'm4rk3r';"))
        .isEqualTo("CREATE ROLE r\n  PASSWORD '***';");
  }

  @Test
  void ofALongStatementTheBeginningIsShown() {
    assertThat(ShownSql.start("SELECT " + "1".repeat(100))).hasSize(73).endsWith("1 ..");
  }
}

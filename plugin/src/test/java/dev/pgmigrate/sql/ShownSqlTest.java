package dev.pgmigrate.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** Wherever PostgreSQL, its extensions and its users write one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE USER MAPPING FOR app SERVER s OPTIONS (user 'app', password 'm4rk3r')",
        "ALTER USER MAPPING FOR app SERVER s OPTIONS (SET \"password\" 'm4rk3r')",
        "CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (host 'h', sslpassword 'm4rk3r')",
        "CREATE SUBSCRIPTION s CONNECTION 'host=h password=m4rk3r dbname=d' PUBLICATION p",
        "CREATE SUBSCRIPTION s CONNECTION 'password=''m4rk3r m4rk3r''' PUBLICATION p",
        "CREATE SUBSCRIPTION s CONNECTION $$host=h password=m4rk3r$$ PUBLICATION p",
        "SELECT dblink_connect('c', 'postgresql://app:m4rk3r@host:5432/shop')",
        "SELECT dblink_connect('jdbc:postgresql://host/shop?user=a&password=m4rk3r&ssl=true')",
        "DO $$ BEGIN CREATE ROLE r PASSWORD 'm4rk3r'; END $$",
        "DO $$ BEGIN EXECUTE 'CREATE ROLE r PASSWORD ''m4rk3r'''; END $$",
        "DO $$ BEGIN EXECUTE format('ALTER ROLE %I PASSWORD %L', 'r', 'm4rk3r'); END $$",
        "DO $$ BEGIN EXECUTE 'ALTER ROLE r PASSWORD ' || quote_literal('m4rk3r'); END $$",
        "ALTER DATABASE d SET app.jwt_secret TO 'm4rk3r'",
        "SELECT set_config('app.api_key', 'm4rk3r', false)",
        "UPDATE account SET password = 'm4rk3r', name = 'x'",
        "INSERT INTO account (id, \"password\", name) VALUES (1, 'm4rk3r', 'a'), (2, lower('m4rk3r'), 'b')",
        "UPDATE account SET hash = crypt('m4rk3r', gen_salt('bf'))",
        "ALTER ROLE r PASSWORD 'm4rk'\n  '3r m4rk3r'",
        "-- postgresql://app:m4rk3r@host\nSELECT 1",
        "ALTER ROLE r PASSWORD 'm4rk3r cut off",
        "SELECT 'password=m4rk3r cut off"
      })
  void aPasswordIsFoundWhereverItStands(String sql) {
    assertThat(ShownSql.withoutPasswords(sql)).contains("***").doesNotContain("m4rk3r", "m4rk'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COMMENT ON COLUMN account.password IS 'what the person''s password is'",
        "ALTER TABLE account ADD COLUMN password text NOT NULL DEFAULT ''",
        "CREATE TABLE t (kind text CHECK (kind IN ('password', 'token', 'key')))",
        "CREATE INDEX ON account (lower(password)) WHERE password IS NOT NULL",
        "CREATE FUNCTION f() RETURNS trigger AS $$ BEGIN NEW.secret = crypt(NEW.password, x); END $$",
        "ALTER USER MAPPING FOR app SERVER s OPTIONS (ADD password_required 'false')",
        "-- see https://host/page: the token\nSELECT 'it''s https://host/a@b'",
        "ALTER ROLE r PASSWORD NULL"
      })
  void whatIsNoneStaysAsItIs(String sql) {
    assertThat(ShownSql.withoutPasswords(sql)).isEqualTo(sql);
  }

  @Test
  void whatStandsBesideAPasswordStays() {
    assertThat(
            ShownSql.withoutPasswords(
                "CREATE USER MAPPING FOR a SERVER s\n  OPTIONS (password 'x', user 'it''s');"))
        .isEqualTo("CREATE USER MAPPING FOR a SERVER s\n  OPTIONS (password '***', user 'it''s');");
    assertThat(
            ShownSql.withoutPasswords(
                "INSERT INTO s.account AS a (id, secret, name) VALUES (1, 'x', f('n', 'o'));"
                    + " INSERT INTO other (kind, note) VALUES ('a', 'b') ON CONFLICT (kind) DO NOTHING"))
        .isEqualTo(
            "INSERT INTO s.account AS a (id, secret, name) VALUES (1, '***', f('n', 'o'));"
                + " INSERT INTO other (kind, note) VALUES ('a', 'b') ON CONFLICT (kind) DO NOTHING");
    assertThat(ShownSql.withoutPasswords("SELECT dblink('host=h password=x', E'a\\'b')"))
        .isEqualTo("SELECT dblink('host=h password=***', E'a\\'b')");
  }

  @Test
  void ofALongStatementTheBeginningIsShown() {
    assertThat(ShownSql.start("SELECT " + "1".repeat(100))).hasSize(73).endsWith("1 ..");
  }
}

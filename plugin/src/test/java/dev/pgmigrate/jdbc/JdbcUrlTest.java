package dev.pgmigrate.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://u:s3cret@db/x",
        "jdbc:postgresql://u:s3cret@db:5432/x",
        "jdbc:postgresql://u:s3cret@db1:1,u:s3cret@db2:2/x",
        "jdbc:postgresql://u:p@s3cret@db/x",
        "jdbc:postgresql://u:p/s3cret@db/x",
        "jdbc:postgresql://u:p?s3cret@db/x",
        "jdbc:postgresql://u:1?s3cret@db/x",
        "jdbc:postgresql://u%3As3cret%40db/x",
        "jdbc:postgresql:u:s3cret@db/x",
        "jdbc:postgresql:/u:s3cret@db/x",
        "jdbc:postgresql:////s3cret",
        "jdbc:postgresql://db:s3cret/x",
        "jdbc:postgresql://db/x;user=u;password=s3cret",
        "jdbc:postgresql://db/x&user=u&password=s3cret",
        "jdbc:postgresql://db/x#password=s3cret",
        "jdbc:postgresql://db/x?user=u&password=s3cret",
        "jdbc:postgresql://db/x?user=u;password=s3cret",
        "jdbc:postgresql://db/x?user=u:s3cret",
        "jdbc:postgresql://db/x?PASSWORD=s3cret&Password=s3cret",
        "jdbc:postgresql://db/x?pass%77ord=s3cret",
        "jdbc:postgresql://db/x?password=%zzs3cret",
        "jdbc:postgresql://db/x?sslmode=disable?password=s3cret",
        "jdbc:postgresql://db/x?sslpassword=s3cret&sslmode=require",
        "jdbc:postgresql://db/x?password=a&s3cret",
        "jdbc:postgresql://db/x?socketFactoryArg=s3cret&sslfactoryarg=s3cret",
        "jdbc:postgresql://db/x?options=-c%20app.key=s3cret",
        "jdbc:postgresql://db/x?host=u:s3cret@db",
        "jdbc:postgresql://db/x?port=s3cret",
        "jdbc:postgresql://db/x?PGHOST=u:s3cret@db&PGPORT=s3cret",
        "jdbc:mysql://u:s3cret@db/x?password=s3cret",
        "jdbc:oracle:thin:u/s3cret@db:1521/x",
        "postgres://u:s3cret@db/x"
      })
  void aPasswordIsNeverShown(String text) {
    List<String> logged = new ArrayList<>();
    Handler handler = listener(logged);
    Logger driver = Logger.getLogger("org.postgresql");
    driver.addHandler(handler);
    try {
      JdbcUrl url = JdbcUrl.of(text);
      assertThat(
              List.of(
                  url.toString(),
                  url.describe("ann"),
                  url.refusal().toString(),
                  url.refusalOfWriting().toString(),
                  url.overridden().toString(),
                  url.role().toString(),
                  Secret.of("s3cret") + ""))
          .noneMatch(shown -> shown.contains("s3cret"));
      assertThat(logged).noneMatch(line -> line.contains("s3cret"));
    } finally {
      driver.removeHandler(handler);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db/x, jdbc:postgresql://db/x",
    "jdbc:postgresql://a_b.c-d:1/x?user=u&sslmode=require, SAME",
    "'jdbc:postgresql://h1:1,h2:2/', SAME",
    "jdbc:postgresql://[::1]:5432/x, SAME",
    "jdbc:postgresql:x, SAME",
    "jdbc:postgresql://db/x?user=u&password=p&ssl, jdbc:postgresql://db/x?user=u&ssl"
  })
  void whatIsNoSecretIsShown(String text, String shown) {
    JdbcUrl url = JdbcUrl.of(text);
    assertThat(url).hasToString(shown.equals("SAME") ? text : shown);
    assertThat(url.refusal()).isEmpty();
  }

  @Test
  void userAndPasswordBeforeTheHostAreRefusedWithTheWayOut() {
    assertThat(JdbcUrl.of("jdbc:postgresql://u:s3cret@db:5432/x").refusal().orElseThrow())
        .contains("jdbc:postgresql://db:5432/x")
        .contains("migrate.username and migrate.password");
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://h:5432/a, jdbc:postgresql://h:5432/b",
    "jdbc:postgresql://h:5432/a?user=u&ssl=true, jdbc:postgresql://h:5432/b?user=u&ssl=true",
    "'jdbc:postgresql://h1:1,h2:2/a', 'jdbc:postgresql://h1:1,h2:2/b'",
    "jdbc:postgresql://h/, jdbc:postgresql://h/b",
    "jdbc:postgresql://h, jdbc:postgresql://h/b",
    "jdbc:postgresql://h?user=u, jdbc:postgresql://h/b?user=u",
    "jdbc:postgresql://h/a?dbname=a&user=u&PGDBNAME=c, jdbc:postgresql://h/b?user=u",
    "jdbc:postgresql:a, jdbc:postgresql:b"
  })
  void aUrlIsTurnedToAnotherDatabase(String url, String other) {
    assertThat(JdbcUrl.of(url).ofDatabase("b")).isEqualTo(JdbcUrl.of(other));
  }

  @Test
  void theUrlsUserWins() {
    assertThat(JdbcUrl.of("jdbc:postgresql://db:1/x?user=u").describe("other"))
        .isEqualTo("database \"x\" at db:1 (user \"u\")");
    assertThat(JdbcUrl.of("jdbc:postgresql://db:1/x").describe("other"))
        .isEqualTo("database \"x\" at db:1 (user \"other\")");
  }

  @Test
  void whatDoesNotHoldIsSaidInOneLine() {
    String url =
        "jdbc:postgresql://db/x?ApplicationName=shop&socketTimeout=30&prepareThreshold=0"
            + "&tcpKeepAlive=true&options=-c%20statement_timeout=5s%20--search-path=app%20-cjit=off";
    assertThat(JdbcUrl.of(url).overridden().orElseThrow())
        .isEqualTo(
            "These parameters of the database's URL do not apply to our sessions: ApplicationName"
                + " (the sessions of a stopped run are found by our own name); socketTimeout (a"
                + " statement may take longer); search_path, statement_timeout in options (our"
                + " sessions set these settings themselves).");
    assertThat(JdbcUrl.of("jdbc:postgresql://db/x?user=u&sslmode=require").overridden()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "replication=database, replication",
    "currentSchema=app, currentSchema=app",
    "'currentSchema=app,public', -Dmigrate.schema=app",
    "options=-F, options",
    "options=-c%20session_replication_role%3Dreplica, session_replication_role in options"
  })
  void whatContradictsUsIsRefused(String parameter, String named) {
    assertThat(JdbcUrl.of("jdbc:postgresql://db/x?" + parameter).refusal().orElseThrow())
        .contains(named);
  }

  @ParameterizedTest
  @CsvSource({
    "currentSchema=app, app",
    "'currentSchema=%22$user%22,%22My App%22', My App",
    "'currentSchema=App,public', app",
    "options=-c%20search_path=app, app",
    "currentSchema=, ''",
    "ssl=true, ''"
  })
  void theSchemaOfItsSessions(String parameter, String schema) {
    assertThat(JdbcUrl.of("jdbc:postgresql://db/x?" + parameter).currentSchema().orElse(""))
        .isEqualTo(schema);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "currentSchema=public",
        "currentSchema=%22public%22,app",
        "options=-c%20jit=off%20-c%20role=x",
        "replication=false"
      })
  void whatDoesNotContradictUsIsNot(String parameter) {
    assertThat(JdbcUrl.of("jdbc:postgresql://db/x?" + parameter).refusal()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "readOnly=true, readOnly",
    "options=-c%20default_transaction_read_only=on, default_transaction_read_only",
    "targetServerType=secondary, targetServerType=secondary",
    "targetServerType=preferSecondary, targetServerType=preferSecondary"
  })
  void aGoalThatWritesRefusesWhatIsForReading(String parameter, String named) {
    JdbcUrl url = JdbcUrl.of("jdbc:postgresql://db/x?" + parameter);
    assertThat(url.refusal()).isEmpty();
    assertThat(url.refusalOfWriting().orElseThrow()).contains(named).contains("this goal writes");
    assertThat(JdbcUrl.of("jdbc:postgresql://db/x?readOnly=false").refusalOfWriting()).isEmpty();
    assertThat(JdbcUrl.of("jdbc:postgresql://db/x?readOnly=true&readOnlyMode=ignore"))
        .matches(ignored -> ignored.refusalOfWriting().isEmpty());
  }

  @Test
  void optionsAreReadAsTheServerDoes() {
    StartupOptions options = StartupOptions.of("-c a=1 -cB-c=x\\ y\\\\z  --d=\\'").orElseThrow();
    assertThat(options.settings()).hasToString("{a=1, b_c=x y\\z, d='}");
    assertThat(options.text()).isEqualTo("-c a=1 -c b_c=x\\ y\\\\z -c d='");
    assertThat(StartupOptions.of("-c a=1 -d 3")).isEmpty();
    assertThat(StartupOptions.of("").orElseThrow().text()).isEmpty();
  }

  private static Handler listener(List<String> logged) {
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            logged.add(new SimpleFormatter().formatMessage(line));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    handler.setLevel(Level.ALL);
    return handler;
  }
}

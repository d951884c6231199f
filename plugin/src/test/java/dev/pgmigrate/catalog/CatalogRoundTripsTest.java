package dev.pgmigrate.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Reading costs a fixed number of round trips, whatever the size of the database. */
class CatalogRoundTripsTest {
  @Test
  void asManyForTwoHundredTablesAsForOne() throws SQLException {
    int one = statementsFor(1);

    assertThat(statementsFor(200)).isEqualTo(one);
    assertThat(one).isLessThanOrEqualTo(19);
  }

  private static int statementsFor(int tables) throws SQLException {
    try (ShadowDatabase database = TestServer.database();
        Connection connection = database.connect()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            """
            DO $$ BEGIN
              FOR i IN 1..%d LOOP
                EXECUTE format('CREATE TABLE t%%s (id serial PRIMARY KEY, next integer REFERENCES '
                  't1, label text DEFAULT ''x'' CHECK (label <> ''''))', i);
                EXECUTE format('CREATE INDEX ON t%%s (lower(label))', i);
              END LOOP;
            END $$
            """
                .formatted(tables));
      }
      AtomicInteger executed = new AtomicInteger();
      Catalog catalog = CatalogReader.read(counting(connection, executed), "public");
      assertThat(catalog.schema().tables()).hasSize(tables);
      return executed.get();
    }
  }

  /** The same connection, which counts the statements that it executes. */
  private static Connection counting(Connection connection, AtomicInteger executed) {
    return proxy(
        Connection.class,
        connection,
        (method, result) ->
            result instanceof PreparedStatement statement
                ? proxy(PreparedStatement.class, statement, count(executed))
                : result instanceof Statement statement
                    ? proxy(Statement.class, statement, count(executed))
                    : result);
  }

  private static Answer count(AtomicInteger executed) {
    return (called, answer) -> {
      if (called.startsWith("execute")) {
        executed.incrementAndGet();
      }
      return answer;
    };
  }

  private interface Answer {
    Object after(String method, Object result);
  }

  private static <T> T proxy(Class<T> type, T target, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                return answer.after(method.getName(), method.invoke(target, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}

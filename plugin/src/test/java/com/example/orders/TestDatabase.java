package com.example.orders;

import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import java.sql.Connection;

/** The database of the example's tests; it ends with the JVM. */
final class TestDatabase {
  private static final ShadowDatabase DATABASE = TestServer.database();
  static final String URL = DATABASE.url();

  private TestDatabase() {}

  static Connection connect() {
    return DATABASE.connect();
  }
}

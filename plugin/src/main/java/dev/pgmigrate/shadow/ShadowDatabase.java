package dev.pgmigrate.shadow;

import java.sql.Connection;
import java.sql.SQLException;

/** One throw-away database. */
public interface ShadowDatabase extends AutoCloseable {
  /** A new connection as its owner; the caller closes it. */
  Connection connect() throws SQLException;

  /** A JDBC URL that anybody on this machine can connect with: it holds user and password. */
  String url();

  /** Drops it, whoever is still connected. */
  @Override
  void close();
}

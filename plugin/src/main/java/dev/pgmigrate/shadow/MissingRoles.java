package dev.pgmigrate.shadow;

import dev.pgmigrate.sql.Identifier;
import dev.pgmigrate.sql.SqlState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * On a server of ours a role that a script names and the server lacks is made on the way, one that
 * cannot log in; and a role that a script makes may be there already, for roles belong to the
 * server and outlive a database.
 *
 * @param ownsServer whether the server is ours; else nothing is made and nothing is overlooked
 */
public record MissingRoles(boolean ownsServer) {
  private static final Set<String> ROLE_MADE =
      Set.of(SqlState.DUPLICATE_OBJECT, SqlState.UNIQUE_VIOLATION);
  private static final Pattern MISSING_ROLE = Pattern.compile("role \"(.+)\" does not exist");
  private static final Pattern PRESENT_ROLE = Pattern.compile("role \"(.+)\" already exists");

  /**
   * Makes the role that a statement failed without.
   *
   * @return whether it was made, so that the statement may be tried again
   * @throws SQLException when the role cannot be made
   */
  public boolean make(Connection connection, SQLException failure) throws SQLException {
    boolean missing = isMissing(failure);
    if (missing) {
      Matcher role = MISSING_ROLE.matcher(String.valueOf(failure.getMessage()));
      role.find();
      try (java.sql.Statement statement = connection.createStatement()) {
        statement.execute("CREATE ROLE " + Identifier.quote(role.group(1)) + " NOLOGIN");
      } catch (SQLException meanwhile) {
        // Another database of the server may be filled at the same time.
        if (!ROLE_MADE.contains(String.valueOf(meanwhile.getSQLState()))) {
          throw meanwhile;
        }
      }
    }
    return missing;
  }

  /** Whether a statement failed only because a role is not there that may be made. */
  public boolean isMissing(SQLException failure) {
    return ownsServer
        && SqlState.UNDEFINED_OBJECT.equals(failure.getSQLState())
        && MISSING_ROLE.matcher(String.valueOf(failure.getMessage())).find();
  }

  /** Whether a statement failed only because its role is there already. */
  public boolean isPresent(SQLException failure) {
    return ownsServer
        && SqlState.DUPLICATE_OBJECT.equals(failure.getSQLState())
        && PRESENT_ROLE.matcher(String.valueOf(failure.getMessage())).find();
  }
}

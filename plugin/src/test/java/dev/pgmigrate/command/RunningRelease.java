package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.command.ReleaseChange.Act;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/**
 * One release of an application: it does the same in every round, by statements that it prepared
 * when it began and by fresh ones, each for itself and each in a transaction.
 */
final class RunningRelease implements AutoCloseable {
  private static final Pattern NUMBER = Pattern.compile("(?<!:):(id|gone|previous|next)\\b");

  /** PostgreSQL's "cached plan must not change result type". */
  private static final String OTHER_RESULT = "0A000";

  /** What a release wrote, for the other one to read. */
  static final class Numbers {
    private int last = 1000;
    private final Map<String, Integer> of = new LinkedHashMap<>();
  }

  private final TestProject project;
  private final Optional<String> role;
  private final String name;
  private final List<Act> acts;
  private final Numbers numbers;
  private final List<Integer> rounds = new ArrayList<>();
  private final List<Session> running = new ArrayList<>();
  private final Set<Act> replanned = new LinkedHashSet<>();

  RunningRelease(
      TestProject project, Optional<String> role, String name, List<Act> acts, Numbers numbers) {
    this.project = project;
    this.role = role;
    this.name = name;
    this.acts = acts;
    this.numbers = numbers;
  }

  /** It begins: from now on it has statements that the server has prepared. */
  void start() throws SQLException {
    running.add(new Session(true));
    running.add(new Session(false));
    for (Session session : running) {
      round(session, false);
    }
  }

  /**
   * All that it does, in every way; and all that it wrote in earlier rounds is there.
   *
   * @param changed whether statements meet what they say they fail of
   */
  void works(boolean changed) throws SQLException {
    for (Session session : running) {
      round(session, changed);
    }
    restarts(changed);
  }

  /** As {@link #works}, without what was prepared before. */
  void restarts(boolean changed) throws SQLException {
    try (Session fresh = new Session(true)) {
      round(fresh, changed);
      for (int id : rounds) {
        for (Act act : acts) {
          if (!act.gives().isEmpty() && act.sql().contains(":id") && !(changed && fails(act))) {
            fresh.does(act, id, false);
          }
        }
      }
    }
  }

  private void round(Session session, boolean changed) throws SQLException {
    int id = ++numbers.last;
    for (Act act : acts) {
      session.does(act, id, changed);
    }
    rounds.add(id);
    numbers.of.put(name, id);
  }

  /** Its statements that PostgreSQL refused once, for their plan was another one. */
  Set<Act> replanned() {
    return replanned;
  }

  private static boolean fails(Act act) {
    return !act.fails().isEmpty();
  }

  /** One connection, with its prepared statements. */
  private final class Session implements AutoCloseable {
    private final Connection connection;
    private final Map<Act, PreparedStatement> prepared = new LinkedHashMap<>();
    private boolean retried;

    Session(boolean autoCommit) throws SQLException {
      connection = project.connect();
      connection.unwrap(PGConnection.class).setPrepareThreshold(1);
      connection.createStatement().execute("SET row_security = on");
      if (role.isPresent()) {
        connection.createStatement().execute("SET ROLE " + role.orElseThrow());
      }
      connection.setAutoCommit(autoCommit);
    }

    void does(Act act, int id, boolean changed) throws SQLException {
      if (act.sql().matches("(?s).*:(previous|next)\\b.*") && !numbers.of.containsKey(other())) {
        return;
      }
      String what = name + ": " + act.sql() + " with " + id;
      try {
        List<String> rows = execute(act, id);
        assertThat(changed && fails(act)).as(what + " fails").isFalse();
        if (!act.gives().isEmpty()) {
          assertThat(rows).as(what).isEqualTo(act.gives());
        }
      } catch (SQLException e) {
        if (OTHER_RESULT.equals(e.getSQLState()) && act.replans() && !retried) {
          replanned.add(act);
          retried = true;
          does(act, id, changed);
          retried = false;
        } else if (!changed || !act.fails().equals(e.getSQLState())) {
          throw new AssertionError(what + ": " + e.getSQLState() + " " + e.getMessage(), e);
        }
      }
    }

    private String other() {
      return name.equals("previous") ? "next" : "previous";
    }

    private List<String> execute(Act act, int id) throws SQLException {
      try {
        if (!prepared.containsKey(act)) {
          prepared.put(act, connection.prepareStatement(NUMBER.matcher(act.sql()).replaceAll("?")));
        }
        PreparedStatement statement = prepared.get(act);
        int i = 1;
        for (MatchResult number : NUMBER.matcher(act.sql()).results().toList()) {
          statement.setInt(i++, number(number.group(1), id));
        }
        List<String> rows = statement.execute() ? rows(statement.getResultSet()) : List.of();
        commit();
        return rows;
      } catch (SQLException e) {
        if (!connection.getAutoCommit()) {
          connection.rollback();
        }
        throw e;
      }
    }

    private int number(String word, int id) {
      return switch (word) {
        case "id" -> id;
        case "gone" -> -id;
        default -> numbers.of.get(word);
      };
    }

    private void commit() throws SQLException {
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    }

    private static List<String> rows(ResultSet result) throws SQLException {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          values.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join(" | ", values));
      }
      return rows.isEmpty() ? List.of("nothing") : rows;
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }

  @Override
  public void close() throws SQLException {
    for (Session session : running) {
      session.close();
    }
  }
}

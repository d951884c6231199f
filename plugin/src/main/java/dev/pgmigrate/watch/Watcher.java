package dev.pgmigrate.watch;

import dev.pgmigrate.lint.BuiltIndex;
import dev.pgmigrate.lint.DmlShape;
import dev.pgmigrate.lint.Effects;
import dev.pgmigrate.lint.Lock;
import dev.pgmigrate.lint.LockMode;
import dev.pgmigrate.lint.Relation;
import dev.pgmigrate.lint.RelationChange;
import dev.pgmigrate.lint.ValidatedKey;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.run.Database;
import dev.pgmigrate.shadow.MissingRoles;
import dev.pgmigrate.shadow.Replay;
import dev.pgmigrate.shadow.ReplayException;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.ShadowException;
import dev.pgmigrate.sql.Statement;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;

/**
 * A session on a throw-away database that executes steps and notes what each statement does.
 * Everything that the database holds when the session begins counts as existing: others may be
 * using it.
 *
 * <p>A superuser's session hears event triggers; every other one does not know what commands were
 * executed inside functions and what was dropped ({@link #hearsEvents}).
 */
public final class Watcher implements AutoCloseable {
  private static final String LOCKS = Resource.text("locks");
  private static final String KEYS = Resource.text("keys");
  private static final String ACTIVE_TRANSACTION = "25001";

  private final ShadowDatabase database;
  private final Function<Statement, DmlShape> shapes;
  private final Connection connection;
  private final String word;
  private final long baseline;
  private final Relations relations;
  private final boolean hearsEvents;

  /**
   * Begins to watch.
   *
   * @param shapes what a statement that writes rows looks like
   * @throws ShadowException when the session is lost
   */
  public Watcher(ShadowDatabase database, Function<Statement, DmlShape> shapes) {
    this.database = database;
    this.shapes = shapes;
    Database simple = database.database().with(PGProperty.PREFER_QUERY_MODE, "simple");
    this.connection = simple.connect();
    this.word = "migrate_watch_" + new BigInteger(64, new SecureRandom()).toString(16);
    try {
      execute(Resource.text("baseline"));
      this.baseline = oidOf("pg_temp.migrate_watch_baseline()");
      this.hearsEvents = isSuperuser();
      if (hearsEvents) {
        execute(Resource.text("events").formatted(word));
      }
      this.relations = Relations.of(connection);
    } catch (SQLException e) {
      close();
      throw lost(e);
    }
  }

  /** Whether executed commands and dropped objects are known. */
  public boolean hearsEvents() {
    return hearsEvents;
  }

  /**
   * Executes steps.
   *
   * @param source what they belong to, for errors
   * @throws ReplayException when PostgreSQL refuses one
   */
  public List<WatchedStep> up(String source, List<Step> steps) {
    List<WatchedStep> watched = new ArrayList<>();
    for (Step step : steps) {
      watched.add(
          switch (step.kind()) {
            case TRANSACTION -> transaction(source, step);
            case NO_TRANSACTION -> alone(source, step);
            case BATCH -> batch(step);
          });
    }
    return watched;
  }

  private WatchedStep transaction(String source, Step step) {
    List<WatchedStatement> watched = new ArrayList<>();
    try {
      connection.setAutoCommit(false);
      try {
        Map<Long, LockMode> held = new HashMap<>();
        for (Statement statement : step.statements()) {
          watched.add(watch(source, statement, held));
        }
        connection.commit();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw lost(e);
    }
    return new WatchedStep(step.kind(), watched);
  }

  /** In a transaction where PostgreSQL allows it: then its locks can be seen. */
  private WatchedStep alone(String source, Step step) {
    List<WatchedStatement> watched = new ArrayList<>();
    for (Statement statement : step.statements()) {
      watched.add(transactional(source, statement).orElseGet(() -> outside(source, statement)));
    }
    return new WatchedStep(step.kind(), watched);
  }

  private Optional<WatchedStatement> transactional(String source, Statement statement) {
    Step alone = Step.transaction(List.of(statement));
    try {
      return Optional.of(transaction(source, alone).statements().get(0));
    } catch (ReplayException e) {
      if (ACTIVE_TRANSACTION.equals(e.sqlState())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private WatchedStatement outside(String source, Statement statement) {
    try {
      return watch(source, statement, new HashMap<>());
    } catch (SQLException e) {
      throw lost(e);
    }
  }

  /** How a backfill walks over its rows is not this session's to repeat. */
  private WatchedStep batch(Step step) {
    new Replay(database).steps("the batch", List.of(step));
    return new WatchedStep(
        step.kind(),
        step.statements().stream()
            .map(statement -> new WatchedStatement(statement, Effects.NONE, DmlShape.NONE))
            .toList());
  }

  private WatchedStatement watch(String source, Statement statement, Map<Long, LockMode> held)
      throws SQLException {
    Messages messages = executed(source, statement);
    Map<Long, LockMode> locked = locks();
    Set<Long> touched = new LinkedHashSet<>(messages.touched());
    locked.forEach((oid, mode) -> touchedBy(oid, mode, touched));
    Map<Long, Relation> before = new HashMap<>();
    touched.forEach(oid -> relations.relation(oid).ifPresent(r -> before.put(oid, r)));
    List<RelationChange> changes = relations.refreshed(connection, touched);
    Map<Long, Relation> seen = new LinkedHashMap<>();
    Stream.concat(locked.keySet().stream(), touched.stream())
        .forEach(oid -> named(oid, before).ifPresent(relation -> seen.put(oid, relation)));
    Effects effects =
        new Effects(
            taken(locked, seen, held),
            called(messages.rewritten(), seen),
            called(messages.scanned(), seen),
            messages.built().stream()
                .flatMap(
                    built ->
                        called(List.of(built.table()), seen).stream()
                            .map(table -> new BuiltIndex(built.index(), table)))
                .toList(),
            validated(messages.validated(), seen),
            messages.commands(),
            messages.dropped(),
            changes,
            messages.cutNames());
    return new WatchedStatement(statement, effects, shapes.apply(statement));
  }

  /** The strongest lock of each relation of users that this session holds, by oid. */
  private Map<Long, LockMode> locks() throws SQLException {
    Map<Long, LockMode> locked = new LinkedHashMap<>();
    try (java.sql.Statement jdbc = connection.createStatement();
        ResultSet row = jdbc.executeQuery(LOCKS)) {
      while (row.next()) {
        LockMode mode = LockMode.of(row.getString(2));
        locked.merge(row.getLong(1), mode, (a, b) -> a.compareTo(b) >= 0 ? a : b);
      }
    }
    return locked;
  }

  /** Those that were not held before, from now on they are. */
  private static List<Lock> taken(
      Map<Long, LockMode> locked, Map<Long, Relation> seen, Map<Long, LockMode> held) {
    List<Lock> taken = new ArrayList<>();
    locked.forEach(
        (oid, mode) -> {
          Relation relation = seen.get(oid);
          if (relation != null && held.put(oid, mode) != mode) {
            taken.add(new Lock(relation, mode));
          }
        });
    return taken;
  }

  private Messages executed(String source, Statement statement) throws SQLException {
    MissingRoles roles = new MissingRoles(database.ownsServer());
    Savepoint before = connection.getAutoCommit() ? null : connection.setSavepoint();
    while (true) {
      try (java.sql.Statement jdbc = connection.createStatement()) {
        jdbc.setEscapeProcessing(false);
        jdbc.execute(statement.sql());
        if (before != null) {
          connection.releaseSavepoint(before);
        }
        return Messages.of(jdbc.getWarnings(), word, baseline);
      } catch (SQLException e) {
        if (before != null) {
          connection.rollback(before);
        }
        if (roles.isPresent(e)) {
          return Messages.of(null, word, baseline);
        }
        if (!roles.make(connection, e)) {
          throw ReplayException.of(source, statement, e);
        }
      }
    }
  }

  /** Nothing of a relation changes under the locks of those who read or write its rows. */
  private static void touchedBy(long oid, LockMode mode, Set<Long> touched) {
    if (mode.compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE) >= 0) {
      touched.add(oid);
    }
  }

  private Optional<Relation> named(long oid, Map<Long, Relation> before) {
    Relation old = before.get(oid);
    return old != null ? Optional.of(old) : relations.relation(oid);
  }

  /** The server says a table's name without its schema; among those it touched it means one. */
  private static List<Relation> called(List<String> names, Map<Long, Relation> seen) {
    return names.stream()
        .flatMap(
            name ->
                seen.values().stream()
                    .filter(relation -> relation.name().name().equals(name))
                    .limit(1))
        .toList();
  }

  private List<ValidatedKey> validated(List<String> names, Map<Long, Relation> seen)
      throws SQLException {
    if (names.isEmpty()) {
      return List.of();
    }
    List<ValidatedKey> keys = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(KEYS)) {
      query.setArray(1, connection.createArrayOf("text", names.toArray()));
      query.setArray(2, connection.createArrayOf("oid", seen.keySet().toArray()));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String name = row.getString(1);
          keys.add(new ValidatedKey(name, Objects.requireNonNull(seen.get(row.getLong(2)))));
        }
      }
    }
    return keys;
  }

  private boolean isSuperuser() throws SQLException {
    return "on".equals(connection.unwrap(PGConnection.class).getParameterStatus("is_superuser"));
  }

  private long oidOf(String function) throws SQLException {
    try (java.sql.Statement jdbc = connection.createStatement();
        ResultSet row = jdbc.executeQuery("SELECT '" + function + "'::regprocedure::oid")) {
      row.next();
      return row.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (java.sql.Statement jdbc = connection.createStatement()) {
      jdbc.setEscapeProcessing(false);
      jdbc.execute(sql);
    }
  }

  private static ShadowException lost(SQLException e) {
    return new ShadowException("Lost the shadow database: " + e.getMessage(), e);
  }

  /** Removes the event triggers and ends the session. */
  @Override
  public void close() {
    try (connection) {
      execute("DROP EVENT TRIGGER IF EXISTS %1$s_command".formatted(word));
      execute("DROP EVENT TRIGGER IF EXISTS %1$s_drop".formatted(word));
    } catch (SQLException e) {
      throw lost(e);
    }
  }
}

package dev.pgmigrate.watch;

import dev.pgmigrate.lint.DmlShape;
import dev.pgmigrate.lint.Effects;
import dev.pgmigrate.lint.Lock;
import dev.pgmigrate.lint.LockMode;
import dev.pgmigrate.lint.Refusal;
import dev.pgmigrate.lint.Relation;
import dev.pgmigrate.lint.RelationChange;
import dev.pgmigrate.lint.RelationState;
import dev.pgmigrate.lint.Source;
import dev.pgmigrate.lint.ValidatedKey;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.shadow.Replay;
import dev.pgmigrate.shadow.ReplayException;
import dev.pgmigrate.shadow.ServerStatement;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.ShadowException;
import dev.pgmigrate.sql.SqlState;
import dev.pgmigrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A session on a throw-away database that executes steps and notes what each statement does.
 * Everything that the database holds when the session begins counts as existing: others may be
 * using it.
 *
 * <p>Not every throw-away database shows all effects: see {@link #sources}.
 */
public final class Watcher implements AutoCloseable {
  /** Of a statement, and of a COMMIT in the procedure or block that it executes. */
  private static final Set<String> NOT_IN_TRANSACTION =
      Set.of(SqlState.ACTIVE_TRANSACTION, SqlState.INVALID_TRANSACTION_TERMINATION);

  private final ShadowDatabase database;
  private final Function<Statement, DmlShape> shapes;
  private final WatchSession session;
  private final Relations relations;
  private final Files files;
  private final Types types;
  private final KnownNames names;

  /**
   * Begins to watch.
   *
   * @param shapes what a statement that writes rows looks like
   * @throws ShadowException when the session is lost
   */
  public Watcher(ShadowDatabase database, Function<Statement, DmlShape> shapes) {
    this.database = database;
    this.shapes = shapes;
    WatchSession begun = null;
    try {
      begun = new WatchSession(database);
      this.session = begun;
      this.relations = Relations.of(session.connection());
      this.files = Files.of(session.connection());
      this.types = Types.of(session.connection());
      this.names = KnownNames.of(session.connection());
    } catch (SQLException e) {
      if (begun != null) {
        begun.abandon(e);
      }
      throw lost(e);
    }
  }

  /** Where effects are known from here; what comes from elsewhere is not known. */
  public Set<Source> sources() {
    return session.available();
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
      List<WatchedStatement> statements = new ArrayList<>();
      execute(source, step, statements);
      again();
      watched.add(new WatchedStep(step.kind(), statements));
    }
    return watched;
  }

  /**
   * Executes steps until PostgreSQL refuses a statement; that one is the last of what is watched.
   *
   * @param source what they belong to, for errors
   */
  public List<WatchedStep> tried(String source, List<Step> steps) {
    return tried(source, steps, this::again);
  }

  /**
   * The same of another tool's script: what a step sets is in force for the next one.
   *
   * @param source what they belong to, for errors
   */
  public List<WatchedStep> triedInOneSession(String source, List<Step> steps) {
    return tried(source, steps, () -> {});
  }

  private List<WatchedStep> tried(String source, List<Step> steps, Runnable stepEnd) {
    List<WatchedStep> watched = new ArrayList<>();
    for (Step step : steps) {
      List<WatchedStatement> statements = new ArrayList<>();
      try {
        execute(source, step, statements);
      } catch (ReplayException e) {
        int last = step.statements().size() - 1;
        if (statements.size() > last) {
          statements.remove(last);
        }
        Statement refused = step.statements().get(statements.size());
        Refusal why = new Refusal(e.sqlState(), e.fault().lines().findFirst().orElse(""));
        statements.add(new WatchedStatement(refused, Effects.refused(why), shapes.apply(refused)));
        watched.add(new WatchedStep(step.kind(), statements));
        return watched;
      }
      stepEnd.run();
      watched.add(new WatchedStep(step.kind(), statements));
    }
    return watched;
  }

  /** What a step has set ends with it, as in a run. */
  private void again() {
    try {
      session.again();
    } catch (SQLException e) {
      throw lost(e);
    }
  }

  private void execute(String source, Step step, List<WatchedStatement> watched) {
    switch (step.kind()) {
      case TRANSACTION -> transaction(source, step, watched);
      case NO_TRANSACTION -> alone(source, step, watched);
      case BATCH -> batch(step, watched);
    }
  }

  private void transaction(String source, Step step, List<WatchedStatement> watched) {
    try {
      Connection connection = session.connection();
      connection.setAutoCommit(false);
      try {
        Held held = Held.by(step.statements().size());
        for (Statement statement : step.statements()) {
          watched.add(watch(source, statement, held));
        }
        commit(source, step, connection);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw lost(e);
    }
  }

  /** What is deferred is checked now: the last statement stands for all of them. */
  private static void commit(String source, Step step, Connection connection) throws SQLException {
    try {
      connection.commit();
    } catch (SQLException e) {
      if (!ReplayException.isRefusal(e)) {
        throw e;
      }
      List<Statement> statements = step.statements();
      throw ReplayException.of(source, statements.get(statements.size() - 1), e);
    }
  }

  /** In a transaction where PostgreSQL allows it: then its locks can be seen. */
  private void alone(String source, Step step, List<WatchedStatement> watched) {
    for (Statement statement : step.statements()) {
      if (ServerStatement.is(statement)) {
        watched.add(new WatchedStatement(statement, Effects.NONE, shapes.apply(statement)));
        continue;
      }
      watched.add(transactional(source, statement).orElseGet(() -> outside(source, statement)));
    }
  }

  private Optional<WatchedStatement> transactional(String source, Statement statement) {
    List<WatchedStatement> watched = new ArrayList<>();
    try {
      transaction(source, Step.transaction(List.of(statement)), watched);
      return Optional.of(watched.get(0));
    } catch (ReplayException e) {
      if (NOT_IN_TRANSACTION.contains(e.sqlState())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private WatchedStatement outside(String source, Statement statement) {
    try {
      return watch(source, statement, Held.by(1));
    } catch (SQLException e) {
      throw lost(e);
    }
  }

  /** How a backfill walks over its rows is not this session's to repeat. */
  private void batch(Step step, List<WatchedStatement> watched) {
    new Replay(database).steps("the batch", List.of(step));
    step.statements()
        .forEach(
            statement -> watched.add(new WatchedStatement(statement, Effects.NONE, DmlShape.NONE)));
  }

  private WatchedStatement watch(String source, Statement statement, Held held)
      throws SQLException {
    WatchedStatement unseen = new WatchedStatement(statement, Effects.NONE, DmlShape.NONE);
    // It would end the transaction that is watched.
    if (statement.controlsTransaction() || ServerStatement.isInTransaction(statement)) {
      return unseen;
    }
    Messages messages = session.executed(source, statement);
    boolean eventful = session.available().contains(Source.EVENTS);
    // Nobody waits for what is new, and each look at the locks is at all that there are.
    boolean lockless = held.several() && !relations.anyExisted();
    boolean creates =
        lockless && eventful && Creation.is(statement, messages, session.connection());
    Map<Long, LockMode> locked = creates ? Map.of() : session.locks();
    Touched touched =
        creates
            ? Touched.byCreation(messages)
            : Touched.by(messages, eventful, locked, held.locks(), relations, session.connection());
    Map<Long, Relation> seen = new LinkedHashMap<>();
    Stream.concat(locked.keySet().stream(), touched.own().stream())
        .forEach(oid -> relations.relation(oid).ifPresent(relation -> seen.put(oid, relation)));
    Set<Long> changed = touched.changed();
    List<RelationChange> changes =
        changed == null
            ? relations.refreshedAll(session.connection())
            : relations.refreshed(session.connection(), changed);
    Stream.concat(locked.keySet().stream(), touched.own().stream())
        .forEach(oid -> relations.relation(oid).ifPresent(now -> seen.putIfAbsent(oid, now)));
    changes.stream()
        .flatMap(change -> Stream.ofNullable(change.after()))
        .forEach(now -> seen.putIfAbsent(now.id(), now.relation()));
    List<Lock> taken = held.taken(locked, seen);
    Called called = new Called(seen, touched.own());
    List<Relation> rewritten = called.rewritten(messages.rewrites(), messages.rewritten());
    Effects effects =
        new Effects(
            lockless ? List.of() : taken,
            rewritten,
            files.refiled(session.connection(), strong(locked), rewritten, relations),
            called.tables(messages.scanned()),
            defaults(changes, messages.implied()),
            called.indexes(messages.built(), relations),
            validated(messages.validated(), called),
            messages.commands(),
            DroppedColumns.judged(messages.dropped(), changes),
            changes,
            messages.cutNames(),
            Types.retyped(session.connection(), changes),
            types.lost(session.connection(), messages.touched()),
            names.renamed(session.connection(), messages.touched()),
            session.connection().getAutoCommit(),
            null);
    return new WatchedStatement(statement, effects, shapes.apply(statement));
  }

  /** What has a file that others cannot write to. */
  private static List<Long> strong(Map<Long, LockMode> locked) {
    return locked.entrySet().stream()
        .filter(lock -> lock.getValue().blocksWrites())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** That CREATE TABLE .. PARTITION OF reads the default partition the server does not say. */
  private List<Relation> defaults(List<RelationChange> changes, List<String> implied)
      throws SQLException {
    List<Long> partitions =
        changes.stream()
            .filter(change -> change.relation().isTable() && change.becomesPartition())
            .flatMap(change -> Stream.ofNullable(change.after()))
            .map(RelationState::id)
            .toList();
    return partitions.isEmpty()
        ? List.of()
        : session.defaultPartitions(partitions).stream()
            .flatMap(oid -> relations.relation(oid).stream())
            .filter(relation -> !implied.contains(relation.name().name()))
            .toList();
  }

  private List<ValidatedKey> validated(List<String> names, Called called) throws SQLException {
    List<ValidatedKey> keys = new ArrayList<>();
    session
        .tablesOfKeys(names, called.seen().keySet())
        .forEach(
            (name, tables) ->
                called
                    .rather(tables)
                    .forEach(table -> keys.add(new ValidatedKey(name, called.relation(table)))));
    return keys;
  }

  private static ShadowException lost(SQLException e) {
    return new ShadowException("Lost the shadow database: " + e.getMessage(), e);
  }

  /** Ends the session. */
  @Override
  public void close() {
    try {
      session.close();
    } catch (SQLException e) {
      throw lost(e);
    }
  }
}

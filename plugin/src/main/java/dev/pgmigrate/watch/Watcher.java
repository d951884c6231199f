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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A session on a throw-away database that executes steps and notes what each statement does.
 * Everything that the database holds when the session begins counts as existing: others may be
 * using it. A statement that is the first to touch something that existed is executed twice, see
 * {@link ExistingObjects}.
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
  private final Types types = new Types();
  private final KnownNames names = new KnownNames();
  private final ExistingObjects existing;

  /**
   * Begins to watch.
   *
   * @param shapes what a statement that writes rows looks like
   * @throws ShadowException when the session is lost
   */
  public Watcher(ShadowDatabase database, Function<Statement, DmlShape> shapes) {
    this.database = database;
    this.shapes = shapes;
    try {
      this.session = new WatchSession(database);
    } catch (SQLException e) {
      throw lost(e);
    }
    this.relations = new Relations(session.baseline());
    this.existing = new ExistingObjects(session.baseline(), relations, types, names);
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
    // Who makes all that it touches has nothing to read before; and thousands may follow.
    boolean onlyMakes = step.statements().size() > 1 && !relations.anyExisted();
    try {
      transaction(source, step, watched, !onlyMakes);
    } catch (NotTakenBackException e) {
      undo(watched);
      takingBack(source, step, watched);
    }
  }

  private void takingBack(String source, Step step, List<WatchedStatement> watched) {
    try {
      transaction(source, step, watched, true);
    } catch (NotTakenBackException e) {
      throw new IllegalStateException(e);
    }
  }

  private void transaction(
      String source, Step step, List<WatchedStatement> watched, boolean marking)
      throws NotTakenBackException {
    try {
      session.inTransaction(
          marking,
          () -> {
            Held held = Held.by(step.statements().size());
            for (Statement statement : step.statements()) {
              watched.add(watch(source, statement, held));
            }
            commit(source, step, session.connection());
          });
    } catch (SQLException e) {
      throw lost(e);
    }
  }

  /** Their transaction was. */
  private void undo(List<WatchedStatement> watched) {
    for (int i = watched.size() - 1; i >= 0; i--) {
      relations.undo(watched.get(i).effects().changes());
    }
    watched.clear();
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
    } catch (NotTakenBackException e) {
      throw new IllegalStateException(e);
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
      throws SQLException, NotTakenBackException {
    WatchedStatement unseen = new WatchedStatement(statement, Effects.NONE, DmlShape.NONE);
    // It would end the transaction that is watched.
    if (statement.controlsTransaction() || ServerStatement.isInTransaction(statement)) {
      return unseen;
    }
    Seen seen = seen(source, statement, held);
    Connection connection = session.connection();
    // Who reads or writes their rows leaves them as they are.
    existing.read(connection, existing.unread(seen.locked().keySet()));
    Map<Long, Relation> named = new LinkedHashMap<>();
    name(seen, named); // As they were called before, if they were there.
    Set<Long> changed = seen.touched().changed();
    List<Long> locked = strong(seen.locked());
    Relations.Refreshed now =
        changed == null
            ? relations.refreshedAll(connection, locked)
            : relations.refreshed(connection, changed, locked);
    name(seen, named);
    now.changes().stream()
        .flatMap(change -> Stream.ofNullable(change.after()))
        .forEach(after -> named.putIfAbsent(after.id(), after.relation()));
    return new WatchedStatement(
        statement, effects(seen, named, now, held), shapes.apply(statement));
  }

  private void name(Seen seen, Map<Long, Relation> named) {
    Stream.concat(seen.locked().keySet().stream(), seen.touched().own().stream())
        .forEach(oid -> relations.relation(oid).ifPresent(now -> named.putIfAbsent(oid, now)));
  }

  /**
   * What the server said of a statement.
   *
   * @param locked all that is locked behind it; empty where nobody waits for any of it
   */
  private record Seen(
      Messages messages, Map<Long, LockMode> locked, Touched touched, boolean lockless) {}

  /** Executes it, with all that it touches read before. */
  private Seen seen(String source, Statement statement, Held held)
      throws SQLException, NotTakenBackException {
    Connection connection = session.connection();
    if (connection.getAutoCommit()) {
      existing.readAll(connection); // It cannot be taken back.
    }
    while (true) {
      Seen seen = executed(source, statement, held);
      Set<Long> touched = new LinkedHashSet<>(seen.messages().touched());
      if (seen.touched().changed() != null) {
        touched.addAll(seen.touched().changed());
      }
      boolean all = seen.touched().changed() == null && !existing.allRead();
      Set<Long> unread = existing.unread(touched);
      if (unread.isEmpty() && !all) {
        return seen;
      }
      session.takeBack();
      if (all) {
        existing.readAll(connection);
      } else {
        existing.read(connection, unread);
      }
    }
  }

  private Seen executed(String source, Statement statement, Held held)
      throws SQLException, NotTakenBackException {
    Messages messages = session.executed(source, statement);
    boolean eventful = session.available().contains(Source.EVENTS);
    if (!eventful || messages.publishes()) {
      relations.publish();
    }
    // Nobody waits for what is new, and each look at the locks is at all that there are.
    boolean lockless = held.several() && !relations.anyExisted();
    if (lockless && eventful && Creation.is(statement, messages)) {
      return new Seen(messages, Map.of(), Touched.byCreation(messages), true);
    }
    Map<Long, LockMode> locked = session.locks();
    Touched touched =
        Touched.by(messages, eventful, locked, held.locks(), relations, session.connection());
    return new Seen(messages, locked, touched, lockless);
  }

  private Effects effects(Seen seen, Map<Long, Relation> named, Relations.Refreshed now, Held held)
      throws SQLException {
    Connection connection = session.connection();
    Messages messages = seen.messages();
    List<RelationChange> changes = now.changes();
    List<Lock> taken = held.taken(seen.locked(), named);
    Called called = new Called(named, seen.touched().own());
    List<Long> others = messages.touched().stream().filter(oid -> !relations.isKnown(oid)).toList();
    List<Relation> rewritten = called.rewritten(messages.rewrites(), messages.rewritten());
    return new Effects(
        seen.lockless() ? List.of() : taken,
        rewritten,
        relations.refiled(now.files(), rewritten),
        called.tables(messages.scanned()),
        defaults(changes, messages.implied()),
        called.indexes(messages.built(), relations),
        called.validated(messages.validated(), relations),
        messages.commands(),
        DroppedColumns.judged(messages.dropped(), changes),
        changes,
        messages.cutNames(),
        Types.retyped(connection, changes),
        types.lost(connection, others),
        names.renamed(connection, others),
        connection.getAutoCommit(),
        null);
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

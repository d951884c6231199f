package dev.pgmigrate.kept;

import dev.pgmigrate.sql.ShownSql;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Whether statements that are executed another time make the same catalog.
 *
 * <p>A definition stores its expressions and does not evaluate them: {@code DEFAULT now()} is the
 * same whenever it is executed. What the clock or chance gives ("volatile" below) reaches the
 * catalog in four ways, and then statements are not repeatable:
 *
 * <ul>
 *   <li>code that is executed at once is volatile: DO, CALL, SELECT and all else that is neither a
 *       definition nor writes rows; also through the functions that it calls;
 *   <li>the bound of a partition is volatile;
 *   <li>a literal means the time of execution: {@code DATE 'today'}, {@code DEFAULT 'now'};
 *   <li>anything is volatile, so that rows are, and code, a view or the body of a function both
 *       reads rows or is volatile, and executes definitions; each of both also through the
 *       functions and views that it names.
 * </ul>
 *
 * <p>The words decide, so this errs on the side of "not repeatable".
 */
public final class Repeatable {
  /** They store what they say, or say nothing that stays. */
  private static final Set<String> DEFINITIONS =
      Set.of(
          "create",
          "alter",
          "drop",
          "comment",
          "grant",
          "revoke",
          "set",
          "reset",
          "truncate",
          "analyze",
          "vacuum",
          "reindex",
          "cluster",
          "lock",
          "refresh",
          "security",
          "import",
          "reassign");

  private static final Set<String> WRITES = Set.of("insert", "update", "delete", "merge", "copy");

  /** What is executed at once, and the functions that it may call. */
  private final List<StatementWords> executed = new ArrayList<>();

  /** What evaluates expressions, now or with a row to come. It defines only through calls. */
  private final List<StatementWords> evaluated = new ArrayList<>();

  private final List<Named> routines = new ArrayList<>();
  private final List<Named> views = new ArrayList<>();
  private boolean somethingVolatile;

  private record Named(String name, StatementWords body) {}

  private Repeatable() {}

  /** Why they are not, with the first words of the statement; empty: they are. */
  public static Optional<String> obstacle(Stream<Statement> statements) {
    return new Repeatable().of(statements.map(Statement::sql).toList());
  }

  private Optional<String> of(List<String> statements) {
    for (String sql : statements) {
      StatementWords words = StatementWords.of(sql);
      String verb = words.verb();
      if (verb.isEmpty()) {
        continue;
      }
      boolean isVolatile = words.isVolatile();
      somethingVolatile |= isVolatile;
      Optional<String> routine = words.routine();
      if (routine.isPresent()) {
        routines.add(new Named(routine.get(), words));
      } else if (DEFINITIONS.contains(verb)) {
        if (words.boundIsVolatile() || words.hasTimeLiteral()) {
          return obstacle(sql);
        }
        words.view().ifPresent(name -> views.add(new Named(name, words)));
        if (words.evaluates()) {
          evaluated.add(words);
        }
      } else if (WRITES.contains(verb)) {
        evaluated.add(words);
      } else {
        if (isVolatile) {
          return obstacle(sql);
        }
        executed.add(words);
      }
    }
    return throughCalls().or(this::throughRows);
  }

  /** Code that calls a volatile function, or one that calls such a one. */
  private Optional<String> throughCalls() {
    Set<String> volatileNames = closed(routines, StatementWords::isVolatile);
    return executed.stream()
        .filter(code -> code.names(volatileNames))
        .findFirst()
        .flatMap(code -> obstacle(code.text()));
  }

  /** The names of those of which it holds, or that name such a one. */
  private static Set<String> closed(List<Named> all, Predicate<StatementWords> holds) {
    Set<String> names = new HashSet<>();
    for (boolean more = true; more; ) {
      more = false;
      for (Named one : all) {
        if (!names.contains(one.name()) && (holds.test(one.body()) || one.body().names(names))) {
          more |= names.add(one.name());
        }
      }
    }
    return names;
  }

  /** Code that may make of rows what it defines. */
  private Optional<String> throughRows() {
    if (!somethingVolatile) {
      return Optional.empty();
    }
    List<Named> named = Stream.concat(routines.stream(), views.stream()).toList();
    Set<String> defining = closed(named, body -> body.routine().isPresent() && body.defines());
    Set<String> varying = closed(named, body -> body.readsRows() || body.isVolatile());
    return Stream.concat(
            Stream.concat(executed.stream(), routines.stream().map(Named::body))
                .filter(code -> code.defines() || code.names(defining)),
            evaluated.stream().filter(code -> code.names(defining)))
        .filter(code -> code.readsRows() || code.isVolatile() || code.names(varying))
        .findFirst()
        .flatMap(code -> obstacle(code.text()));
  }

  private static Optional<String> obstacle(String sql) {
    return Optional.of(ShownSql.start(sql));
  }
}

package dev.pgmigrate.command;

import dev.pgmigrate.sql.Lexer;
import dev.pgmigrate.sql.SqlSyntaxException;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.Token;
import dev.pgmigrate.sql.Token.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
 *   <li>anything is volatile, so that rows are, and code or the body of a function both reads rows
 *       and executes definitions.
 * </ul>
 *
 * <p>The words decide, so this errs on the side of "not repeatable".
 */
final class Repeatable {
  private static final Set<String> VOLATILE_WORDS =
      Set.of("current_date", "current_time", "current_timestamp", "localtime", "localtimestamp");

  private static final Set<String> VOLATILE_FUNCTIONS =
      Set.of(
          "now",
          "clock_timestamp",
          "statement_timestamp",
          "transaction_timestamp",
          "timeofday",
          "age",
          "random",
          "random_normal",
          "setseed",
          "array_shuffle",
          "array_sample",
          "gen_random_uuid",
          "gen_random_bytes",
          "gen_salt",
          "uuidv4",
          "uuidv7",
          "uuid_generate_v1",
          "uuid_generate_v1mc",
          "uuid_generate_v4",
          "txid_current",
          "pg_current_xact_id",
          "pg_backend_pid");

  private static final Set<String> TIMES = Set.of("now", "today", "tomorrow", "yesterday");

  private static final Set<String> DEFINING =
      Set.of(
          "create", "alter", "drop", "comment", "grant", "revoke", "execute", "import", "reassign");

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
  private final List<List<Token>> executed = new ArrayList<>();

  private final List<Routine> routines = new ArrayList<>();
  private boolean somethingVolatile;

  private record Routine(String name, List<Token> body) {}

  private Repeatable() {}

  /** Why they are not, with the first words of the statement; empty: they are. */
  static Optional<String> obstacle(Stream<Statement> statements) {
    return new Repeatable().of(statements.map(Statement::sql).toList());
  }

  private Optional<String> of(List<String> statements) {
    for (String sql : statements) {
      List<Token> tokens = tokens(sql);
      if (tokens.isEmpty()) {
        continue;
      }
      String verb = tokens.get(0).folded();
      boolean isVolatile = isVolatile(tokens);
      somethingVolatile |= isVolatile;
      Optional<String> routine = routine(tokens);
      if (routine.isPresent()) {
        routines.add(new Routine(routine.get(), tokens));
      } else if (DEFINITIONS.contains(verb)) {
        if (boundIsVolatile(tokens) || hasTimeLiteral(tokens)) {
          return obstacle(sql);
        }
      } else if (!WRITES.contains(verb)) {
        if (isVolatile) {
          return obstacle(sql);
        }
        executed.add(tokens);
      }
    }
    return throughCalls().or(this::throughRows);
  }

  /** Code that calls a volatile function, or one that calls such a one. */
  private Optional<String> throughCalls() {
    Set<String> volatileNames = new HashSet<>();
    for (boolean more = true; more; ) {
      more = false;
      for (Routine routine : routines) {
        if (!volatileNames.contains(routine.name())
            && (isVolatile(routine.body()) || names(routine.body(), volatileNames))) {
          more = volatileNames.add(routine.name());
        }
      }
    }
    return executed.stream()
        .filter(code -> names(code, volatileNames))
        .findFirst()
        .flatMap(code -> obstacle(text(code)));
  }

  /** Code that may make of rows what it defines. */
  private Optional<String> throughRows() {
    if (!somethingVolatile) {
      return Optional.empty();
    }
    return Stream.concat(executed.stream(), routines.stream().map(Routine::body))
        .filter(code -> defines(code) && (readsRows(code) || isVolatile(code)))
        .findFirst()
        .flatMap(code -> obstacle(text(code)));
  }

  private static Optional<String> obstacle(String sql) {
    String line = sql.strip().replaceAll("\\s+", " ");
    return Optional.of(line.substring(0, Math.min(line.length(), 60)));
  }

  /** The name of the function or procedure that is created. */
  private static Optional<String> routine(List<Token> tokens) {
    for (int i = 1; i < Math.min(tokens.size(), 4); i++) {
      if (tokens.get(0).isWord("create")
          && (tokens.get(i).isWord("function") || tokens.get(i).isWord("procedure"))) {
        int open = i;
        while (open < tokens.size() && !tokens.get(open).is("(")) {
          open++;
        }
        return Optional.of(name(tokens.get(open - 1)));
      }
    }
    return Optional.empty();
  }

  private static boolean isVolatile(List<Token> tokens) {
    return any(
        tokens,
        (all, i) -> {
          Token token = all.get(i);
          String name = name(token);
          boolean called = i + 1 < all.size() && all.get(i + 1).is("(");
          return VOLATILE_WORDS.contains(name)
              || (called && VOLATILE_FUNCTIONS.contains(name))
              || isTime(token);
        });
  }

  private static boolean boundIsVolatile(List<Token> tokens) {
    for (int i = 1; i < tokens.size(); i++) {
      if (tokens.get(i - 1).isWord("for") && tokens.get(i).isWord("values")) {
        return isVolatile(tokens.subList(i, tokens.size()));
      }
    }
    return false;
  }

  /** The values of a type and the text of a comment are no times. */
  private static boolean hasTimeLiteral(List<Token> tokens) {
    boolean ofType = tokens.size() > 1 && tokens.get(1).isWord("type");
    return !ofType
        && !tokens.get(0).isWord("comment")
        && tokens.stream().anyMatch(Repeatable::isTime);
  }

  /** {@code 'now'}, {@code 'today 10:00'}. */
  private static boolean isTime(Token token) {
    if (token.kind() != Kind.STRING) {
      return false;
    }
    String text = unquoted(token).strip().toLowerCase(Locale.ROOT);
    return TIMES.contains(text)
        || TIMES.stream().anyMatch(time -> text.matches(time + "\\s+[-+0-9].*"))
        || TIMES.stream().anyMatch(time -> text.matches("[-+0-9: ]+ " + time));
  }

  private static boolean names(List<Token> tokens, Set<String> names) {
    return any(tokens, (all, i) -> names.contains(name(all.get(i))));
  }

  private static boolean defines(List<Token> tokens) {
    boolean routine = routine(tokens).isPresent();
    return any(
        // CREATE FUNCTION itself is a definition.
        routine ? tokens.subList(1, tokens.size()) : tokens,
        (all, i) -> DEFINING.contains(name(all.get(i))));
  }

  /** Of a table that is not the catalog's, or of the row that a trigger is about. */
  private static boolean readsRows(List<Token> tokens) {
    return any(
        tokens,
        (all, i) -> {
          Token token = all.get(i);
          if (token.isWord("new") || token.isWord("old")) {
            return true;
          }
          if (!(token.isWord("from") || token.isWord("join")) || i + 1 == all.size()) {
            return false;
          }
          Token read = all.get(i + 1);
          boolean relation = read.kind() == Kind.WORD || read.kind() == Kind.QUOTED;
          String name = name(read);
          return relation && !name.startsWith("pg_") && !name.equals("information_schema");
        });
  }

  private interface Test {
    boolean holds(List<Token> tokens, int index);
  }

  /** Whether a test holds anywhere, also within the bodies and literals, which may be code. */
  private static boolean any(List<Token> tokens, Test test) {
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (test.holds(tokens, i)) {
        return true;
      }
      boolean text = token.kind() == Kind.BODY || token.kind() == Kind.STRING;
      if (text && any(tokens(unquoted(token)), test)) {
        return true;
      }
    }
    return false;
  }

  /** Without comments; as far as it can be cut, for a literal may be prose. */
  private static List<Token> tokens(String sql) {
    List<Token> tokens = new ArrayList<>();
    Lexer lexer = new Lexer(sql);
    try {
      for (Optional<Token> next = lexer.next(); next.isPresent(); next = lexer.next()) {
        if (next.get().kind() != Kind.COMMENT) {
          tokens.add(next.get());
        }
      }
    } catch (SqlSyntaxException e) {
      return tokens;
    }
    return tokens;
  }

  private static String unquoted(Token token) {
    String text = token.text();
    if (token.kind() == Kind.BODY) {
      int tag = text.indexOf('$', 1) + 1;
      return text.substring(tag, text.length() - tag);
    }
    int open = text.indexOf('\'');
    return text.substring(open + 1, Math.max(open + 1, text.length() - 1)).replace("''", "'");
  }

  private static String name(Token token) {
    String text = token.text();
    return token.kind() == Kind.QUOTED && text.length() > 1
        ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
        : token.folded();
  }

  private static String text(List<Token> tokens) {
    return String.join(" ", tokens.stream().map(Token::text).toList());
  }
}

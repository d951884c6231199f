package dev.pgmigrate.kept;

import dev.pgmigrate.sql.Lexer;
import dev.pgmigrate.sql.SqlSyntaxException;
import dev.pgmigrate.sql.Token;
import dev.pgmigrate.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the words of a statement tell of what it does, with the bodies and literals in it. */
record StatementWords(List<Token> tokens) {
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

  /** Those of a statement, without comments. */
  static StatementWords of(String sql) {
    return new StatementWords(tokens(sql));
  }

  /** The first word; empty: there is none. */
  String verb() {
    return tokens.isEmpty() ? "" : tokens.get(0).folded();
  }

  /** The name of the function or procedure that is created. */
  Optional<String> routine() {
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

  /** The name of the view that is created. */
  Optional<String> view() {
    for (int i = 1; i < Math.min(tokens.size() - 1, 6); i++) {
      if (tokens.get(0).isWord("create") && tokens.get(i).isWord("view")) {
        int end = i + 1;
        while (end < tokens.size() - 1
            && !tokens.get(end).is("(")
            && !tokens.get(end).isWord("as")
            && !tokens.get(end).isWord("with")
            && !tokens.get(end).isWord("using")) {
          end++;
        }
        return Optional.of(name(tokens.get(end - 1)));
      }
    }
    return Optional.empty();
  }

  /**
   * Whether a definition has expressions: at once for rows that are there, or for those to come.
   */
  boolean evaluates() {
    return tokens.get(0).isWord("create")
        || tokens.get(0).isWord("refresh")
        || (tokens.get(0).isWord("alter")
            && tokens.size() > 1
            && (tokens.get(1).isWord("table") || tokens.get(1).isWord("domain")));
  }

  /** Whether something depends on the clock or on chance. */
  boolean isVolatile() {
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

  /** Whether the bound of a partition does. */
  boolean boundIsVolatile() {
    for (int i = 1; i < tokens.size(); i++) {
      if (tokens.get(i - 1).isWord("for") && tokens.get(i).isWord("values")) {
        return new StatementWords(tokens.subList(i, tokens.size())).isVolatile();
      }
    }
    return false;
  }

  /**
   * Whether a literal means the time of execution. The values of a type and the text of a comment
   * do not.
   */
  boolean hasTimeLiteral() {
    boolean ofType = tokens.size() > 1 && tokens.get(1).isWord("type");
    return !ofType
        && !tokens.get(0).isWord("comment")
        && tokens.stream().anyMatch(StatementWords::isTime);
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

  /** Whether one of these names occurs. */
  boolean names(Set<String> names) {
    return !names.isEmpty() && any(tokens, (all, i) -> names.contains(name(all.get(i))));
  }

  /** Whether definitions are executed, in the body of a routine or at once. */
  boolean defines() {
    boolean routine = routine().isPresent();
    return any(
        // CREATE FUNCTION itself is a definition.
        routine ? tokens.subList(1, tokens.size()) : tokens,
        (all, i) -> DEFINING.contains(name(all.get(i))));
  }

  /**
   * Whether rows are read: of a table that is not the catalog's, or the row that a trigger is
   * about.
   */
  boolean readsRows() {
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

  /** As one line. */
  String text() {
    return String.join(" ", tokens.stream().map(Token::text).toList());
  }
}

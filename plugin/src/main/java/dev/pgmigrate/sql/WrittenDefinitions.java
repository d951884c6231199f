package dev.pgmigrate.sql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the author's own words for views, functions, triggers and what else is written whole: all
 * that stands behind CREATE or CREATE OR REPLACE, line breaks and comments included.
 */
final class WrittenDefinitions {
  private static final List<List<String>> KINDS =
      List.of(
          List.of("view"),
          List.of("materialized", "view"),
          List.of("function"),
          List.of("procedure"),
          List.of("trigger"),
          List.of("constraint", "trigger"),
          List.of("rule"),
          List.of("policy"),
          List.of("statistics"),
          List.of("publication"));

  /** What can stand where INSERT names no columns. */
  private static final List<String> ROWS = List.of("values", "select", "overriding", "with");

  private final Map<WrittenExpressions.Key, String> words = new HashMap<>();

  /** What was found so far. */
  Map<WrittenExpressions.Key, String> words() {
    return words;
  }

  /** Reads one more statement. */
  void statement(String source, TokenCursor sql) {
    if (sql.take("create")) {
      sql.take("or", "replace");
      if (sql.hasNext()) {
        int start = sql.tokens().get(sql.mark()).offset();
        WrittenExpressions.Key key = created(sql);
        if (key != null && !expandsStars(sql) && !insertsInOrder(sql)) {
          words.put(key, source.substring(start).strip());
        }
      }
    } else if (sql.take("alter") || sql.take("drop")) {
      forget(sql);
    }
  }

  /** SELECT * is another view once its table has another column. */
  private static boolean expandsStars(TokenCursor sql) {
    List<Token> tokens = sql.tokens();
    for (int i = 1; i < tokens.size(); i++) {
      Token next = i + 1 < tokens.size() ? tokens.get(i + 1) : null;
      // To multiply takes another operand; count(*) takes none.
      boolean columns =
          tokens.get(i - 1).is(".") || next == null || next.is(",") || next.isWord("from");
      if (columns && tokens.get(i).is("*")) {
        return true;
      }
    }
    return false;
  }

  /** INSERT INTO t VALUES is another rule once the columns of t have another order. */
  private static boolean insertsInOrder(TokenCursor sql) {
    List<Token> tokens = sql.tokens();
    for (int i = 1; i < tokens.size(); i++) {
      int last = i + 2 < tokens.size() && tokens.get(i + 1).is(".") ? i + 2 : i;
      boolean into = tokens.get(i - 1).isWord("into") && last + 1 < tokens.size();
      if (into && ROWS.stream().anyMatch(tokens.get(last + 1)::isWord)) {
        return true;
      }
    }
    return false;
  }

  private static WrittenExpressions.@Nullable Key created(TokenCursor sql) {
    for (List<String> kind : KINDS) {
      if (sql.take(kind.toArray(String[]::new))) {
        return sql.take("if", "not", "exists") ? null : key(kind, sql);
      }
    }
    return null;
  }

  private static WrittenExpressions.@Nullable Key key(List<String> kind, TokenCursor sql) {
    String last = kind.get(kind.size() - 1);
    return switch (last) {
      case "trigger", "policy" -> part(last, "on", sql);
      case "rule" -> part(last, "to", sql);
      case "publication" -> {
        String name = sql.name();
        yield name == null ? null : new WrittenExpressions.Key("", name, "", last);
      }
      default -> {
        List<String> names = sql.names();
        yield names.isEmpty() ? null : named(names, "", String.join("-", kind));
      }
    };
  }

  /** A part of a relation, which is named behind a keyword. */
  private static WrittenExpressions.@Nullable Key part(
      String kind, String keyword, TokenCursor sql) {
    String name = sql.name();
    while (sql.hasNext() && !sql.take(keyword)) {
      sql.skip();
    }
    List<String> relation = sql.names();
    return name == null || relation.isEmpty() ? null : named(relation, name, kind);
  }

  private static WrittenExpressions.Key named(List<String> names, String part, String kind) {
    int last = names.size() - 1;
    return new WrittenExpressions.Key(
        last > 0 ? names.get(last - 1) : DefaultNamespace.name(), names.get(last), part, kind);
  }

  /** Whatever is altered or dropped may be what words are about, or what they mention. */
  private void forget(TokenCursor sql) {
    boolean table = sql.sees("table");
    boolean renames =
        sql.tokens().stream().anyMatch(token -> token.isWord("rename") || token.isWord("schema"));
    for (Token token : sql.tokens()) {
      String name = TokenCursor.identifier(token);
      if (name != null) {
        words
            .entrySet()
            .removeIf(
                entry ->
                    isAbout(entry.getKey(), name, table)
                        || (renames && mentions(entry.getValue(), name)));
      }
    }
  }

  /** A table's triggers and policies stay as they are when it is altered. */
  private static boolean isAbout(WrittenExpressions.Key key, String name, boolean table) {
    return key.part().equals(name) || (!table && key.object().equals(name));
  }

  private static boolean mentions(String text, String name) {
    return Lexer.tokens(text).stream()
        .anyMatch(token -> name.equals(TokenCursor.identifier(token)));
  }
}

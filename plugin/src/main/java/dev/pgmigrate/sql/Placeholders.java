package dev.pgmigrate.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Named places in a statement, {@code :from}: a colon with a name right behind it, outside of
 * quotes, bodies and comments. A cast ({@code ::text}) is none.
 */
public final class Placeholders {
  private Placeholders() {}

  /** The names of a statement's places, in lower case. */
  public static Set<String> in(String sql) {
    Set<String> names = new HashSet<>();
    List<Token> tokens = Lexer.tokens(sql);
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (isPlace(tokens, i)) {
        names.add(tokens.get(i + 1).folded());
      }
    }
    return names;
  }

  /** The statement with these texts at its places; a place without a text stays. */
  public static String fill(String sql, Map<String, String> texts) {
    StringBuilder filled = new StringBuilder();
    List<Token> tokens = Lexer.tokens(sql);
    int copied = 0;
    for (int i = 0; i + 1 < tokens.size(); i++) {
      String text = isPlace(tokens, i) ? texts.get(tokens.get(i + 1).folded()) : null;
      if (text != null) {
        filled.append(sql, copied, tokens.get(i).offset()).append(text);
        copied = tokens.get(i + 1).end();
      }
    }
    return filled.append(sql, copied, sql.length()).toString();
  }

  private static boolean isPlace(List<Token> tokens, int at) {
    Token colon = tokens.get(at);
    Token name = tokens.get(at + 1);
    return colon.is(":") && name.kind() == Token.Kind.WORD && name.offset() == colon.end();
  }
}

package dev.pgmigrate.sql;

import dev.pgmigrate.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks over the tokens of one statement, or of a part of it. Comments are no tokens here. */
public final class TokenCursor {
  private final String sql;
  private final List<Token> tokens;
  private int at;

  TokenCursor(String sql, List<Token> tokens) {
    this.sql = sql;
    this.tokens = tokens;
  }

  /** Over a whole statement; over nothing where it is no SQL. */
  public static TokenCursor of(String sql) {
    try {
      List<Token> tokens = new ArrayList<>(Lexer.tokens(sql));
      tokens.removeIf(token -> token.kind() == Kind.COMMENT);
      return new TokenCursor(sql, tokens);
    } catch (SqlSyntaxException notSql) {
      return new TokenCursor(sql, List.of());
    }
  }

  /** Another one over the same tokens, before the first of them. */
  TokenCursor fromStart() {
    return new TokenCursor(sql, tokens);
  }

  /** Whether a token is ahead. */
  public boolean hasNext() {
    return at < tokens.size();
  }

  /** Whether these keywords come next. */
  public boolean sees(String... keywords) {
    for (int i = 0; i < keywords.length; i++) {
      if (at + i >= tokens.size() || !tokens.get(at + i).isWord(keywords[i])) {
        return false;
      }
    }
    return true;
  }

  /** Whether this punctuation comes next. */
  public boolean seesSymbol(String symbol) {
    return hasNext() && tokens.get(at).is(symbol);
  }

  /** Moves past these keywords if they come next. */
  public boolean take(String... keywords) {
    boolean seen = sees(keywords);
    at += seen ? keywords.length : 0;
    return seen;
  }

  /** Moves past this punctuation if it comes next. */
  public boolean takeSymbol(String symbol) {
    boolean seen = seesSymbol(symbol);
    at += seen ? 1 : 0;
    return seen;
  }

  /** Moves past one token. */
  public void skip() {
    at++;
  }

  /** Moves past one token: that token. */
  public Token next() {
    return tokens.get(at++);
  }

  /** Moves past an identifier; null, and nowhere, when none comes next. */
  @Nullable String name() {
    if (!hasNext()) {
      return null;
    }
    String name = identifier(tokens.get(at));
    at += name == null ? 0 : 1;
    return name;
  }

  /** The identifier that a token is, as the catalog holds it; null when it is none. */
  static @Nullable String identifier(Token token) {
    String text = token.text();
    boolean plainlyQuoted = token.kind() == Kind.QUOTED && text.startsWith("\"");
    if (token.kind() == Kind.WORD) {
      return Identifier.cut(token.folded());
    }
    return plainlyQuoted
        ? Identifier.cut(text.substring(1, text.length() - 1).replace("\"\"", "\""))
        : null;
  }

  /** Moves past a name of one part or more: its parts. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    do {
      String name = name();
      if (name == null) {
        return names;
      }
      names.add(name);
    } while (takeSymbol("."));
    return names;
  }

  /** Moves past a group in parentheses: what is inside. Null, and nowhere, when none comes next. */
  public @Nullable TokenCursor group() {
    if (!seesSymbol("(")) {
      return null;
    }
    int start = at;
    skipNested();
    return part(start + 1, at - 1);
  }

  /** Moves past one token, or past all of a group in parentheses or brackets. */
  public void skipNested() {
    int depth = 0;
    do {
      Token token = next();
      if (token.is("(") || token.is("[")) {
        depth++;
      } else if (token.is(")") || token.is("]")) {
        depth--;
      }
    } while (depth > 0 && hasNext());
  }

  /** Moves to the end: the parts between the commas, but for those inside of a group. */
  public List<TokenCursor> parts() {
    List<TokenCursor> parts = new ArrayList<>();
    int start = at;
    while (hasNext()) {
      if (seesSymbol(",")) {
        parts.add(part(start, at));
        skip();
        start = at;
      } else {
        skipNested();
      }
    }
    parts.add(part(start, at));
    return parts;
  }

  /** Where this cursor is, for {@link #since}. */
  int mark() {
    return at;
  }

  /** What lies between the mark and here. */
  TokenCursor since(int mark) {
    return part(mark, at);
  }

  /** What is ahead. */
  public TokenCursor rest() {
    return part(at, tokens.size());
  }

  private TokenCursor part(int from, int to) {
    return new TokenCursor(sql, tokens.subList(from, Math.max(from, to)));
  }

  /** All of it, without parentheses that only stand around the whole. */
  public TokenCursor bare() {
    TokenCursor all = part(0, tokens.size());
    TokenCursor inside = all.group();
    return inside == null || all.hasNext() || inside.tokens.isEmpty() ? this : inside.bare();
  }

  /** All tokens, from the first on. */
  List<Token> tokens() {
    return tokens;
  }

  /** All of it as written, without comments; line breaks between tokens become one space. */
  public String text() {
    StringBuilder text = new StringBuilder();
    int end = -1;
    for (Token token : tokens) {
      if (end >= 0) {
        String gap = sql.substring(end, token.offset());
        boolean plain = gap.chars().allMatch(c -> c == ' ' || c == '\t');
        text.append(plain ? gap : " ");
      }
      text.append(token.text());
      end = token.end();
    }
    return text.toString();
  }
}

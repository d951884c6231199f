package dev.pgmigrate.sql;

import dev.pgmigrate.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts SQL into tokens by the rules of psql's own scanner, with {@code standard_conforming_strings
 * = on}. It goes from token to token, so that what stands before a fault can still be read.
 */
public final class Lexer {
  /** Where a comment that begins with two dashes ends. */
  public enum LineEnd {
    /** As PostgreSQL has it. */
    LF_OR_CR,
    /** As this class had it before: what a lone carriage return begins was the comment's still. */
    LF
  }

  private static final String OPERATOR_CHARACTERS = "~!@#^&|`?+-*/%<>=";
  private static final String SQL_OPERATOR_CHARACTERS = "+-*/%<>=";
  private static final String PUNCTUATION = "()[],;.:";

  private final String text;
  private final LineEnd lineEnd;
  private int at;
  private int line;

  /** Whether a quote that follows continues the last literal: a newline and no token since. */
  private boolean newline;

  private boolean lastIsString;
  private boolean lastHasEscapes;

  public Lexer(String text) {
    this(text, 1);
  }

  /** For a part of a file that begins at this line. */
  public Lexer(String text, int firstLine) {
    this(text, firstLine, LineEnd.LF_OR_CR);
  }

  /** For a part of a file, by the rule of an earlier time. */
  public Lexer(String text, int firstLine, LineEnd lineEnd) {
    this.text = text;
    this.line = firstLine;
    this.lineEnd = lineEnd;
  }

  /** All tokens of a text, comments included. */
  public static List<Token> tokens(String text) {
    Lexer lexer = new Lexer(text);
    List<Token> tokens = new ArrayList<>();
    for (Optional<Token> next = lexer.next(); next.isPresent(); next = lexer.next()) {
      tokens.add(next.get());
    }
    return tokens;
  }

  /**
   * The next token, or empty at the end.
   *
   * @throws SqlSyntaxException when it is never closed, or is psql's and not SQL
   */
  public Optional<Token> next() {
    skipSpace();
    if (at == text.length()) {
      return Optional.empty();
    }
    int start = at;
    int startLine = line;
    Kind kind = scan();
    String found = text.substring(start, at);
    if (mayHoldLines(kind)) {
      for (int i = start; i < at; i++) {
        line += endsLine(i) ? 1 : 0;
      }
    }
    boolean lineComment = found.startsWith("--") && kind == Kind.COMMENT;
    if (!lineComment) {
      lastIsString = kind == Kind.STRING;
      newline = false;
    }
    return Optional.of(new Token(kind, found, start, startLine));
  }

  private static boolean mayHoldLines(Kind kind) {
    return switch (kind) {
      case QUOTED, STRING, BODY, COMMENT -> true;
      case WORD, NUMBER, PARAMETER, OPERATOR, PUNCTUATION -> false;
    };
  }

  private void skipSpace() {
    while (at < text.length() && isSpace(text.charAt(at))) {
      newline |= text.charAt(at) == '\n' || text.charAt(at) == '\r';
      line += endsLine(at) ? 1 : 0;
      at++;
    }
  }

  /** The two characters of Windows end one line. */
  private boolean endsLine(int offset) {
    char c = text.charAt(offset);
    return c == '\n' || (c == '\r' && !text.startsWith("\n", offset + 1));
  }

  private int endOfLine() {
    int feed = text.indexOf('\n', at);
    int end = feed < 0 ? text.length() : feed;
    if (lineEnd == LineEnd.LF) {
      return end;
    }
    int carriageReturn = text.substring(at, end).indexOf('\r');
    return carriageReturn < 0 ? end : at + carriageReturn;
  }

  /** Moves behind the token that begins here. */
  private Kind scan() {
    char c = text.charAt(at);
    if (text.startsWith("--", at)) {
      at = endOfLine();
      return Kind.COMMENT;
    }
    if (text.startsWith("/*", at)) {
      blockComment();
      return Kind.COMMENT;
    }
    if (c == '\'') {
      string(lastIsString && newline && lastHasEscapes);
      return Kind.STRING;
    }
    if (c == '"') {
      quoted('"', false, "The quoted identifier");
      return Kind.QUOTED;
    }
    if (c == '$') {
      return dollar();
    }
    if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
      number();
      return Kind.NUMBER;
    }
    if (isWordStart(c)) {
      return word();
    }
    return symbol(c);
  }

  private Kind word() {
    int prefix = prefixOfQuote();
    if (prefix > 0) {
      boolean escapes = "eE".indexOf(text.charAt(at)) >= 0;
      at += prefix;
      if (text.charAt(at) == '"') {
        quoted('"', false, "The quoted identifier");
        return Kind.QUOTED;
      }
      string(escapes);
      return Kind.STRING;
    }
    while (at < text.length() && isWordPart(text.charAt(at))) {
      at++;
    }
    return Kind.WORD;
  }

  /** The length of the prefix in E'..', B'..', X'..', U&'..' and U&".."; 0 where there is none. */
  private int prefixOfQuote() {
    char c = text.charAt(at);
    if ("eEbBxX".indexOf(c) >= 0 && peek(1) == '\'') {
      return 1;
    }
    boolean unicode = "uU".indexOf(c) >= 0 && peek(1) == '&';
    return unicode && (peek(2) == '\'' || peek(2) == '"') ? 2 : 0;
  }

  private void string(boolean escapes) {
    quoted('\'', escapes, "The string literal");
    lastHasEscapes = escapes;
  }

  private void quoted(char quote, boolean escapes, String what) {
    at++;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == quote && peek(1) != quote) {
        at++;
        return;
      }
      at += c == quote || (escapes && c == '\\') ? 2 : 1;
    }
    throw unclosed(what);
  }

  private void blockComment() {
    int depth = 0;
    while (at < text.length()) {
      if (text.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (text.startsWith("*/", at)) {
        depth--;
        at += 2;
        if (depth == 0) {
          return;
        }
      } else {
        at++;
      }
    }
    throw unclosed("The comment");
  }

  private Kind dollar() {
    if (isDigit(peek(1))) {
      at++;
      while (isDigit(peek(0))) {
        at++;
      }
      return Kind.PARAMETER;
    }
    String tag = dollarTag();
    if (tag == null) {
      at++;
      return Kind.OPERATOR;
    }
    int close = text.indexOf(tag, at + tag.length());
    if (close < 0) {
      throw unclosed("The dollar-quoted text");
    }
    at = close + tag.length();
    return Kind.BODY;
  }

  private @Nullable String dollarTag() {
    int end = at + 1;
    while (end < text.length() && isWordPart(text.charAt(end)) && text.charAt(end) != '$') {
      end++;
    }
    return end < text.length() && text.charAt(end) == '$' ? text.substring(at, end + 1) : null;
  }

  private void number() {
    int start = at;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean exponentSign =
          (c == '+' || c == '-') && "eE".indexOf(text.charAt(at - 1)) >= 0 && isDigit(peek(1));
      boolean range = c == '.' && (peek(1) == '.' || (at > start && text.charAt(at - 1) == '.'));
      if (range || !(isDigit(c) || isWordStart(c) || c == '.' || exponentSign)) {
        return;
      }
      at++;
    }
  }

  private Kind symbol(char c) {
    if (c == '\\') {
      throw new SqlSyntaxException(
          line,
          "A backslash outside of quotes is a command to psql, not SQL",
          "Remove " + text.substring(at).lines().findFirst().orElse("it") + ".");
    }
    if (text.startsWith("::", at) || text.startsWith(":=", at) || text.startsWith("..", at)) {
      at += 2;
      return Kind.OPERATOR;
    }
    if (PUNCTUATION.indexOf(c) >= 0) {
      at++;
      return Kind.PUNCTUATION;
    }
    if (OPERATOR_CHARACTERS.indexOf(c) < 0) {
      at++;
      return Kind.OPERATOR;
    }
    operator();
    return Kind.OPERATOR;
  }

  /**
   * As PostgreSQL: a comment ends it, and + or - end it only beside a character of no SQL operator.
   */
  private void operator() {
    int start = at;
    while (at < text.length()
        && OPERATOR_CHARACTERS.indexOf(text.charAt(at)) >= 0
        && !text.startsWith("--", at)
        && !text.startsWith("/*", at)) {
      at++;
    }
    boolean ours =
        text.substring(start, at).chars().allMatch(c -> SQL_OPERATOR_CHARACTERS.indexOf(c) >= 0);
    while (ours && at > start + 1 && "+-".indexOf(text.charAt(at - 1)) >= 0) {
      at--;
    }
  }

  private SqlSyntaxException unclosed(String what) {
    return new SqlSyntaxException(line, what + " that begins here is never closed");
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
  }

  private static boolean isWordPart(char c) {
    return isWordStart(c) || isDigit(c) || c == '$';
  }
}

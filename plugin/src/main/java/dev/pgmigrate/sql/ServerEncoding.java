package dev.pgmigrate.sql;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of a database, which may lack characters that a file has. In a comment they do not
 * matter; in SQL PostgreSQL refuses them.
 */
public final class ServerEncoding {
  /** ISO-8859-n of PostgreSQL's LATIN1 to LATIN10. */
  private static final List<Integer> LATIN = List.of(1, 2, 3, 4, 9, 10, 13, 14, 15, 16);

  /** Null: it has every character. */
  private final @Nullable Charset charset;

  private ServerEncoding(@Nullable Charset charset) {
    this.charset = charset;
  }

  /** By its name in PostgreSQL. */
  public static ServerEncoding of(@Nullable String name) {
    return new ServerEncoding(
        name == null || name.equals("UTF8") || name.equals("SQL_ASCII")
            ? null
            : charset(name.toUpperCase(Locale.ROOT)));
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(javaName(name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      // Java lacks LATIN6, LATIN8 and others. Every encoding has these characters.
      return StandardCharsets.US_ASCII;
    }
  }

  private static String javaName(String name) {
    if (name.matches("LATIN([1-9]|10)")) {
      return "ISO-8859-" + LATIN.get(Integer.parseInt(name.substring("LATIN".length())) - 1);
    }
    return switch (name) {
      case "KOI8R" -> "KOI8-R";
      case "KOI8U" -> "KOI8-U";
      case "WIN866" -> "IBM866";
      default -> name.replaceFirst("^WIN(?=[0-9])", "windows-").replace('_', '-');
    };
  }

  /** The SQL with a question mark for each character of a comment that the database lacks. */
  public String inComments(String sql) {
    if (charset == null || text(sql).equals(sql)) {
      return sql;
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    try {
      for (Token token : Lexer.tokens(sql)) {
        if (token.kind() == Token.Kind.COMMENT) {
          out.append(sql, at, token.offset()).append(text(token.text()));
          at = token.end();
        }
      }
    } catch (SqlSyntaxException e) {
      return sql;
    }
    return out.append(sql.substring(at)).toString();
  }

  /** A text with a question mark for each character that the database lacks. */
  public String text(String text) {
    if (charset == null) {
      return text;
    }
    CharsetEncoder encoder = charset.newEncoder();
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              String one = Character.toString(c);
              out.append(encoder.canEncode(one) ? one : "?");
            });
    return out.toString();
  }
}

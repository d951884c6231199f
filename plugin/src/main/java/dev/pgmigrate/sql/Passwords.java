package dev.pgmigrate.sql;

import dev.pgmigrate.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes the passwords out of a statement: of roles, of options of a foreign server or a user
 * mapping, of settings and columns that are called so, in connection strings and URLs, and in code
 * that a statement contains. Rather too many literals are hidden than too few.
 */
final class Passwords {
  private static final String MASK = "'***'";

  private static final String NAME =
      "(?:password|passwd|pwd|passphrase|secret|token|api_?key|access_?key|private_?key)";

  /** Where this is not found there is nothing to hide. */
  private static final Pattern MAY_HAVE = Pattern.compile("(?i)" + NAME + "|://|crypt");

  private static final Pattern NAMED = Pattern.compile("(?is).*" + NAME);

  /** {@code password=..} in a connection string or a URL. */
  private static final Pattern IN_CONNECTION =
      Pattern.compile(
          "(?i)(\\w*" + NAME + "\\s*=\\s*)(?!\\s|%)(?:'(?:[^'\\\\]|\\\\.)*'|[^\\s'\"&;]+)");

  /** {@code //user:password@host}. */
  private static final Pattern IN_ADDRESS = Pattern.compile("(://[^\\s:/@']*:)[^\\s@/']+(?=@)");

  /** A text that goes on with the password: {@code 'CREATE ROLE %I PASSWORD %L'}. */
  private static final Pattern GOES_ON =
      Pattern.compile("(?is)" + NAME + "(?:\\s+|\\s*=\\s*)'?(?:%|$)");

  private final String sql;
  private final StringBuilder shown = new StringBuilder();
  private final List<Token> before = new ArrayList<>();
  private final InsertedValues inserted = new InsertedValues();
  private int end;
  private boolean goesOn;
  private boolean masked;

  private Passwords(String sql) {
    this.sql = sql;
  }

  /** The statement, or several, with {@code '***'} for each password. */
  static String masked(String sql) {
    return MAY_HAVE.matcher(sql).find() ? new Passwords(sql).run() : sql;
  }

  private String run() {
    Lexer lexer = new Lexer(sql);
    try {
      for (Optional<Token> next = lexer.next(); next.isPresent(); next = lexer.next()) {
        Token token = next.get();
        shown.append(sql, end, token.offset()).append(shown(token));
        end = token.end();
        if (token.kind() != Kind.COMMENT) {
          before.add(token);
        }
      }
      return shown.append(sql.substring(end)).toString();
    } catch (SqlSyntaxException cutOff) {
      String rest = sql.substring(end);
      String start = rest.stripLeading();
      boolean hidden = isNamed() || goesOn;
      return shown
          .append(rest, 0, rest.length() - start.length())
          .append(hidden ? MASK : inConnection(start))
          .toString();
    }
  }

  private String shown(Token token) {
    if (token.is(";")) {
      goesOn = false;
    }
    if (token.kind() == Kind.COMMENT) {
      return inConnection(token.text());
    }
    boolean isInserted = NAMED.matcher(inserted.column(token)).matches();
    if (token.kind() != Kind.STRING && token.kind() != Kind.BODY) {
      masked = false;
      return token.text();
    }
    boolean continued = masked && token.kind() == Kind.STRING;
    masked =
        content(token).length() > 0
            && (continued || goesOn || isInserted || isNamed() || isArgument());
    if (masked) {
      return MASK;
    }
    goesOn |= GOES_ON.matcher(content(token)).find();
    return inside(token);
  }

  /** Whether what stands before a literal says that it is a password. */
  private boolean isNamed() {
    Token last = last(1);
    boolean assigned =
        last != null && (last.is("=") || last.is(":=") || last.is("=>") || last.isWord("TO"));
    Token name = assigned ? last(2) : last;
    return name != null
        && (name.kind() == Kind.WORD || name.kind() == Kind.QUOTED)
        && NAMED.matcher(name.text().replace("\"", "")).matches();
  }

  /** The first argument of crypt; the second of set_config, where the first names a password. */
  private boolean isArgument() {
    Token last = last(1);
    Token second = last(2);
    if (last == null || second == null) {
      return false;
    }
    if (last.is("(")) {
      return second.isWord("crypt");
    }
    Token function = last(4);
    return last.is(",")
        && second.kind() == Kind.STRING
        && NAMED.matcher(content(second)).matches()
        && function != null
        && function.isWord("set_config");
  }

  private @Nullable Token last(int back) {
    return before.size() < back ? null : before.get(before.size() - back);
  }

  /** A literal with what it contains, another statement or a connection string. */
  private String inside(Token token) {
    String content = content(token);
    Token last = last(1);
    boolean code = token.kind() == Kind.BODY && (last == null || !last.isWord("CONNECTION"));
    String safe = masked(code ? content : inConnection(content));
    if (safe.equals(content)) {
      return token.text();
    }
    String text = token.text();
    if (token.kind() == Kind.BODY) {
      String tag = text.substring(0, text.indexOf('$', 1) + 1);
      return tag + safe + tag;
    }
    return text.substring(0, text.indexOf('\'')) + Literal.quote(safe);
  }

  /** What is between its quotes. */
  private static String content(Token token) {
    String text = token.text();
    if (token.kind() == Kind.BODY) {
      int tag = text.indexOf('$', 1) + 1;
      return text.substring(tag, text.length() - tag);
    }
    String quoted = text.substring(text.indexOf('\'') + 1, text.length() - 1);
    boolean escapes = text.startsWith("E") || text.startsWith("e");
    return (escapes ? quoted.replace("\\'", "''") : quoted).replace("''", "'");
  }

  private static String inConnection(String text) {
    String safe = IN_CONNECTION.matcher(text).replaceAll("$1***");
    return IN_ADDRESS.matcher(safe).replaceAll("$1***");
  }
}

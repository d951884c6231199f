package dev.pgmigrate.rows;

import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.sql.Identifier;
import dev.pgmigrate.sql.Lexer;
import dev.pgmigrate.sql.Token;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Names as they stand in SQL, and as SQL mentions them. */
final class SqlNames {
  private SqlNames() {}

  static String sql(QualifiedName name) {
    return Identifier.quote(name.namespace()) + "." + Identifier.quote(name.name());
  }

  static String list(Collection<String> columns) {
    return columns.stream().map(Identifier::quote).collect(Collectors.joining(", "));
  }

  /** Those of the columns that an expression mentions. */
  static List<String> mentioned(String expression, Collection<String> columns) {
    List<Token> tokens = Lexer.tokens(expression);
    return columns.stream().filter(column -> mentions(tokens, column)).toList();
  }

  private static boolean mentions(List<Token> tokens, String column) {
    for (int i = 0; i < tokens.size(); i++) {
      boolean part = i > 0 && tokens.get(i - 1).is(".");
      if (!part && column.equals(name(tokens.get(i)))) {
        return true;
      }
    }
    return false;
  }

  private static String name(Token token) {
    return switch (token.kind()) {
      case WORD -> Identifier.fold(token.text());
      case QUOTED -> {
        String text = token.text();
        yield text.substring(1, text.length() - 1).replace("\"\"", "\"");
      }
      default -> "";
    };
  }
}

package dev.pgmigrate.watch;

import dev.pgmigrate.lint.DmlShape;
import dev.pgmigrate.sql.Identifier;
import dev.pgmigrate.sql.Lexer;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.Token;
import java.util.List;
import java.util.Locale;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.update.Update;
import org.jspecify.annotations.Nullable;

/** Which rows an UPDATE or DELETE writes, as far as its text says. */
public final class WrittenRows {
  private WrittenRows() {}

  /** The shape of an UPDATE or DELETE; {@link DmlShape#NONE} for everything else. */
  public static DmlShape of(Statement statement) {
    List<Token> words =
        Lexer.tokens(statement.sql()).stream()
            .filter(token -> token.kind() == Token.Kind.WORD)
            .toList();
    if (words.isEmpty()) {
      return DmlShape.NONE;
    }
    Token first = words.get(0);
    boolean inside = first.isWord("WITH") && words.stream().anyMatch(WrittenRows::writes);
    if (inside || first.isWord("MERGE")) {
      return new DmlShape(
          Identifier.fold(first.text()).toUpperCase(Locale.ROOT), null, false, false);
    }
    if (!writes(first)) {
      return DmlShape.NONE;
    }
    String verb = first.isWord("UPDATE") ? "UPDATE" : "DELETE";
    try {
      net.sf.jsqlparser.statement.Statement parsed = CCJSqlParserUtil.parse(statement.sql());
      if (parsed instanceof Update update) {
        return shape(verb, update.getTable(), update.getWhere());
      }
      if (parsed instanceof Delete delete) {
        return shape(verb, delete.getTable(), delete.getWhere());
      }
    } catch (JSQLParserException notUnderstood) {
      return new DmlShape(verb, null, false, false);
    }
    return new DmlShape(verb, null, false, false);
  }

  private static boolean writes(Token word) {
    return word.isWord("UPDATE") || word.isWord("DELETE");
  }

  private static DmlShape shape(String verb, Table table, @Nullable Expression where) {
    return new DmlShape(verb, table.getFullyQualifiedName(), where != null, true);
  }
}

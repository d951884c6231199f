package dev.pgmigrate.ddl;

import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.sql.Lexer;
import dev.pgmigrate.sql.Token;
import java.util.List;
import java.util.Set;

/**
 * Whether a default has another value for each row, so that ADD COLUMN must write them all. A
 * function that is not known here counts as such: that costs time, and never a lock.
 */
public final class Volatility {
  private static final Set<String> STABLE =
      Set.of(
          "now",
          "transaction_timestamp",
          "statement_timestamp",
          "current_setting",
          "current_schema",
          "current_database",
          "to_timestamp",
          "to_date",
          "to_char",
          "date_trunc",
          "date_part",
          "extract",
          "timezone",
          "make_interval",
          "make_date",
          "age",
          "coalesce",
          "nullif",
          "greatest",
          "least",
          "cast",
          "row",
          "array",
          "lower",
          "upper",
          "length",
          "btrim",
          "concat",
          "replace",
          "md5",
          "round",
          "abs",
          "floor",
          "ceil",
          "mod",
          "power",
          "int4range",
          "int8range",
          "numrange",
          "tsrange",
          "tstzrange",
          "daterange",
          "json_build_object",
          "json_build_array",
          "jsonb_build_object",
          "jsonb_build_array",
          "to_json",
          "to_jsonb",
          // Types with a length.
          "varchar",
          "varying",
          "char",
          "character",
          "numeric",
          "decimal",
          "bit",
          "time",
          "timestamp",
          "interval",
          // Words after which a parenthesis opens.
          "and",
          "or",
          "not",
          "in",
          "any",
          "then",
          "else",
          "when",
          "case");

  private Volatility() {}

  public static boolean isVolatile(Expression expression) {
    List<Token> tokens = Lexer.tokens(expression.canonical());
    for (int i = 1; i < tokens.size(); i++) {
      Token before = tokens.get(i - 1);
      boolean named = before.kind() == Token.Kind.WORD || before.kind() == Token.Kind.QUOTED;
      if (tokens.get(i).is("(") && named && !STABLE.contains(before.folded())) {
        return true;
      }
    }
    return false;
  }
}

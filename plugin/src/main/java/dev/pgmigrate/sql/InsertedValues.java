package dev.pgmigrate.sql;

import dev.pgmigrate.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Says of each token of {@code INSERT INTO t (a, b) VALUES (..), (..)} whose column it is for. */
final class InsertedValues {
  private enum Part {
    ELSEWHERE,
    INSERT,
    TABLE,
    COLUMNS,
    BEFORE_VALUES,
    VALUES
  }

  private Part part = Part.ELSEWHERE;
  private final List<String> columns = new ArrayList<>();
  private int depth;
  private int place;

  /** Hears the next token: the column whose value it is a part of; empty where it is none. */
  String column(Token token) {
    switch (part) {
      case ELSEWHERE -> {
        if (token.isWord("INSERT")) {
          part = Part.INSERT;
        }
      }
      case INSERT -> {
        part = token.isWord("INTO") ? Part.TABLE : Part.ELSEWHERE;
        columns.clear();
      }
      case TABLE -> {
        if (token.is("(")) {
          part = Part.COLUMNS;
        } else if (token.is(";") || token.isWord("VALUES") || token.isWord("SELECT")) {
          part = Part.ELSEWHERE;
        }
      }
      case COLUMNS -> {
        if (token.kind() == Kind.WORD || token.kind() == Kind.QUOTED) {
          columns.add(token.text().replace("\"", ""));
        } else if (token.is(")")) {
          part = Part.BEFORE_VALUES;
        }
      }
      case BEFORE_VALUES -> {
        if (token.isWord("VALUES")) {
          part = Part.VALUES;
          depth = 0;
        } else if (token.is(";") || token.isWord("SELECT")) {
          part = Part.ELSEWHERE;
        }
      }
      case VALUES -> value(token);
    }
    boolean isValue = part == Part.VALUES && depth > 0 && place < columns.size();
    return isValue ? columns.get(place) : "";
  }

  private void value(Token token) {
    if (token.is("(")) {
      depth++;
      place = depth == 1 ? 0 : place;
    } else if (token.is(")")) {
      depth--;
    } else if (token.is(",") && depth == 1) {
      place++;
    } else if (token.is(";")) {
      part = Part.ELSEWHERE;
    }
  }
}

package dev.pgmigrate.watch;

import dev.pgmigrate.sql.Lexer;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.Token;
import dev.pgmigrate.sql.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The tables and columns that statements put values into, as far as their text says, also under the
 * names that they get later.
 */
public final class WrittenPlaces {
  /** What statements begin with that put values into columns. */
  private static final Set<String> WRITING = Set.of("insert", "update", "merge", "with");

  /** One statement's: in all columns, where it does not name them. */
  private record Write(Set<String> tables, Set<String> columns, boolean all) {}

  private final List<Write> writes = new ArrayList<>();

  private WrittenPlaces() {}

  /** Those of statements that are executed in this order. */
  public static WrittenPlaces of(List<Statement> statements) {
    WrittenPlaces places = new WrittenPlaces();
    for (Statement statement : statements) {
      String first = statement.firstWord();
      if (WRITING.contains(first)) {
        places.writes.add(write(first, statement.sql()));
      } else if (first.equals("alter")) {
        places.rename(tokens(statement.sql()));
      }
    }
    return places;
  }

  /** Whether rows were written into a table of this name. */
  boolean table(String name) {
    return writes.stream().anyMatch(write -> write.tables().contains(name));
  }

  /** Whether values were written into this column. */
  boolean column(String table, String column) {
    return writes.stream()
        .filter(write -> write.tables().contains(table))
        .anyMatch(write -> write.all() || write.columns().contains(column));
  }

  private static Write write(String first, String sql) {
    List<Token> tokens = tokens(sql);
    int table = 1;
    while (table < tokens.size()
        && (tokens.get(table).isWord("INTO") || tokens.get(table).isWord("ONLY"))) {
      table++;
    }
    while (table + 2 < tokens.size() && tokens.get(table + 1).is(".")) {
      table += 2;
    }
    if (table + 1 >= tokens.size() || first.equals("with") || first.equals("merge")) {
      return new Write(Words.of(sql), Words.of(sql), false); // Rather too many.
    }
    Set<String> name = new HashSet<>(name(tokens.get(table)));
    Set<String> columns = new HashSet<>();
    if (first.equals("insert")) {
      boolean all = !tokens.get(table + 1).is("(");
      for (int i = table + 2; !all && i < tokens.size() && !tokens.get(i).is(")"); i++) {
        columns.addAll(name(tokens.get(i)));
      }
      return new Write(name, columns, all);
    }
    for (int i = table; i + 1 < tokens.size() && !tokens.get(i).isWord("WHERE"); i++) {
      if (tokens.get(i + 1).is("=")) {
        for (int at = i; at > table && !tokens.get(at).isWord("SET"); at--) {
          columns.addAll(name(tokens.get(at)));
          if (!tokens.get(i).is(")") || tokens.get(at).is("(")) {
            break;
          }
        }
      }
    }
    return new Write(name, columns, false);
  }

  /** {@code ALTER .. RENAME TO b}, {@code RENAME COLUMN a TO b}, {@code RENAME a TO b}. */
  private void rename(List<Token> tokens) {
    for (int i = 2; i + 2 < tokens.size(); i++) {
      if (tokens.get(i).isWord("RENAME")) {
        boolean table = tokens.get(i + 1).isWord("TO");
        int to = table ? i + 1 : tokens.get(i + 1).isWord("COLUMN") ? i + 3 : i + 2;
        if (to + 1 < tokens.size() && tokens.get(to).isWord("TO")) {
          Set<String> old = name(tokens.get(table ? i - 1 : to - 1));
          Set<String> next = name(tokens.get(to + 1));
          writes.stream()
              .map(write -> table ? write.tables() : write.columns())
              .filter(names -> old.stream().anyMatch(names::contains))
              .forEach(names -> names.addAll(next));
        }
      }
    }
  }

  private static List<Token> tokens(String sql) {
    return Lexer.tokens(sql).stream().filter(t -> t.kind() != Token.Kind.COMMENT).toList();
  }

  /** As the catalog has it. */
  private static Set<String> name(Token token) {
    return Words.of(token.text());
  }
}

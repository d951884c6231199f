package dev.pgmigrate.sql;

import dev.pgmigrate.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts a script into its statements where psql would. */
public final class Splitter {
  private final String script;
  private final Lexer lexer;
  private final List<Statement> statements = new ArrayList<>();

  // Of the statement being read.
  private final List<Token> comments = new ArrayList<>();
  private final List<Token> tokens = new ArrayList<>();
  private final Nesting nesting = new Nesting();

  /** The line on which the statement before ended: a comment there belongs to that one. */
  private int lastLine;

  private Splitter(String script, Lexer lexer) {
    this.script = script;
    this.lexer = lexer;
  }

  /**
   * The statements of a script, in order.
   *
   * @throws SqlSyntaxException when a quote, a comment or a parenthesis is never closed, or when
   *     the script wants psql itself (a backslash command, data for COPY)
   */
  public static List<Statement> split(String script) {
    return split(script, 1);
  }

  /** As {@link #split(String)} for a part of a file that begins at this line. */
  public static List<Statement> split(String script, int firstLine) {
    return split(script, firstLine, Lexer.LineEnd.LF_OR_CR);
  }

  /** As {@link #split(String, int)} with the comments of an earlier time. */
  public static List<Statement> split(String script, int firstLine, Lexer.LineEnd lineEnd) {
    return new Splitter(script, new Lexer(script, firstLine, lineEnd)).run();
  }

  private List<Statement> run() {
    for (Optional<Token> next = lexer.next(); next.isPresent(); next = lexer.next()) {
      Token token = next.get();
      if (token.kind() == Kind.COMMENT) {
        comment(token);
      } else if (token.is(";") && nesting.isClosed()) {
        lastLine = token.line();
        end();
      } else {
        tokens.add(token);
        nesting.add(token);
      }
    }
    nesting
        .parenthesis()
        .ifPresent(
            open -> {
              throw new SqlSyntaxException(
                  open.line(), "The parenthesis that opens here is never closed");
            });
    end();
    return List.copyOf(statements);
  }

  private void comment(Token token) {
    if (tokens.isEmpty() && token.line() > lastLine) {
      comments.add(token);
    }
  }

  private void end() {
    if (!tokens.isEmpty()) {
      Token first = tokens.get(0);
      refuseCopyData(first);
      String sql = script.substring(first.offset(), tokens.get(tokens.size() - 1).end());
      statements.add(new Statement(sql, commentsAbove(first), first.line()));
    }
    comments.clear();
    tokens.clear();
    nesting.clear();
  }

  private void refuseCopyData(Token first) {
    if (!first.isWord("copy")) {
      return;
    }
    for (int i = 1; i < tokens.size() - 1; i++) {
      if (tokens.get(i).isWord("from") && tokens.get(i + 1).isWord("stdin")) {
        throw new SqlSyntaxException(
            first.line(),
            "COPY .. FROM STDIN needs psql to send its data",
            "Write INSERT instead.");
      }
    }
  }

  /** The lines of the comments that reach down to the statement without a line between. */
  private List<String> commentsAbove(Token first) {
    List<String> lines = new ArrayList<>();
    int below = first.line();
    for (int i = comments.size() - 1; i >= 0; i--) {
      Token comment = comments.get(i);
      List<String> own = lines(comment.text());
      if (comment.line() + own.size() < below) {
        break;
      }
      lines.addAll(0, own);
      below = comment.line();
    }
    return lines;
  }

  private static List<String> lines(String comment) {
    if (comment.startsWith("--")) {
      return List.of(comment.replaceFirst("^-- ?", "").stripTrailing());
    }
    return comment
        .substring(2, comment.length() - 2)
        .lines()
        .map(line -> line.strip().replaceFirst("^\\* ?", ""))
        .toList();
  }
}

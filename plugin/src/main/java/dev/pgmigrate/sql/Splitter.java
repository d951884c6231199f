package dev.pgmigrate.sql;

import dev.pgmigrate.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Cuts a script into its statements where psql would. */
public final class Splitter {
  /** CREATE [OR REPLACE] {FUNCTION|PROCEDURE}, as initials: only there BEGIN opens a block. */
  private static final Pattern ROUTINE = Pattern.compile("c(or)?[fp].*");

  private final String script;
  private final Lexer lexer;
  private final List<Statement> statements = new ArrayList<>();

  // Of the statement being read.
  private final List<Token> comments = new ArrayList<>();
  private final List<Token> tokens = new ArrayList<>();
  private final List<Token> open = new ArrayList<>();
  private final StringBuilder initials = new StringBuilder();
  private int blocks;

  /** The line on which the statement before ended: a comment there belongs to that one. */
  private int lastLine;

  private Splitter(String script, int firstLine) {
    this.script = script;
    this.lexer = new Lexer(script, firstLine);
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
    return new Splitter(script, firstLine).run();
  }

  private List<Statement> run() {
    for (Optional<Token> next = lexer.next(); next.isPresent(); next = lexer.next()) {
      Token token = next.get();
      if (token.kind() == Kind.COMMENT) {
        comment(token);
      } else if (token.is(";") && open.isEmpty() && blocks == 0) {
        lastLine = token.line();
        end();
      } else {
        tokens.add(token);
        nest(token);
      }
    }
    if (!open.isEmpty()) {
      Token unclosed = open.get(open.size() - 1);
      throw new SqlSyntaxException(
          unclosed.line(), "The parenthesis that opens here is never closed");
    }
    end();
    return List.copyOf(statements);
  }

  private void comment(Token token) {
    if (tokens.isEmpty() && token.line() > lastLine) {
      comments.add(token);
    }
  }

  /** Keeps count of what a semicolon can stand inside of; the rules are psql's. */
  private void nest(Token token) {
    if (token.is("(")) {
      open.add(token);
    } else if (token.is(")") && !open.isEmpty()) {
      open.remove(open.size() - 1);
    } else if (token.kind() == Kind.WORD) {
      word(token);
    }
  }

  private void word(Token token) {
    String word = token.folded();
    if (initials.length() < 4) {
      boolean known =
          switch (word) {
            case "create", "or", "replace", "function", "procedure" -> true;
            default -> false;
          };
      initials.append(known ? word.charAt(0) : ' ');
    }
    if (!open.isEmpty() || !ROUTINE.matcher(initials).matches()) {
      return;
    }
    switch (word) {
      case "begin" -> blocks++;
      case "case" -> blocks += blocks > 0 ? 1 : 0;
      case "end" -> blocks -= blocks > 0 ? 1 : 0;
      default -> {}
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
    initials.setLength(0);
    blocks = 0;
  }

  private void refuseCopyData(Token first) {
    if (!first.isWord("copy")) {
      return;
    }
    for (int i = 1; i < tokens.size() - 1; i++) {
      if (tokens.get(i).isWord("from") && tokens.get(i + 1).isWord("stdin")) {
        throw new SqlSyntaxException(
            first.line(), "COPY .. FROM STDIN needs psql to send its data: write INSERT instead");
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

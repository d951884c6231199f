package dev.pgmigrate.sql;

import dev.pgmigrate.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a semicolon can stand inside of without ending its statement: parentheses, and the body of a
 * routine that is written in SQL. The rules are psql's.
 */
public final class Nesting {
  /** CREATE [OR REPLACE] {FUNCTION|PROCEDURE}, as initials: only there BEGIN opens a block. */
  private static final Pattern ROUTINE = Pattern.compile("c(or)?[fp].*");

  private final List<Token> open = new ArrayList<>();
  private final StringBuilder initials = new StringBuilder();

  /** Whether the statement makes a routine, by its first words. */
  private boolean routine;

  private int blocks;

  /** The block that BEGIN ATOMIC opened; 0 outside of a body. */
  private int atomic;

  private boolean afterBegin;

  /** The next token of a statement that is no comment. */
  public void add(Token token) {
    if (token.is("(")) {
      open.add(token);
    } else if (token.is(")") && !open.isEmpty()) {
      open.remove(open.size() - 1);
    } else if (token.kind() == Kind.WORD) {
      word(token);
      return;
    }
    afterBegin = false;
  }

  /** Whether a semicolon here ends the statement. */
  public boolean isClosed() {
    return open.isEmpty() && blocks == 0;
  }

  /**
   * Whether this is inside of BEGIN ATOMIC .. END. psql counts a routine that is called "begin" as
   * one; that is no body.
   */
  public boolean inBody() {
    return atomic > 0;
  }

  /** The innermost parenthesis that is open. */
  public Optional<Token> parenthesis() {
    return open.isEmpty() ? Optional.empty() : Optional.of(open.get(open.size() - 1));
  }

  /** Begins the next statement. */
  public void clear() {
    open.clear();
    initials.setLength(0);
    routine = false;
    blocks = 0;
    atomic = 0;
    afterBegin = false;
  }

  private void word(Token token) {
    if (initials.length() == 4 && !routine) {
      return;
    }
    String word = token.folded();
    if (initials.length() < 4) {
      boolean known =
          switch (word) {
            case "create", "or", "replace", "function", "procedure" -> true;
            default -> false;
          };
      initials.append(known ? word.charAt(0) : ' ');
      routine = ROUTINE.matcher(initials).matches();
    }
    if (!open.isEmpty() || !routine) {
      return;
    }
    if (afterBegin && atomic == 0 && word.equals("atomic")) {
      atomic = blocks;
    }
    afterBegin = word.equals("begin");
    switch (word) {
      case "begin" -> blocks++;
      case "case" -> blocks += blocks > 0 ? 1 : 0;
      case "end" -> blocks -= blocks > 0 ? 1 : 0;
      default -> {}
    }
    if (blocks < atomic) {
      atomic = 0;
    }
  }
}

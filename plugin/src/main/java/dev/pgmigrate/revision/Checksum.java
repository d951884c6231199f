package dev.pgmigrate.revision;

import dev.pgmigrate.plan.Step;
import dev.pgmigrate.sql.Lexer;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.Token;
import java.util.Locale;
import java.util.TreeMap;

/** What makes a step this step: it changes when the step would do something else. */
public final class Checksum {
  private final Fingerprint parts = new Fingerprint();

  private Checksum() {}

  /**
   * A SHA-256 in hexadecimal over the step's tokens, its kind and options, and its revision's
   * phase. Comments, white space, line ends and the case of keywords are no part of it; literals
   * and function bodies are, to the letter.
   */
  public static String of(Step step, Revision.Phase phase) {
    Checksum checksum = new Checksum();
    checksum.parts.add(phase.name().toLowerCase(Locale.ROOT));
    checksum.parts.add(step.kind().name().toLowerCase(Locale.ROOT));
    new TreeMap<>(step.options()).forEach((name, value) -> checksum.parts.add(name + "=" + value));
    for (Statement statement : step.statements()) {
      checksum.parts.add("statement");
      checksum.addTokens(statement.sql());
    }
    if (step.doneWhen() != null) {
      checksum.parts.add("done-when");
      checksum.addTokens(step.doneWhen());
    }
    return checksum.parts.hex();
  }

  private void addTokens(String sql) {
    for (Token token : Lexer.tokens(sql.replace("\r\n", "\n"))) {
      if (token.kind() != Token.Kind.COMMENT) {
        parts.add(token.kind().name()).add(token.folded());
      }
    }
  }
}

package dev.pgmigrate.revision;

import dev.pgmigrate.plan.Step;
import dev.pgmigrate.sql.Lexer;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.Token;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.TreeMap;

/** What makes a step this step: it changes when the step would do something else. */
public final class Checksum {
  private final MessageDigest digest;

  private Checksum() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * A SHA-256 in hexadecimal over the step's tokens, its kind and options, and its revision's
   * phase. Comments, white space, line ends and the case of keywords are no part of it; literals
   * and function bodies are, to the letter.
   */
  public static String of(Step step, Revision.Phase phase) {
    Checksum checksum = new Checksum();
    checksum.add(phase.name().toLowerCase(Locale.ROOT));
    checksum.add(step.kind().name().toLowerCase(Locale.ROOT));
    new TreeMap<>(step.options()).forEach((name, value) -> checksum.add(name + "=" + value));
    for (Statement statement : step.statements()) {
      checksum.add("statement");
      checksum.addTokens(statement.sql());
    }
    if (step.doneWhen() != null) {
      checksum.add("done-when");
      checksum.addTokens(step.doneWhen());
    }
    return HexFormat.of().formatHex(checksum.digest.digest());
  }

  private void addTokens(String sql) {
    for (Token token : Lexer.tokens(sql.replace("\r\n", "\n"))) {
      if (token.kind() != Token.Kind.COMMENT) {
        add(token.kind().name());
        add(token.folded());
      }
    }
  }

  /** Each part with its length before it, so that no two lists of parts look alike. */
  private void add(String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }
}

package dev.pgmigrate.sql;

/**
 * One token of a script.
 *
 * @param text exactly as it stands there
 * @param offset of its first character in the script, from 0
 * @param line of its first character, from 1
 */
public record Token(Kind kind, String text, int offset, int line) {
  /** What a token is. */
  public enum Kind {
    /** A keyword or an unquoted identifier. */
    WORD,
    /** An identifier in double quotes. */
    QUOTED,
    /** A literal of any form; one continued on a further line is a token for each part. */
    STRING,
    /** A dollar-quoted literal: mostly the body of a function. */
    BODY,
    NUMBER,
    /** {@code $1}. */
    PARAMETER,
    OPERATOR,
    /** One of {@code ( ) [ ] , ; .}, or a colon. */
    PUNCTUATION,
    /** A comment of either form, without the line's end. */
    COMMENT
  }

  /** The offset behind its last character. */
  public int end() {
    return offset + text.length();
  }

  /** Whether it is this punctuation or operator. */
  public boolean is(String symbol) {
    return (kind == Kind.PUNCTUATION || kind == Kind.OPERATOR) && text.equals(symbol);
  }

  /** Whether it is this keyword, whatever its case. */
  public boolean isWord(String keyword) {
    return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
  }

  /** The text without what means nothing: words folded to lower case, all else to the letter. */
  public String folded() {
    return kind == Kind.WORD ? Identifier.fold(text) : text;
  }
}

package dev.pgmigrate.page;

/** What became of a table, or of a part of it. */
enum Mark {
  NEW("new", "+"),
  CHANGED("changed", "~"),
  GONE("dropped", "−"),
  SAME("", "");

  private final String word;
  private final String sign;

  Mark(String word, String sign) {
    this.word = word;
    this.sign = sign;
  }

  /** What people read; empty for what stays as it is. */
  public String word() {
    return word;
  }

  /** The same in one letter, for pictures. */
  public String sign() {
    return sign;
  }

  /** Its class in the style sheet and in Mermaid. */
  public String style() {
    return switch (this) {
      case NEW -> "new";
      case CHANGED -> "changed";
      case GONE -> "gone";
      case SAME -> "same";
    };
  }
}

package dev.pgmigrate.schema;

/** The kinds of object with an identity of their own; model.lock writes the word. */
public enum ObjectKind {
  NAMESPACE("schema"),
  EXTENSION("extension"),
  COLLATION("collation"),
  ENUM("enum"),
  COMPOSITE("composite-type"),
  RANGE("range-type"),
  DOMAIN("domain"),
  SEQUENCE("sequence"),
  TABLE("table"),
  COLUMN("column"),
  PRIMARY_KEY("primary-key"),
  UNIQUE("unique"),
  CHECK("check"),
  FOREIGN_KEY("foreign-key"),
  EXCLUSION("exclusion"),
  INDEX("index"),
  STATISTICS("statistics"),
  VIEW("view"),
  MATERIALIZED_VIEW("materialized-view"),
  FUNCTION("function"),
  PROCEDURE("procedure"),
  AGGREGATE("aggregate"),
  CAST("cast"),
  TRIGGER("trigger"),
  RULE("rule"),
  POLICY("policy"),
  EVENT_TRIGGER("event-trigger"),
  PUBLICATION("publication");

  private final String word;

  ObjectKind(String word) {
    this.word = word;
  }

  /** The word for this kind in model.lock, accepted.txt, messages and documentation. */
  public String word() {
    return word;
  }

  /** Whether an id ends in arguments in parentheses. */
  public boolean hasArguments() {
    return switch (this) {
      case FUNCTION, PROCEDURE, AGGREGATE, CAST -> true;
      default -> false;
    };
  }

  /** The kind that {@code word} names. */
  public static ObjectKind of(String word) {
    for (ObjectKind kind : values()) {
      if (kind.word.equals(word)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of object is called '" + word + "'");
  }
}

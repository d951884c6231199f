package dev.pgmigrate.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words of a statement, each of which may be the name of an object. */
public final class Words {
  private static final Pattern NO_NAME = Pattern.compile("[^\\p{L}\\p{N}_$]+");

  private static final Set<String> BEFORE_TABLES =
      Set.of("copy", "from", "into", "join", "only", "update", "using");

  private Words() {}

  /**
   * As the catalog has names: cut, folded where they are not quoted, and both ways inside of texts.
   */
  public static Set<String> of(String sql) {
    Set<String> words = new HashSet<>();
    for (Token token : Lexer.tokens(sql)) {
      switch (token.kind()) {
        case WORD -> words.add(token.folded());
        case QUOTED -> words.add(unquoted(token.text()));
        // nextval('orders_id_seq'), the body of a function
        case STRING, BODY ->
            NO_NAME
                .splitAsStream(token.text())
                .flatMap(word -> Stream.of(word, Identifier.fold(word)))
                .forEach(words::add);
        case NUMBER, PARAMETER, OPERATOR, PUNCTUATION, COMMENT -> {}
      }
    }
    words.addAll(words.stream().map(Identifier::cut).toList());
    return words;
  }

  /**
   * The words that stand where a statement, or one inside of its body, names a table whose rows it
   * reads or writes.
   */
  public static Set<String> ofTables(String sql) {
    Set<String> words = new HashSet<>();
    boolean expected = false;
    boolean named = false;
    for (Token token : tokens(sql)) {
      boolean name = token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.QUOTED;
      if (name && expected) {
        String text = token.kind() == Token.Kind.WORD ? token.folded() : unquoted(token.text());
        words.add(Identifier.cut(text));
      }
      switch (token.kind()) {
        case STRING -> words.addAll(ofTables(inside(token.text(), "'").replace("''", "'")));
        case BODY ->
            words.addAll(ofTables(inside(token.text(), "$").replaceAll("^\\w*\\$|\\$\\w*$", "")));
        default -> {}
      }
      boolean dot = named && token.is(".");
      named = name && expected;
      expected = dot || (token.kind() == Token.Kind.WORD && BEFORE_TABLES.contains(token.folded()));
    }
    return words;
  }

  /** What is between the first and the last of them. */
  private static String inside(String text, String mark) {
    return text.substring(text.indexOf(mark) + 1, text.lastIndexOf(mark));
  }

  private static List<Token> tokens(String sql) {
    try {
      return Lexer.tokens(sql);
    } catch (SqlSyntaxException notSql) {
      return List.of();
    }
  }

  private static String unquoted(String quoted) {
    return quoted.substring(quoted.indexOf('"') + 1, quoted.length() - 1).replace("\"\"", "\"");
  }
}

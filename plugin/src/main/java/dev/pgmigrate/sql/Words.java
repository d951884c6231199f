package dev.pgmigrate.sql;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words of a statement, each of which may be the name of an object. */
public final class Words {
  private static final Pattern NO_NAME = Pattern.compile("[^\\p{L}\\p{N}_$]+");

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

  private static String unquoted(String quoted) {
    return quoted.substring(quoted.indexOf('"') + 1, quoted.length() - 1).replace("\"\"", "\"");
  }
}

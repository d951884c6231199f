package dev.pgmigrate.sql;

import dev.pgmigrate.sql.Token.Kind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words found so far, and what happens to them when objects are dropped and renamed. */
final class WordStore {
  /** A table, index or domain. */
  record Name(String namespace, String object) {}

  /** The words, and the table or domain whose end is theirs too. */
  private record Words(String text, Name owner) {}

  private final Map<WrittenExpressions.Key, Words> words = new LinkedHashMap<>();
  private final Map<Name, Set<String>> columns = new HashMap<>();

  Map<WrittenExpressions.Key, String> texts() {
    Map<WrittenExpressions.Key, String> texts = new LinkedHashMap<>();
    words.forEach((key, value) -> texts.put(key, value.text()));
    return texts;
  }

  void put(Name owner, String part, String aspect, @Nullable String text) {
    put(owner, owner, part, aspect, text);
  }

  /** Of an index, which goes with its table. */
  void putIndex(Name index, Name table, String aspect, @Nullable String text) {
    put(index, table, "", aspect, text);
  }

  private void put(Name object, Name owner, String part, String aspect, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      words.put(
          new WrittenExpressions.Key(object.namespace(), object.object(), part, aspect),
          new Words(text, owner));
    }
  }

  /** Begins a table anew: the set of its columns, to be added to. */
  Set<String> newTable(Name table) {
    drop(table);
    Set<String> names = new LinkedHashSet<>();
    columns.put(table, names);
    return names;
  }

  /** The columns of a table whose creation was seen; else a set that nobody keeps. */
  Set<String> columns(Name table) {
    Set<String> known = columns.get(table);
    return known == null ? new LinkedHashSet<>() : known;
  }

  boolean knows(Name table) {
    return columns.containsKey(table);
  }

  /** Forgets a table with its indexes, an index, or a domain. */
  void drop(Name object) {
    remove((key, value) -> isOf(key, object) || value.owner().equals(object));
    columns.remove(object);
  }

  void dropColumn(Name table, String column) {
    removePart(table, column, "default");
    removePart(table, column, "generated");
    columns(table).remove(column);
  }

  void removePart(Name owner, String part, String aspect) {
    words.remove(new WrittenExpressions.Key(owner.namespace(), owner.object(), part, aspect));
  }

  /** Words that mention something renamed would name what is no longer there. */
  void forgetMentions(String name) {
    remove((key, value) -> mentions(value.text(), name));
  }

  /** An object has another name from here on. */
  void move(Name from, Name to) {
    Map<WrittenExpressions.Key, Words> moved = new LinkedHashMap<>();
    words.forEach(
        (key, value) -> {
          Name owner = value.owner().equals(from) ? to : value.owner();
          WrittenExpressions.Key now =
              isOf(key, from)
                  ? new WrittenExpressions.Key(
                      to.namespace(), to.object(), key.part(), key.aspect())
                  : owner.equals(to)
                      ? new WrittenExpressions.Key(
                          to.namespace(), key.object(), key.part(), key.aspect())
                      : key;
          moved.put(now, new Words(value.text(), owner));
        });
    words.clear();
    words.putAll(moved);
    Set<String> known = columns.remove(from);
    if (known != null) {
      columns.put(to, known);
    }
  }

  void renameConstraint(Name owner, String from, String to) {
    rename(owner, from, to, "check");
    rename(owner, from, to, "predicate");
  }

  void renameColumn(Name table, String from, String to) {
    rename(table, from, to, "default");
    rename(table, from, to, "generated");
    if (columns(table).remove(from)) {
      columns(table).add(to);
    }
  }

  private void rename(Name owner, String from, String to, String aspect) {
    Words found =
        words.remove(new WrittenExpressions.Key(owner.namespace(), owner.object(), from, aspect));
    if (found != null) {
      put(owner, to, aspect, found.text());
    }
  }

  /**
   * The name that PostgreSQL gives to an unnamed check: that of the one column it mentions is part
   * of it, and a number makes it unique in its namespace. Null for a table whose columns are not
   * known.
   */
  @Nullable String checkName(Name owner, boolean domain, List<Token> expression) {
    if (!domain && !columns.containsKey(owner)) {
      return null;
    }
    List<String> mentioned =
        columns(owner).stream().filter(column -> isMentioned(expression, column)).toList();
    String column = mentioned.size() == 1 ? mentioned.get(0) : "";
    String label = "check";
    for (int i = 1; ; i++) {
      String name = ObjectName.of(owner.object(), column, label);
      boolean taken =
          words.keySet().stream()
              .anyMatch(
                  key ->
                      key.aspect().equals("check")
                          && key.namespace().equals(owner.namespace())
                          && key.part().equals(name));
      if (!taken) {
        return name;
      }
      label = "check" + i;
    }
  }

  /** A function's name and a type's are no column's. */
  private static boolean isMentioned(List<Token> tokens, String column) {
    for (int i = 0; i < tokens.size(); i++) {
      boolean call = i + 1 < tokens.size() && tokens.get(i + 1).is("(");
      boolean type = i > 0 && tokens.get(i - 1).is("::");
      if (!call && !type && column.equals(TokenCursor.identifier(tokens.get(i)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean mentions(String text, String name) {
    Pattern word = Pattern.compile("(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])");
    return Lexer.tokens(text).stream()
        .anyMatch(
            token ->
                token.kind() == Kind.STRING
                    ? word.matcher(token.text()).find()
                    : name.equals(TokenCursor.identifier(token)));
  }

  private void remove(BiPredicate<WrittenExpressions.Key, Words> which) {
    words.entrySet().removeIf(entry -> which.test(entry.getKey(), entry.getValue()));
  }

  private static boolean isOf(WrittenExpressions.Key key, Name object) {
    return key.namespace().equals(object.namespace()) && key.object().equals(object.object());
  }
}

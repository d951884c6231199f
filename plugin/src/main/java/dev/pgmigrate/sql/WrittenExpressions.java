package dev.pgmigrate.sql;

import dev.pgmigrate.sql.Token.Kind;
import dev.pgmigrate.sql.WordStore.Name;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the author's own words for the expressions that DDL states.
 *
 * <p>It looks for words only: what it misses costs a reader some beauty, since PostgreSQL's form of
 * the expression stands in. So a statement it does not know is skipped, and words that may have
 * gone stale are forgotten.
 */
public final class WrittenExpressions {
  /** What ends a DEFAULT inside of a column's definition. */
  private static final Set<String> AFTER_DEFAULT =
      Set.of(
          "constraint",
          "not",
          "null",
          "unique",
          "primary",
          "check",
          "references",
          "generated",
          "collate",
          "deferrable",
          "initially",
          "no");

  private final WordStore store = new WordStore();
  private final Set<Name> domains = new HashSet<>();
  private final WrittenDefinitions definitions = new WrittenDefinitions();

  /**
   * Which expression the words are for. All names as the catalog holds them, never quoted.
   *
   * @param namespace {@code public} where the statement names none
   * @param object the table, index or domain
   * @param part the column or the constraint; empty for an index and for a domain's default
   * @param aspect {@code default}, {@code check}, {@code generated}, {@code predicate}, or {@code
   *     key 1}, {@code key 2}, .. of an index; the kind of a definition: {@code view}
   */
  public record Key(String namespace, String object, String part, String aspect) {}

  /**
   * The expressions of these statements, in their order: a later statement overrides an earlier
   * one, and what is dropped or mentions something renamed is forgotten. What is not understood is
   * skipped.
   *
   * @return the text as written, on one line, without comments; a check, a generated value, and a
   *     predicate without the parentheses around it, an index key with those that it needs
   */
  public static Map<Key, String> of(List<Statement> statements) {
    WrittenExpressions written = new WrittenExpressions();
    written.add(statements);
    return written.words();
  }

  /** Reads these statements, which are executed after those that were read before. */
  public void add(List<Statement> statements) {
    for (Statement statement : statements) {
      TokenCursor sql = TokenCursor.of(statement.sql());
      statement(sql.fromStart());
      definitions.statement(statement.sql(), sql);
    }
  }

  /** As {@link #of}, of all statements that were read. */
  public Map<Key, String> words() {
    Map<Key, String> words = new HashMap<>(store.texts());
    words.putAll(definitions.words());
    return words;
  }

  private void statement(TokenCursor sql) {
    if (sql.take("create")) {
      create(sql);
    } else if (sql.take("alter")) {
      alter(sql);
    } else if (sql.take("drop")) {
      drop(sql);
    }
  }

  private void create(TokenCursor sql) {
    while (sql.take("global")
        || sql.take("local")
        || sql.take("temporary")
        || sql.take("temp")
        || sql.take("unlogged")
        || sql.take("foreign")
        || sql.take("unique")) {}
    if (sql.take("table")) {
      createTable(sql);
    } else if (sql.take("index")) {
      createIndex(sql);
    } else if (sql.take("domain")) {
      createDomain(sql);
    }
  }

  // Tables

  private void createTable(TokenCursor sql) {
    boolean perhapsThere = sql.take("if", "not", "exists");
    Name table = name(sql);
    TokenCursor elements = sql.group();
    if (table == null || elements == null || (perhapsThere && store.knows(table))) {
      return;
    }
    List<TokenCursor> parts = elements.parts();
    Set<String> names = store.newTable(table);
    for (TokenCursor part : parts) {
      String name = isTableConstraint(part) ? null : part.rest().name();
      if (name != null) {
        names.add(name);
      }
    }
    parts.forEach(part -> tableElement(table, part));
  }

  private void tableElement(Name table, TokenCursor element) {
    if (isTableConstraint(element)) {
      constraint(table, element);
    } else {
      column(table, element);
    }
  }

  private static boolean isTableConstraint(TokenCursor element) {
    boolean exclusion = element.sees("exclude") && element.tokens().size() > 1;
    return element.sees("constraint")
        || element.sees("check")
        || element.sees("unique")
        || element.sees("primary")
        || element.sees("foreign")
        || element.sees("like")
        || (exclusion && (element.sees("exclude", "using") || element.tokens().get(1).is("(")));
  }

  private void constraint(Name owner, TokenCursor sql) {
    String name = sql.take("constraint") ? sql.name() : null;
    if (sql.take("check")) {
      check(owner, name, sql);
    } else if (name != null && sql.take("exclude")) {
      while (sql.hasNext() && !sql.sees("where")) {
        sql.skipNested();
      }
      if (sql.take("where")) {
        store.put(owner, name, "predicate", bare(sql.group()));
      }
    }
  }

  private void column(Name table, TokenCursor sql) {
    String column = sql.name();
    if (column == null) {
      return;
    }
    store.columns(table).add(column);
    definition(table, column, sql);
  }

  /** What follows the name of a column or domain: its default, its checks, what generates it. */
  private void definition(Name owner, String column, TokenCursor sql) {
    while (sql.hasNext()) {
      String constraint = sql.take("constraint") ? sql.name() : null;
      if (sql.take("default")) {
        store.put(owner, column, "default", defaultValue(sql));
      } else if (sql.take("check")) {
        check(owner, constraint, sql);
      } else if (sql.take("generated", "always", "as")) {
        store.put(owner, column, "generated", bare(sql.group()));
      } else if (!sql.take("generated", "by", "default") && sql.hasNext()) {
        sql.skipNested();
      }
    }
  }

  private void check(Name owner, @Nullable String name, TokenCursor sql) {
    TokenCursor expression = sql.group();
    if (expression != null) {
      boolean domain = domains.contains(owner);
      String constraint = name == null ? store.checkName(owner, domain, expression.tokens()) : name;
      if (constraint != null) {
        store.put(owner, constraint, "check", bare(expression));
      }
    }
  }

  /** The value ends before the next constraint of the column; it may begin with any word. */
  private static @Nullable String defaultValue(TokenCursor sql) {
    int start = sql.mark();
    int cases = 0;
    boolean afterIs = false;
    while (sql.hasNext()) {
      Token token = sql.tokens().get(sql.mark());
      String word = token.kind() == Kind.WORD ? token.folded() : "";
      boolean ends = AFTER_DEFAULT.contains(word) && cases == 0 && !afterIs;
      if (ends && sql.mark() > start) {
        break;
      }
      afterIs = word.equals("is");
      cases += word.equals("case") ? 1 : word.equals("end") ? -1 : 0;
      sql.skipNested();
    }
    return sql.mark() == start ? null : sql.since(start).text();
  }

  private void alter(TokenCursor sql) {
    if (!(sql.take("table") || sql.take("foreign", "table") || sql.take("domain"))) {
      renameObject(sql);
      return;
    }
    sql.take("if", "exists");
    sql.take("only");
    Name owner = name(sql);
    sql.takeSymbol("*");
    if (owner != null) {
      sql.rest().parts().forEach(action -> action(owner, action));
    }
  }

  /** One action of ALTER TABLE or ALTER DOMAIN. */
  private void action(Name owner, TokenCursor sql) {
    if (sql.take("add")) {
      sql.take("column");
      boolean perhapsThere = sql.take("if", "not", "exists");
      String column = sql.rest().name();
      boolean there = column != null && store.columns(owner).contains(column);
      if (!(perhapsThere && there)) {
        tableElement(owner, sql.rest());
      }
    } else if (sql.take("alter")) {
      sql.take("column");
      String column = sql.name();
      if (column != null) {
        alterPart(owner, column, sql);
      }
    } else if (sql.take("drop")) {
      dropPart(owner, sql);
    } else if (sql.take("set", "schema")) {
      String namespace = sql.name();
      if (namespace != null) {
        store.move(owner, new Name(namespace, owner.object()));
      }
    } else if (sql.take("rename")) {
      rename(owner, sql);
    } else {
      alterPart(owner, "", sql);
    }
  }

  /** SET or DROP of a column, or of a domain itself. */
  private void alterPart(Name owner, String part, TokenCursor sql) {
    if (sql.take("set", "default")) {
      store.put(owner, part, "default", sql.rest().text());
    } else if (sql.take("set", "expression", "as")) {
      store.put(owner, part, "generated", bare(sql.group()));
    } else if (sql.take("drop", "default")) {
      store.removePart(owner, part, "default");
    } else if (sql.take("drop", "expression")) {
      store.removePart(owner, part, "generated");
    }
  }

  /** DROP of a column, of a constraint, or of a domain's default. */
  private void dropPart(Name owner, TokenCursor sql) {
    boolean constraint = sql.take("constraint");
    sql.take("column");
    sql.take("if", "exists");
    String part = sql.name();
    if (part == null) {
      return;
    }
    if (constraint) {
      store.removePart(owner, part, "check");
      store.removePart(owner, part, "predicate");
    } else if (part.equals("default")) {
      store.removePart(owner, "", "default");
    } else {
      store.dropColumn(owner, part);
    }
  }

  // Indexes

  private void createIndex(TokenCursor sql) {
    sql.take("concurrently");
    sql.take("if", "not", "exists");
    String index = sql.sees("on") ? null : sql.name();
    if (index == null || !sql.take("on")) {
      return;
    }
    sql.take("only");
    Name table = name(sql);
    if (sql.take("using")) {
      sql.skip();
    }
    TokenCursor keys = sql.group();
    if (table == null || keys == null) {
      return;
    }
    Name name = new Name(table.namespace(), index);
    store.drop(name);
    int position = 1;
    for (TokenCursor key : keys.parts()) {
      store.putIndex(name, table, "key " + position++, indexKey(key));
    }
    while (sql.hasNext() && !sql.sees("where")) {
      sql.skipNested();
    }
    if (sql.take("where")) {
      store.putIndex(name, table, "predicate", bare(sql.rest()));
    }
  }

  /** A call, or an expression in the parentheses that it needs; null when the key is a column. */
  private static @Nullable String indexKey(TokenCursor key) {
    int start = key.mark();
    key.names();
    if (!key.seesSymbol("(")) {
      return null;
    }
    key.skipNested();
    return key.since(start).text();
  }

  // Domains

  private void createDomain(TokenCursor sql) {
    Name domain = name(sql);
    if (domain == null) {
      return;
    }
    store.drop(domain);
    domains.add(domain);
    definition(domain, "", sql);
  }

  // What makes words go stale

  private void drop(TokenCursor sql) {
    boolean known = sql.take("table") || sql.take("index") || sql.take("domain");
    if (!known) {
      return;
    }
    sql.take("concurrently");
    sql.take("if", "exists");
    for (TokenCursor each : sql.rest().parts()) {
      Name name = name(each);
      if (name != null) {
        store.drop(name);
      }
    }
  }

  /** ALTER anything RENAME: what it was is the last name before RENAME. */
  private void renameObject(TokenCursor sql) {
    List<String> names = List.of();
    while (sql.hasNext() && !sql.take("rename")) {
      List<String> next = sql.names();
      if (next.isEmpty()) {
        sql.skipNested();
      } else {
        names = next;
      }
    }
    if (sql.take("value") && sql.hasNext()) {
      String literal = sql.next().text();
      store.forgetMentions(literal.substring(1, literal.length() - 1).replace("''", "'"));
    } else if (!names.isEmpty()) {
      renameTo(name(names), sql);
    }
  }

  private void renameTo(Name object, TokenCursor sql) {
    String to = sql.take("to") ? sql.name() : null;
    if (to != null) {
      store.forgetMentions(object.object());
      store.move(object, new Name(object.namespace(), to));
    }
  }

  /** ALTER TABLE or DOMAIN .. RENAME. */
  private void rename(Name owner, TokenCursor sql) {
    if (sql.sees("to")) {
      renameTo(owner, sql);
      return;
    }
    boolean constraint = sql.take("constraint");
    sql.take("column");
    String from = sql.name();
    String to = sql.take("to") ? sql.name() : null;
    if (from == null || to == null) {
      return;
    }
    if (constraint) {
      store.renameConstraint(owner, from, to);
    } else {
      store.forgetMentions(from);
      store.renameColumn(owner, from, to);
    }
  }

  private static @Nullable Name name(TokenCursor sql) {
    List<String> names = sql.names();
    return names.isEmpty() ? null : name(names);
  }

  private static Name name(List<String> names) {
    int last = names.size() - 1;
    return new Name(last > 0 ? names.get(last - 1) : DefaultNamespace.name(), names.get(last));
  }

  private static @Nullable String bare(@Nullable TokenCursor expression) {
    return expression == null ? null : expression.bare().text();
  }
}

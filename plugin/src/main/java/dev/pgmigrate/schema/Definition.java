package dev.pgmigrate.schema;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An object that PostgreSQL prints as one statement: a view, a function, a trigger, a policy. It is
 * replaced, never altered in parts.
 *
 * @param sql the text after CREATE or CREATE OR REPLACE: {@code VIEW public.adult AS SELECT ..}
 * @param signature what a replacement must keep: a view's columns, a function's result and
 *     arguments; null if the object can only be dropped and created
 * @param settings settings that need their own statement after CREATE, by aspect
 * @param columnComments the comments on a view's columns
 * @param columnAccess the privileges on single columns of a view
 */
public record Definition(
    ObjectId id,
    Expression sql,
    @Nullable List<String> signature,
    SortedMap<String, Setting> settings,
    SortedMap<String, String> columnComments,
    SortedMap<String, Access> columnAccess,
    @Nullable String comment,
    Access access)
    implements SchemaObject {
  /**
   * A state that CREATE cannot give: a disabled trigger.
   *
   * @param set the statement that sets it
   * @param reset the statement that sets PostgreSQL's default again
   */
  public record Setting(Expression set, Expression reset) {
    @Override
    public String toString() {
      return set.text();
    }
  }

  public Definition {
    signature = signature == null ? null : List.copyOf(signature);
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    columnComments = Collections.unmodifiableSortedMap(new TreeMap<>(columnComments));
    columnAccess = Collections.unmodifiableSortedMap(new TreeMap<>(columnAccess));
  }

  /** The same with another text. */
  public Definition as(String words) {
    return withSql(sql.as(words));
  }

  public Definition withId(ObjectId id) {
    return new Definition(
        id, sql, signature, settings, columnComments, columnAccess, comment, access);
  }

  public Definition withSql(Expression sql) {
    return new Definition(
        id, sql, signature, settings, columnComments, columnAccess, comment, access);
  }

  /** Whether it is a part of a table or view: a trigger, a rule, a policy. */
  public boolean isPart() {
    return switch (id.kind()) {
      case TRIGGER, RULE, POLICY -> true;
      default -> false;
    };
  }

  /** Whether CREATE OR REPLACE leads from this to {@code next}. */
  public boolean replaceableBy(Definition next) {
    return signature != null
        && next.signature != null
        && signature.size() <= next.signature.size()
        && next.signature.subList(0, signature.size()).equals(signature);
  }

  @Override
  public Map<String, Object> aspects() {
    Aspects aspects = new Aspects().add("definition", sql);
    settings.forEach(aspects::add);
    return aspects
        .add("column-comments", columnComments)
        .add("column-privileges", columnAccess)
        .add("comment", comment)
        .add(access)
        .map();
  }

  /** The same with another owner and other privileges. */
  public Definition withAccess(Access access) {
    return new Definition(
        id, sql, signature, settings, columnComments, columnAccess, comment, access);
  }
}

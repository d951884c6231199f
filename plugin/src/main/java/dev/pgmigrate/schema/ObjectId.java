package dev.pgmigrate.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The identity of one object of a database, printable on one line: {@code column
 * public.account.email}.
 *
 * <p>The path runs from the namespace to the object: one part for a namespace; two for a table,
 * sequence, type or index; three for a column or constraint of a table (or a check of a domain). A
 * part that is not a plain lower-case identifier is printed in double quotes. An object whose name
 * was generated is keyed by its structure instead: {@code unique public.account.(email)}. The last
 * part of a function is its arguments, in parentheses: {@code function public.area(integer, text)}.
 */
public record ObjectId(ObjectKind kind, List<String> path) implements Comparable<ObjectId> {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

  public ObjectId {
    path = List.copyOf(path);
  }

  public static ObjectId of(ObjectKind kind, String namespace) {
    return new ObjectId(kind, List.of(namespace));
  }

  public static ObjectId of(ObjectKind kind, QualifiedName name) {
    return new ObjectId(kind, List.of(name.namespace(), name.name()));
  }

  /** The identity of a part of a table or domain: a column, a constraint. */
  public static ObjectId of(ObjectKind kind, QualifiedName owner, String name) {
    return new ObjectId(kind, List.of(owner.namespace(), owner.name(), name));
  }

  public static ObjectId table(QualifiedName name) {
    return of(ObjectKind.TABLE, name);
  }

  public static ObjectId column(QualifiedName table, String name) {
    return of(ObjectKind.COLUMN, table, name);
  }

  /** The object's own name: the last part of the path. */
  public String name() {
    return path.get(path.size() - 1);
  }

  /** The first two parts of the path. Only for objects in a namespace. */
  public QualifiedName qualifiedName() {
    return new QualifiedName(path.get(0), path.get(1));
  }

  /**
   * Parses the text of {@link #toString()}.
   *
   * @throws IllegalArgumentException if {@code text} is no such line
   */
  public static ObjectId parse(String text) {
    int space = text.indexOf(' ');
    if (space < 0) {
      throw new IllegalArgumentException("'" + text + "' names no object");
    }
    ObjectKind kind = ObjectKind.of(text.substring(0, space));
    String path = text.substring(space + 1);
    int arguments = kind.hasArguments() ? argumentsOf(path) : path.length();
    List<String> parts = new ArrayList<>();
    if (arguments > 0) {
      parts.addAll(parts(path.substring(0, arguments)));
    }
    if (kind.hasArguments()) {
      parts.add(path.substring(arguments));
    }
    return new ObjectId(kind, parts);
  }

  /** The index of the opening parenthesis outside quotes. */
  private static int argumentsOf(String path) {
    boolean quoted = false;
    for (int i = 0; i < path.length(); i++) {
      quoted ^= path.charAt(i) == '"';
      if (!quoted && path.charAt(i) == '(') {
        return i;
      }
    }
    throw new IllegalArgumentException("'" + path + "' has no arguments");
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        part.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '.' && !quoted) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    if (quoted) {
      throw new IllegalArgumentException("'" + text + "' has an unclosed quote");
    }
    parts.add(part.toString());
    return parts;
  }

  @Override
  public int compareTo(ObjectId other) {
    int order = kind.compareTo(other.kind);
    for (int i = 0; order == 0 && i < Math.min(path.size(), other.path.size()); i++) {
      order = path.get(i).compareTo(other.path.get(i));
    }
    return order == 0 ? Integer.compare(path.size(), other.path.size()) : order;
  }

  @Override
  public String toString() {
    int names = kind.hasArguments() ? path.size() - 1 : path.size();
    StringBuilder text = new StringBuilder(kind.word()).append(' ');
    for (int i = 0; i < names; i++) {
      text.append(i == 0 ? "" : ".").append(shown(path.get(i)));
    }
    return text.append(kind.hasArguments() ? name() : "").toString();
  }

  private static String shown(String part) {
    boolean plain = PLAIN.matcher(part).matches();
    return plain ? part : '"' + part.replace("\"", "\"\"") + '"';
  }
}

package dev.pgmigrate.schema;

import java.util.Comparator;

/**
 * The name of an object that lives in a namespace, exactly as the catalog holds it (never quoted).
 *
 * @param namespace the PostgreSQL schema, e.g. {@code public}
 * @param name the object's own name
 */
public record QualifiedName(String namespace, String name) implements Comparable<QualifiedName> {
  private static final Comparator<QualifiedName> ORDER =
      Comparator.comparing(QualifiedName::namespace).thenComparing(QualifiedName::name);

  @Override
  public int compareTo(QualifiedName other) {
    return ORDER.compare(this, other);
  }

  /** The same object name in another case of being shown: unquoted, dotted, for messages only. */
  @Override
  public String toString() {
    return namespace + "." + name;
  }
}

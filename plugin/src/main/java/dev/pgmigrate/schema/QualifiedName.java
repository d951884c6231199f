package dev.pgmigrate.schema;

/**
 * The name of an object that lives in a namespace, exactly as the catalog holds it (never quoted).
 *
 * @param namespace the PostgreSQL schema, e.g. {@code public}
 * @param name the object's own name
 */
public record QualifiedName(String namespace, String name) implements Comparable<QualifiedName> {
  @Override
  public int compareTo(QualifiedName other) {
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
  }

  /** The same object name in another case of being shown: unquoted, dotted, for messages only. */
  @Override
  public String toString() {
    return namespace + "." + name;
  }
}

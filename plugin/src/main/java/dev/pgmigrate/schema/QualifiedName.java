package dev.pgmigrate.schema;

/**
 * The name of an object in a namespace, exactly as in the catalog (never quoted).
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

  /** The name for messages: unquoted, with a dot. */
  @Override
  public String toString() {
    return namespace + "." + name;
  }
}

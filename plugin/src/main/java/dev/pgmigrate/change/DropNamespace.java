package dev.pgmigrate.change;

import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Namespace;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Literal;
import dev.pgmigrate.sql.Statement;
import java.util.List;

/**
 * A namespace goes; what is in it has gone before.
 *
 * @param onlyOwn whether it stays where it belongs to a role that this one is no member of
 */
public record DropNamespace(Namespace namespace, boolean onlyOwn) implements Change {
  /** The way back of a creation that an administrator's namespace made superfluous. */
  private static final String IF_OWN =
      """
      DO $$
      BEGIN
        IF (SELECT pg_has_role(nspowner, 'USAGE') FROM pg_namespace WHERE nspname = %s) THEN
          DROP SCHEMA %s;
        END IF;
      END
      $$""";

  @Override
  public ObjectId object() {
    return namespace.id();
  }

  @Override
  public String line() {
    return ObjectWords.name(object());
  }

  @Override
  public List<Statement> up() {
    String name = SqlText.name(object());
    return SqlText.statements(
        onlyOwn ? IF_OWN.formatted(Literal.quote(namespace.name()), name) : "DROP SCHEMA " + name);
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Half.CONTRACT;
  }

  @Override
  public Change reverse() {
    return new CreateNamespace(namespace);
  }

  @Override
  public Dependencies dependencies() {
    return reverse().dependencies().reversed();
  }
}

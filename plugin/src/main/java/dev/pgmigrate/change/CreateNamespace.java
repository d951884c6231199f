package dev.pgmigrate.change;

import dev.pgmigrate.ddl.AccessSql;
import dev.pgmigrate.ddl.CommentSql;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Namespace;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Literal;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A new namespace. */
public record CreateNamespace(Namespace namespace) implements Change {
  /**
   * An administrator may have made it for a role that may not. CREATE SCHEMA IF NOT EXISTS asks for
   * that right even then.
   */
  private static final String UNLESS_THERE =
      """
      DO $$
      BEGIN
        IF to_regnamespace(%s) IS NULL THEN
          CREATE SCHEMA %s;
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
    List<String> sql = new ArrayList<>();
    String name = SqlText.name(namespace.name());
    sql.add(UNLESS_THERE.formatted(Literal.quote(name), name));
    sql.addAll(CommentSql.of("SCHEMA " + name, namespace.comment()));
    sql.addAll(AccessSql.of(object(), namespace.access()));
    return SqlText.statements(sql);
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Half.EXPAND;
  }

  @Override
  public Change reverse() {
    return new DropNamespace(namespace, true);
  }

  @Override
  public Dependencies dependencies() {
    return Dependencies.NONE.creating(List.of(object()));
  }
}

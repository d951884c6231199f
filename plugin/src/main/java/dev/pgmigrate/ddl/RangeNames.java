package dev.pgmigrate.ddl;

import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.sql.ObjectName;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.TokenCursor;
import java.util.List;

/**
 * What PostgreSQL makes along with a range type must leave its name, too, when a successor comes:
 * the type of several ranges, and the functions that make values.
 */
public final class RangeNames {
  private RangeNames() {}

  /** Renames them away. {@code old} is the name that the range itself has by now. */
  public static List<Statement> leave(Definition range, QualifiedName old) {
    QualifiedName several = multirange(range);
    QualifiedName oldSeveral =
        new QualifiedName(several.namespace(), ObjectName.of(several.name(), "", "old"));
    return SqlText.statements(
        List.of(
            "ALTER TYPE "
                + SqlText.typeName(several)
                + " RENAME TO "
                + SqlText.name(oldSeveral.name()),
            """
            DO $$
            DECLARE
              maker regprocedure;
            BEGIN
              FOR maker IN
                SELECT objid::regprocedure FROM pg_depend
                WHERE classid = 'pg_proc'::regclass AND refclassid = 'pg_type'::regclass AND deptype = 'i'
                  AND refobjid IN (%s::regtype, %s::regtype)
              LOOP
                EXECUTE format('ALTER FUNCTION %%s RENAME TO %%I', maker, %s);
              END LOOP;
            END
            $$"""
                .formatted(
                    SqlText.literal(SqlText.typeName(old)),
                    SqlText.literal(SqlText.typeName(oldSeveral)),
                    SqlText.literal(old.name()))));
  }

  private static QualifiedName multirange(Definition range) {
    QualifiedName name = range.id().qualifiedName();
    TokenCursor sql = TokenCursor.of(range.sql().text());
    while (sql.hasNext()) {
      if (sql.take("multirange_type_name") && sql.takeSymbol("=")) {
        List<String> said = sql.names();
        String namespace = said.size() > 1 ? said.get(0) : name.namespace();
        return new QualifiedName(namespace, said.get(said.size() - 1));
      }
      sql.skip();
    }
    return new QualifiedName(
        name.namespace(),
        name.name().contains("range")
            ? name.name().replaceFirst("range", "multirange")
            : name.name() + "_multirange");
  }
}

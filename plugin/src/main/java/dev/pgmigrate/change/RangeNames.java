package dev.pgmigrate.change;

import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.GeneratedName;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What PostgreSQL makes along with a range type must leave its name, too, when a successor comes:
 * the type of several ranges, and the functions that make values.
 */
final class RangeNames {
  private static final Pattern MULTIRANGE =
      Pattern.compile("MULTIRANGE_TYPE_NAME = (?:\\w+\\.)?(\\w+)");

  private RangeNames() {}

  /** Renames them away. {@code old} is the name that the range itself has by now. */
  static List<Statement> leave(Definition range, QualifiedName old) {
    QualifiedName several = multirange(range);
    QualifiedName oldSeveral =
        new QualifiedName(several.namespace(), GeneratedName.of(several.name(), "", "old"));
    return Sql.statements(
        List.of(
            "ALTER TYPE " + Sql.typeName(several) + " RENAME TO " + Sql.name(oldSeveral.name()),
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
                    Sql.literal(Sql.typeName(old)),
                    Sql.literal(Sql.typeName(oldSeveral)),
                    Sql.literal(old.name()))));
  }

  private static QualifiedName multirange(Definition range) {
    QualifiedName name = range.id().qualifiedName();
    Matcher said = MULTIRANGE.matcher(range.sql().text());
    String several =
        said.find()
            ? said.group(1)
            : name.name().contains("range")
                ? name.name().replaceFirst("range", "multirange")
                : name.name() + "_multirange";
    return new QualifiedName(name.namespace(), several);
  }
}

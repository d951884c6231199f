package dev.pgmigrate.catalog;

import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.Grant;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who may do what, of all objects whose privileges are not PostgreSQL's built-in ones. */
final class Privileges {
  private static final SortedSet<Grant> NONE = new TreeSet<>();

  private record ObjectPart(String catalog, long oid, int part) {}

  private final CatalogSession session;
  private final Map<ObjectPart, SortedSet<Grant>> granted = new HashMap<>();
  private final Map<ObjectPart, SortedSet<Grant>> revoked = new HashMap<>();

  Privileges(CatalogSession session, Queries queries) throws SQLException {
    this.session = session;
    queries.read("privileges", this::add);
  }

  private void add(Row row) throws SQLException {
    ObjectPart part =
        new ObjectPart(row.text("catalog"), row.number("object"), row.integer("part"));
    Grant grant = new Grant(row.text("grantee"), row.text("privilege"), row.is("grantable"));
    (row.is("granted") ? granted : revoked).computeIfAbsent(part, p -> new TreeSet<>()).add(grant);
  }

  /** Owner and privileges of the object of this row, which has the columns oid and owner. */
  Access of(String catalog, Row row) throws SQLException {
    return access(new ObjectPart(catalog, row.number("oid"), 0), session.owner(row.text("owner")));
  }

  /** The privileges of a column, which has no owner of its own. */
  Access of(ColumnNumber column) {
    return access(new ObjectPart("pg_class", column.table(), column.number()), null);
  }

  private Access access(ObjectPart part, @Nullable String owner) {
    return new Access(owner, granted.getOrDefault(part, NONE), revoked.getOrDefault(part, NONE));
  }
}

package dev.pgmigrate.catalog;

import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.Grant;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What ALTER DEFAULT PRIVILEGES gives to new objects of a database, or keeps from them. */
public final class DefaultPrivileges {
  private record Entry(
      @Nullable String owner,
      String kind,
      @Nullable String namespace,
      boolean granted,
      Grant grant) {}

  private final List<Entry> entries;

  private DefaultPrivileges(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /**
   * Reads them.
   *
   * @param historySchema the namespace of the plugin's own tables
   * @param role whose ownership goes without saying, too, or null
   */
  public static DefaultPrivileges read(
      Connection connection, String historySchema, @Nullable String role) throws SQLException {
    Queries queries = new Queries(connection, connection.getMetaData().getDatabaseMajorVersion());
    List<CatalogSession> sessions = new ArrayList<>();
    queries.read("session", row -> sessions.add(CatalogSession.of(row, historySchema, role)));
    CatalogSession session = sessions.get(0);
    List<Entry> entries = new ArrayList<>();
    queries.read(
        "default_privileges",
        row ->
            entries.add(
                new Entry(
                    session.owner(row.text("owner")),
                    row.text("kind"),
                    row.textOrNull("namespace"),
                    row.is("granted"),
                    new Grant(row.text("grantee"), row.text("privilege"), row.is("grantable")))));
    return new DefaultPrivileges(entries);
  }

  /** What one access has and the other one lacks, without what they give or keep. */
  public Access without(ObjectId object, Access from, Access to) {
    return new Access(
        to.owner(),
        without(object, to.owner(), true, from.granted(), to.granted()),
        without(object, to.owner(), false, from.revoked(), to.revoked()));
  }

  private SortedSet<Grant> without(
      ObjectId object,
      @Nullable String owner,
      boolean granted,
      SortedSet<Grant> from,
      SortedSet<Grant> to) {
    SortedSet<Grant> rest = new TreeSet<>(to);
    rest.removeIf(grant -> !from.contains(grant) && gives(object, owner, granted, grant));
    return rest;
  }

  /** A schema whose tables, sequences and definitions have none of them. */
  public Schema without(Schema schema) {
    return schema
        .mapSequences(s -> s.withAccess(without(s.id(), s.access())))
        .mapTables(t -> t.withAccess(without(t.id(), t.access())))
        .mapDefinitions(d -> d.withAccess(without(d.id(), d.access())));
  }

  private Access without(ObjectId object, Access access) {
    return without(object, Access.DEFAULT, access);
  }

  private boolean gives(ObjectId object, @Nullable String owner, boolean granted, Grant grant) {
    return entries.stream()
        .filter(entry -> entry.granted == granted && entry.grant.equals(grant))
        .filter(entry -> Objects.equals(entry.owner, owner))
        .filter(entry -> entry.namespace == null || entry.namespace.equals(object.path().get(0)))
        .anyMatch(entry -> entry.kind.equals(kind(object.kind())));
  }

  /** As pg_default_acl calls it; "" for what it does not know. */
  private static String kind(ObjectKind kind) {
    return switch (kind) {
      case TABLE, VIEW, MATERIALIZED_VIEW -> "r";
      case SEQUENCE -> "S";
      case FUNCTION, PROCEDURE, AGGREGATE -> "f";
      case ENUM, DOMAIN, COMPOSITE, RANGE -> "T";
      case NAMESPACE -> "n";
      default -> "";
    };
  }
}

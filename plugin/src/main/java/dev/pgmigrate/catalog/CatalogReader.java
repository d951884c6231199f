package dev.pgmigrate.catalog;

import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.Namespace;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.SchemaObject;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.DefaultNamespace;
import dev.pgmigrate.sql.SessionSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the whole catalog of a database. */
public final class CatalogReader {
  private static final int OLDEST = 140_000;
  private static final Set<String> OWN_TABLES = Set.of("migrate_history", "migrate_lock");
  private static final String COMMENT_OF_A_JOURNAL = "migrate-maven-plugin, format ";

  /**
   * Ways to join that win nothing here, whatever the size of the catalog; to weigh them up took
   * more than a third of the planning, and planning takes longer than reading a small catalog. And
   * never each row with each: a new database has no statistics, and lists of thousands are taken
   * for short ones.
   */
  private static final List<String> QUICKLY_PLANNED =
      List.of(
          "SET enable_nestloop = off",
          "SET enable_mergejoin = off",
          "SET enable_material = off",
          "SET enable_memoize = off",
          "SET enable_incremental_sort = off");

  private final Queries queries;
  private final CatalogSession session;
  private final String historySchema;

  private CatalogReader(Queries queries, CatalogSession session, String historySchema) {
    this.queries = queries;
    this.session = session;
    this.historySchema = historySchema;
  }

  /**
   * Reads everything in one read-only transaction, so that the result is one instant's. The
   * session's own settings are as before afterwards.
   *
   * @param connection in autocommit mode, so in no transaction
   * @param historySchema the namespace of the plugin's own tables, which are left out
   * @throws UnsupportedServerException when the server is older than PostgreSQL 14
   * @throws CatalogReadException when the catalog cannot be read
   */
  public static Catalog read(Connection connection, String historySchema) {
    return read(connection, historySchema, null);
  }

  /**
   * As {@link #read(Connection, String)}, for a database whose migrations run as a role.
   *
   * @param role whose ownership goes without saying, too, or null
   */
  public static Catalog read(Connection connection, String historySchema, @Nullable String role) {
    return read(connection, historySchema, role, UnaryOperator.identity());
  }

  /**
   * As {@link #read(Connection, String)}, but the same whoever reads: no ownership goes without
   * saying.
   */
  public static Catalog readWithOwners(Connection connection, String historySchema) {
    return read(connection, historySchema, null, CatalogSession::withEveryOwnerSaid);
  }

  private static Catalog read(
      Connection connection,
      String historySchema,
      @Nullable String role,
      UnaryOperator<CatalogSession> reader) {
    try {
      if (!connection.getAutoCommit()) {
        throw new IllegalArgumentException(
            "the connection is in a transaction; the catalog is read in one of its own");
      }
      connection.setAutoCommit(false);
      try {
        pinSettings(connection);
        Catalog catalog = readIn(connection, historySchema, role, reader);
        end(connection);
        return catalog;
      } catch (SQLException | RuntimeException e) {
        endAfter(connection, e);
        throw e;
      }
    } catch (SQLException e) {
      throw new CatalogReadException("the catalog cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * What the catalog prints for one definition within the connection's own transaction and under
   * its own search_path; empty when there is no such object.
   */
  public static Optional<String> printed(Connection connection, ObjectId definition)
      throws SQLException {
    int version = connection.getMetaData().getDatabaseMajorVersion();
    return new DefinitionReader(new Queries(connection, version)).printed(definition);
  }

  private static void end(Connection connection) throws SQLException {
    connection.rollback();
    connection.setAutoCommit(true);
  }

  private static void endAfter(Connection connection, Exception failure) {
    try {
      end(connection);
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  /** SET LOCAL: the end of the transaction brings the session's own settings back. */
  static void pinSettings(Connection connection) throws SQLException {
    String settings =
        Stream.concat(SessionSettings.forReading().stream(), QUICKLY_PLANNED.stream())
            .map(SessionSettings::local)
            .collect(Collectors.joining(";\n"));
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;\n" + settings);
    }
  }

  private static Catalog readIn(
      Connection connection,
      String historySchema,
      @Nullable String role,
      UnaryOperator<CatalogSession> reader)
      throws SQLException {
    int version = connection.getMetaData().getDatabaseMajorVersion() * 10_000;
    if (version < OLDEST) {
      throw new UnsupportedServerException(version);
    }
    Queries queries = new Queries(connection, version / 10_000);
    List<CatalogSession> sessions = new ArrayList<>();
    queries.read(
        "session", row -> sessions.add(reader.apply(CatalogSession.of(row, historySchema, role))));
    return new CatalogReader(queries, sessions.get(0), historySchema).read();
  }

  private Catalog read() throws SQLException {
    Privileges privileges = new Privileges(session, queries);
    TypeReader types = new TypeReader(queries, privileges);
    SequenceReader sequences = new SequenceReader(queries, privileges);
    DefinitionReader definitions = new DefinitionReader(queries);
    List<Table> tables = new TableReader(queries, privileges, sequences).tables();
    Set<String> journals = journals(tables);
    tables.removeIf(table -> isOwn(table.name(), journals));
    Schema schema =
        new Schema(
            namespaces(privileges),
            types.enums(),
            types.composites(),
            types.domains(),
            sequences.sequences().stream().filter(sequence -> !isOwn(sequence, journals)).toList(),
            tables,
            definitions.definitions(privileges),
            definitions.uses());
    return new Catalog(withoutOwnNamespaces(schema, journals), notCompared(), session.version());
  }

  private List<Namespace> namespaces(Privileges privileges) throws SQLException {
    List<Namespace> namespaces = new ArrayList<>();
    queries.read(
        "namespaces",
        row ->
            namespaces.add(
                new Namespace(
                    row.text("name"),
                    row.textOrNull("comment"),
                    access(row, privileges.of("pg_namespace", row)))));
    namespaces.sort(Comparator.comparing(Namespace::name));
    return namespaces;
  }

  /** The default schema is there before the first revision, and belongs to whoever made it. */
  private static Access access(Row namespace, Access said) throws SQLException {
    boolean given =
        DefaultNamespace.is(namespace.text("name")) && !DefaultNamespace.is(DefaultNamespace.USUAL);
    return given ? new Access(null, said.granted(), said.revoked()) : said;
  }

  private List<NotCompared> notCompared() throws SQLException {
    List<NotCompared> objects = new ArrayList<>();
    queries.read(
        "not_compared", row -> objects.add(new NotCompared(row.text("kind"), row.text("name"))));
    objects.sort(Comparator.comparing(NotCompared::kind).thenComparing(NotCompared::name));
    return objects;
  }

  /**
   * The namespaces of journals: ours, also before it is there, and those of other services in the
   * same database.
   */
  private Set<String> journals(List<Table> tables) {
    Set<String> journals = new HashSet<>(Set.of(historySchema));
    for (Table table : tables) {
      String comment = table.comment();
      if (table.name().name().equals("migrate_history")
          && comment != null
          && comment.startsWith(COMMENT_OF_A_JOURNAL)) {
        journals.add(table.name().namespace());
      }
    }
    return journals;
  }

  private static boolean isOwn(QualifiedName table, Set<String> journals) {
    return journals.contains(table.namespace()) && OWN_TABLES.contains(table.name());
  }

  private static boolean isOwn(Sequence sequence, Set<String> journals) {
    ObjectId owner = sequence.ownedBy();
    return owner != null && isOwn(owner.qualifiedName(), journals);
  }

  /** A namespace that was made for the plugin's own tables alone is the plugin's own as well. */
  private static Schema withoutOwnNamespaces(Schema schema, Set<String> journals) {
    Set<String> shared =
        schema
            .objects()
            .map(SchemaObject::id)
            .filter(id -> id.path().size() > 1)
            .map(id -> id.path().get(0))
            .collect(Collectors.toSet());
    shared.add(DefaultNamespace.USUAL);
    shared.add(DefaultNamespace.name());
    return schema.withNamespaces(
        schema.namespaces().stream()
            .filter(n -> !journals.contains(n.name()) || shared.contains(n.name()))
            .toList());
  }
}

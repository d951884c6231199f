package dev.pgmigrate.history;

import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.sql.DefaultNamespace;
import dev.pgmigrate.sql.Identifier;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A journal that protects its database. The word is kept where no checkout can forget it, and goes
 * along with every copy of the data: in the journal's rows, and for those who may not read them in
 * its comment.
 *
 * @param namespace of the journal
 * @param owner of the journal
 * @param reader the user who asked
 * @param readable whether that user may read its rows
 * @param silent whether it says nothing that the user can read, and is taken for protecting
 * @param concerns whether its owner may alter what the user may change; else it protects what is
 *     its owner's, and the user works beside it
 */
public record Protection(
    String namespace,
    String owner,
    String reader,
    boolean readable,
    boolean silent,
    boolean concerns) {
  /**
   * The journals that protect the database against what the user would do; empty when it is not
   * protected. A journal that the user may read protects everything. Another one protects what its
   * owner may alter.
   *
   * @param touched tables that the user is about to change, as {@code namespace.name}; asked for
   *     only where nothing else protects
   */
  public static List<Protection> against(
      Connection connection, Supplier<? extends Collection<String>> touched) {
    List<Protection> all = all(connection);
    List<Protection> plain = against(all);
    return plain.isEmpty() && !all.isEmpty() ? against(all(connection, touched.get())) : plain;
  }

  private static List<Protection> against(List<Protection> all) {
    return all.stream()
        .filter(journal -> journal.concerns() || (journal.readable() && !journal.silent()))
        .toList();
  }

  /** All journals that protect the database, or may do so, whatever is theirs. */
  public static List<Protection> all(Connection connection) {
    return all(connection, List.of());
  }

  private static List<Protection> all(Connection connection, Collection<String> touched) {
    List<Protection> found = new ArrayList<>();
    String sql = new HistoryTables(DefaultNamespace.USUAL).sql("find-journals");
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Array tables = connection.createArrayOf("text", touched.toArray());
      statement.setArray(1, tables);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String namespace = row.getString("namespace");
          boolean readable = row.getBoolean("readable");
          Boolean comment = bool(row, "said");
          Boolean said = readable ? rows(connection, namespace, comment) : comment;
          // An empty journal of an empty database has nothing to say.
          boolean silent = said == null && (!readable || row.getBoolean("beside"));
          if (silent || Boolean.TRUE.equals(said)) {
            found.add(
                new Protection(
                    namespace,
                    row.getString("owner"),
                    row.getString("reader"),
                    readable,
                    silent,
                    row.getBoolean("concerns")));
          }
        }
      }
      return found;
    } catch (SQLException e) {
      throw new DatabaseException(
          DatabaseException.Reason.OTHER,
          "Whether the database is protected cannot be read: " + e.getMessage(),
          e);
    }
  }

  /** What the rows say, else the comment, else that there are rows and none protects. */
  private static @Nullable Boolean rows(
      Connection connection, String namespace, @Nullable Boolean comment) throws SQLException {
    String sql = new HistoryTables(namespace).sql("read-protection");
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return (row.getBoolean("certain") || comment == null) ? bool(row, "said") : comment;
    }
  }

  private static @Nullable Boolean bool(ResultSet row, String column) throws SQLException {
    boolean value = row.getBoolean(column);
    return row.wasNull() ? null : value;
  }

  /** Why the database counts as protected, and what answers the question where it is one. */
  public String inWords() {
    String journal = "the journal in schema \"%s\", which \"%s\" owns,".formatted(namespace, owner);
    if (!silent) {
      return journal + " protects it";
    }
    String table = Identifier.quote(namespace) + "." + HistoryTables.HISTORY;
    return readable
        ? journal
            + " is empty, but the database has tables, so the answer is unknown. If the"
            + " data came from another database, copy migrate_history from there. Otherwise"
            + " answer: mvn migrate:protect, with or without -Dmigrate.unprotect=<database>"
        : journal
            + (" is not readable for \"%s\", so it counts as protected. To make it"
                    + " readable: GRANT USAGE ON SCHEMA %s TO %s; GRANT SELECT ON %s TO %s;")
                .formatted(
                    reader,
                    Identifier.quote(namespace),
                    Identifier.quote(reader),
                    table,
                    Identifier.quote(reader))
            + " or its owner runs mvn migrate:protect, with or without -Dmigrate.unprotect=<database>,"
            + " which writes the answer into the comment of the table";
  }
}

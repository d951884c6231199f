package dev.pgmigrate.catalog;

import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.IdentitySequence;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.schema.SequenceOptions;
import dev.pgmigrate.sql.ObjectName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads sequences: those with a life of their own, and those behind identity columns. */
final class SequenceReader {
  private final Privileges privileges;
  private final List<Sequence> sequences = new ArrayList<>();
  private final Map<ColumnNumber, SequenceOptions> identities = new HashMap<>();
  private final Map<ColumnNumber, IdentitySequence> behind = new HashMap<>();

  SequenceReader(Queries queries, Privileges privileges) throws SQLException {
    this.privileges = privileges;
    queries.read("sequences", this::add);
    sequences.sort(Comparator.comparing(Sequence::name));
  }

  List<Sequence> sequences() {
    return sequences;
  }

  /**
   * How the identity of a column counts; null where it is the partitioned table's, which hands it
   * down (PostgreSQL 17).
   */
  @Nullable SequenceOptions identity(ColumnNumber column) {
    return identities.get(column);
  }

  /** What numbers an identity column of its own. */
  @Nullable IdentitySequence behind(ColumnNumber column) {
    return behind.get(column);
  }

  private void add(Row row) throws SQLException {
    SequenceOptions options =
        new SequenceOptions(
            row.text("type"),
            row.number("start"),
            row.number("increment"),
            row.number("min_value"),
            row.number("max_value"),
            row.number("cache"),
            row.is("cycle"));
    if ("i".equals(row.textOrNull("dependency"))) {
      ColumnNumber column = new ColumnNumber(row.number("table_oid"), row.integer("column_number"));
      identities.put(column, options);
      behind.put(column, behind(row));
    } else {
      sequences.add(
          new Sequence(
              row.name("name"),
              options,
              row.is("unlogged"),
              ownedBy(row),
              row.textOrNull("comment"),
              privileges.of("pg_class", row)));
    }
  }

  private IdentitySequence behind(Row row) throws SQLException {
    QualifiedName name = row.name("name");
    String generated = ObjectName.of(row.text("table_name"), row.text("column_name"), "seq");
    Access access = privileges.of("pg_class", row);
    return new IdentitySequence(
        name,
        !name.name().equals(generated),
        row.textOrNull("comment"),
        new Access(null, access.granted(), access.revoked()));
  }

  private static @Nullable ObjectId ownedBy(Row row) throws SQLException {
    QualifiedName table = row.nameOrNull("table");
    return table == null ? null : ObjectId.column(table, row.text("column_name"));
  }
}

package dev.pgmigrate.project;

import dev.pgmigrate.history.PostgresJournal;
import dev.pgmigrate.intent.Filters;
import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionFormatException;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.DefaultNamespace;
import dev.pgmigrate.sql.Identifier;
import dev.pgmigrate.sql.MadeTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The history of another service in the same database. The objects of its revisions are neither
 * ours nor drift.
 *
 * @param namespace the schema of its journal
 * @param revisions the ids of those that are applied
 * @param tables the tables of its journalled revisions, as far as their text tells; a name without
 *     a schema has an empty one until the database shows it
 */
public record OtherHistory(
    String namespace, Set<String> revisions, SortedSet<QualifiedName> tables) {
  private static final String UNSAID = "";

  private static final int MOST_NAMED = 5;

  /** Those of a database whose journals the user may read. */
  static List<OtherHistory> in(Connection connection, String own) throws SQLException {
    List<OtherHistory> others = new ArrayList<>();
    for (String namespace : PostgresJournal.readable(connection)) {
      if (!namespace.equals(own)) {
        read(connection, namespace).ifPresent(others::add);
      }
    }
    return others;
  }

  /** Empty when a newer version of the plugin has written it, whose words we may not understand. */
  private static Optional<OtherHistory> read(Connection connection, String namespace) {
    try {
      AppliedState state = AppliedState.of(new PostgresJournal(namespace).read(connection));
      SortedSet<QualifiedName> tables = new TreeSet<>();
      Set<String> revisions = new TreeSet<>();
      for (AppliedRevision revision : state.revisions()) {
        if (revision.present()) {
          revisions.add(revision.id());
          revision.journalled().ifPresent(file -> add(file.revision(), tables));
        }
      }
      return Optional.of(new OtherHistory(namespace, revisions, tables));
    } catch (DatabaseException | RevisionFormatException e) {
      return Optional.empty();
    }
  }

  private static void add(Revision revision, Set<QualifiedName> tables) {
    revision.up().stream()
        .flatMap(step -> step.statements().stream())
        .map(statement -> MadeTable.of(statement.sql()))
        .filter(name -> !name.isEmpty() && name.size() <= 2)
        .map(
            name ->
                name.size() == 2
                    ? new QualifiedName(name.get(0), name.get(1))
                    : new QualifiedName(UNSAID, name.get(0)))
        .forEach(tables::add);
  }

  /** The other histories with tables in a database. */
  public static List<OtherHistory> foreign(List<OtherHistory> others, Schema live, Schema ours) {
    return others.stream()
        .map(other -> other.of(live, ours))
        .filter(other -> !other.tables().isEmpty())
        .toList();
  }

  /** Its tables that are in the database and that our own revisions do not make. */
  private OtherHistory of(Schema live, Schema ours) {
    String usual = defaultSchema(live);
    SortedSet<QualifiedName> there =
        live.tables().stream()
            .map(Table::name)
            .filter(
                name ->
                    tables.contains(name)
                        || (name.namespace().equals(usual)
                            && tables.contains(new QualifiedName(UNSAID, name.name()))))
            .collect(Collectors.toCollection(TreeSet::new));
    ours.tables().forEach(table -> there.remove(table.name()));
    return new OtherHistory(namespace, revisions, there);
  }

  /**
   * What its names without a schema mean: the schema of its journal if a table of such a name is
   * there, else the journal stands apart from the tables, which are in public.
   */
  private String defaultSchema(Schema live) {
    return live.tables().stream()
            .map(Table::name)
            .filter(name -> name.namespace().equals(namespace))
            .anyMatch(name -> tables.contains(new QualifiedName(UNSAID, name.name())))
        ? namespace
        : DefaultNamespace.USUAL;
  }

  /** The patterns that leave out what is its own: a whole schema where nothing else is in it. */
  List<String> patterns(Schema live) {
    SortedSet<String> patterns = new TreeSet<>();
    for (QualifiedName table : tables) {
      boolean whole =
          !table.namespace().equals(DefaultNamespace.USUAL)
              && live.tables().stream()
                  .map(Table::name)
                  .filter(name -> name.namespace().equals(table.namespace()))
                  .allMatch(name -> tables.contains(name));
      patterns.add(
          whole ? Identifier.quote(table.namespace()) + ".*" : ObjectId.table(table).toString());
    }
    return List.copyOf(patterns);
  }

  /**
   * Its tables and how to exclude them.
   *
   * @param ours the revisions of this project if it has no journal: a history with some of them may
   *     be its own
   */
  public String inWords(Schema live, Collection<Revision> ours) {
    boolean own = ours.stream().map(Revision::id).anyMatch(revisions::contains);
    String named =
        tables.stream()
            .limit(MOST_NAMED)
            .map(QualifiedName::toString)
            .collect(Collectors.joining(", "));
    return "%d %s %s to the history of %s, in schema %s: %s. %seave %s out: -Dmigrate.exclude=\"%s\""
        .formatted(
            tables.size(),
            tables.size() == 1 ? "table" : "tables",
            tables.size() == 1 ? "belongs" : "belong",
            own ? "this project" : "another service",
            namespace,
            named + (tables.size() > MOST_NAMED ? ", .." : ""),
            own
                ? ("To continue it: -Dmigrate.schema=%1$s, or -Dmigrate.historySchema=%1$s if only"
                        + " the journal is there. For a second copy of the schema l")
                    .formatted(namespace)
                : "L",
            tables.size() == 1 ? "it" : "them",
            String.join(",", patterns(live)));
  }

  /** Filters that also exclude its tables. */
  public Filters beside(Filters filters, Schema live) {
    return filters.excludingToo(patterns(live));
  }
}

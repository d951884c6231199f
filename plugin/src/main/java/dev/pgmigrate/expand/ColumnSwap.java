package dev.pgmigrate.expand;

import dev.pgmigrate.change.OnlineConstraint;
import dev.pgmigrate.ddl.AlterColumnSql;
import dev.pgmigrate.ddl.ColumnSql;
import dev.pgmigrate.ddl.CommentSql;
import dev.pgmigrate.ddl.ConstraintSql;
import dev.pgmigrate.ddl.IndexSql;
import dev.pgmigrate.ddl.LiveState;
import dev.pgmigrate.ddl.Numbering;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.Identity;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.PrimaryKey;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.ObjectName;
import dev.pgmigrate.sql.Placeholders;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Second columns of a table, filled and kept in step, take the place and the names of the first,
 * which go: entries of the catalog alone, in one transaction. On the way back the first are there
 * again, as second columns, and the two change places again.
 *
 * @param from the table with the first columns
 * @param to the table afterwards
 * @param forth the columns before: each second follows its first
 * @param back the columns before the downgrade, in the same order
 * @param fromParts what depends on the first columns, and before the downgrade has other names
 * @param toParts what depends on the second columns, and before the upgrade has other names
 * @param key the index that the primary key is put on; null when none of the columns is in it
 * @param references foreign keys to one of the columns that change on upgrade: those of this table
 *     and those to it, unless they have changed with the table at their other end
 * @param referencesBack those that change on downgrade: those to this table
 * @param owned sequences that go with the column that owns them
 */
public record ColumnSwap(
    Table from,
    Table to,
    List<ColumnSync> forth,
    List<ColumnSync> back,
    List<Part> fromParts,
    List<Part> toParts,
    @Nullable Index key,
    List<Reference> references,
    List<Reference> referencesBack,
    List<Sequence> owned) {
  /**
   * An index or a constraint.
   *
   * @param kind {@code INDEX}, or that of the constraint
   * @param temporary its name while the other columns have its like
   */
  public record Part(ObjectKind kind, String temporary, String name) {}

  /**
   * A foreign key to one of the columns, and the one that takes its place.
   *
   * @param table where both are
   * @param again the first as it comes again on downgrade, while the columns of its own table may
   *     still have other names
   * @param beside the other while both are there, under a name of its own
   * @param now the other in the end
   */
  public record Reference(
      Table table, ForeignKey old, ForeignKey again, ForeignKey beside, ForeignKey now) {}

  public ColumnSwap {
    forth = List.copyOf(forth);
    back = List.copyOf(back);
    fromParts = List.copyOf(fromParts);
    toParts = List.copyOf(toParts);
    references = List.copyOf(references);
    referencesBack = List.copyOf(referencesBack);
    owned = List.copyOf(owned);
  }

  /** Locks all tables that are concerned, those that refer first; null where it is one. */
  public static @Nullable Statement locked(List<ColumnSwap> swaps) {
    Set<QualifiedName> tables = new LinkedHashSet<>();
    for (ColumnSwap swap : swaps) {
      swap.references().forEach(key -> tables.add(key.table().name()));
    }
    // A table that refers and is referred to comes after those that only refer.
    swaps.forEach(swap -> tables.remove(swap.from().name()));
    swaps.forEach(swap -> tables.add(swap.from().name()));
    return tables.size() < 2
        ? null
        : Statement.of(
                "LOCK TABLE "
                    + tables.stream().map(SqlText::name).collect(Collectors.joining(", "))
                    + " IN ACCESS EXCLUSIVE MODE")
            .withComments(List.of("Lock in the order an INSERT does: referencing table first."));
  }

  /**
   * The second columns take the place of the first.
   *
   * @param drops what uses a first column and must go
   * @param creates what comes again in its place
   */
  public List<Statement> up(List<Statement> drops, List<Statement> creates) {
    List<Statement> statements = new ArrayList<>();
    references.forEach(key -> statements.addAll(dropped(key.table(), key.old())));
    forth.forEach(sync -> statements.addAll(sync.unguard()));
    statements.addAll(drops);
    List<String> sql = new ArrayList<>();
    forth.forEach(sync -> sql.addAll(numbered(sync)));
    statements.addAll(SqlText.statements(sql));
    sql.clear();
    forth.forEach(sync -> statements.addAll(succeeded(sync)));
    sql.add(
        AlterColumnSql.together(
            from.name(),
            forth.stream()
                .map(sync -> "DROP COLUMN " + SqlText.name(sync.first().name()))
                .toList()));
    forth.forEach(sync -> sql.add(renamed(sync.second().name(), sync.first().name())));
    toParts.forEach(part -> sql.addAll(named(to, part, part.temporary(), part.name())));
    back.forEach(sync -> sql.addAll(valued(sync.first(), forth.get(back.indexOf(sync)))));
    for (Reference key : references) {
      sql.add(renamed(key.table(), key.beside().name(), key.now().name()));
    }
    statements.addAll(SqlText.statements(sql));
    statements.addAll(creates);
    return statements;
  }

  /**
   * The first columns take the place of the second.
   *
   * @param drops what uses a column and must go
   * @param creates what comes again in its place
   */
  public List<Statement> down(List<Statement> drops, List<Statement> creates) {
    List<Statement> statements = new ArrayList<>();
    referencesBack.forEach(key -> statements.addAll(dropped(key.table(), key.now())));
    back.forEach(sync -> statements.addAll(sync.unguard()));
    statements.addAll(drops);
    List<String> sql = new ArrayList<>();
    for (Part part : toParts) {
      sql.addAll(
          part.kind() == ObjectKind.PRIMARY_KEY
              ? List.of(alter(from, "DROP CONSTRAINT " + SqlText.name(part.name())))
              : named(to, part, part.name(), part.temporary()));
    }
    statements.addAll(SqlText.statements(sql));
    sql.clear();
    back.forEach(sync -> statements.addAll(succeeded(sync)));
    for (int i = 0; i < back.size(); i++) {
      ColumnSync sync = back.get(i);
      sql.addAll(numbered(sync));
      sql.addAll(unnumbered(sync.first()));
      sql.add(renamed(sync.first().name(), forth.get(i).second().name()));
      sql.add(renamed(sync.second().name(), sync.first().name()));
    }
    fromParts.forEach(part -> sql.addAll(named(from, part, part.temporary(), part.name())));
    forth.forEach(sync -> sql.addAll(valued(sync.first(), back.get(forth.indexOf(sync)))));
    statements.addAll(SqlText.statements(sql));
    forth.forEach(sync -> statements.addAll(sync.guard()));
    referencesBack.forEach(key -> statements.addAll(added(key.table(), key.again())));
    statements.addAll(creates);
    return statements;
  }

  /**
   * The index that the primary key was put on: on downgrade it goes with the key, so it is built
   * again. Null when there is none.
   */
  public @Nullable Statement keyAgain() {
    return key == null
        ? null
        : Statement.of(IndexSql.definition("CONCURRENTLY IF NOT EXISTS", from, key));
  }

  /**
   * The foreign keys that went on downgrade, in transactions that follow each other; they can be
   * done again.
   */
  public List<List<Statement>> referencesAgain() {
    List<List<Statement>> again = new ArrayList<>();
    for (Reference reference : references) {
      Table table = reference.table();
      validated(table, reference.old()).ifPresent(again::add);
      List<Statement> add =
          new ArrayList<>(
              SqlText.statements(
                  alter(
                      table,
                      "DROP CONSTRAINT IF EXISTS " + SqlText.name(reference.beside().name()))));
      add.addAll(added(table, reference.beside()));
      again.add(add);
      validated(table, reference.beside()).ifPresent(again::add);
    }
    return again;
  }

  private static String alter(Table table, String action) {
    return AlterColumnSql.together(table.name(), List.of(action));
  }

  /**
   * What goes first: it locks the table that refers and then the other, in the order in which an
   * INSERT does that the foreign key is checked for. The other way round the two can deadlock.
   */
  private static List<Statement> dropped(Table table, ForeignKey key) {
    return SqlText.statements(alter(table, "DROP CONSTRAINT " + SqlText.name(key.name())));
  }

  /** For new rows; existing rows are checked later. */
  private static List<Statement> added(Table table, ForeignKey key) {
    return OnlineConstraint.add(table, key, Schema.EMPTY).get(0).up().statements();
  }

  private static Optional<List<Statement>> validated(Table table, ForeignKey key) {
    return key.validated()
        ? Optional.of(
            SqlText.statements(alter(table, "VALIDATE CONSTRAINT " + SqlText.name(key.name()))))
        : Optional.empty();
  }

  private static String renamed(Table table, String constraint, String name) {
    return alter(
        table, "RENAME CONSTRAINT " + SqlText.name(constraint) + " TO " + SqlText.name(name));
  }

  private static List<String> named(Table table, Part part, String before, String name) {
    return switch (part.kind()) {
      case INDEX ->
          List.of(
              "ALTER INDEX " + IndexSql.name(table, before) + " RENAME TO " + SqlText.name(name));
      case PRIMARY_KEY -> keyed(table, before);
      default -> List.of(renamed(table, before, name));
    };
  }

  /** The primary key on its index, which takes the name of the constraint. */
  private static List<String> keyed(Table table, String index) {
    PrimaryKey primary = table.primaryKey().orElseThrow();
    List<String> sql = new ArrayList<>();
    sql.add(
        alter(
            table,
            "ADD CONSTRAINT "
                + SqlText.name(primary.name())
                + " PRIMARY KEY USING INDEX "
                + SqlText.name(index)
                + ConstraintSql.deferral(primary.deferral())));
    sql.addAll(CommentSql.of(table, primary));
    return sql;
  }

  /** The second column takes over what only the database knows of the first. */
  private List<Statement> succeeded(ColumnSync sync) {
    List<Statement> statements = new ArrayList<>();
    statements.add(LiveState.column(from.name(), sync.first(), sync.second()));
    statements.addAll(
        SqlText.statements(ColumnSql.described(from.name(), sync.first(), sync.second())));
    return statements;
  }

  /** What numbers the rows goes on with the second column where it stood. */
  private List<String> numbered(ColumnSync sync) {
    List<String> sql = new ArrayList<>();
    String second = SqlText.name(sync.second().name());
    ObjectId owner = from.columnId(sync.first().name());
    for (Sequence sequence : owned) {
      if (owner.equals(sequence.ownedBy())) {
        sql.add(
            "ALTER SEQUENCE "
                + SqlText.name(sequence.name())
                + " OWNED BY "
                + SqlText.name(from.name())
                + "."
                + second);
      }
    }
    Identity identity = sync.second().identity();
    if (identity != null) {
      sql.add(alter(from, "ALTER COLUMN " + second + " ADD " + ColumnSql.identity(identity)));
      if (sync.first().identity() != null) {
        // nextval() would fail where the narrower type is used up, just when it is needed.
        sql.add(
            "DO "
                + SqlText.body(
                    Placeholders.fill(
                        """
                        DECLARE
                          old record;
                        BEGIN
                          EXECUTE 'SELECT last_value, is_called FROM ' || :first INTO old;
                          PERFORM setval(:second, old.last_value, old.is_called);
                        END
                        """,
                        Map.of("first", serial(sync.first()), "second", serial(sync.second())))));
      }
    }
    return sql;
  }

  private String serial(Column column) {
    return Numbering.identity(from.name(), column.name());
  }

  private List<String> unnumbered(Column column) {
    String alter = "ALTER COLUMN " + SqlText.name(column.name());
    if (column.identity() != null) {
      return List.of(alter(from, alter + " DROP IDENTITY"));
    }
    return column.defaultValue() == null
        ? List.of()
        : List.of(alter(from, alter + " DROP DEFAULT"));
  }

  private String renamed(String before, String name) {
    return alter(from, "RENAME COLUMN " + SqlText.name(before) + " TO " + SqlText.name(name));
  }

  /** What gives values to a column that has its name in the end. */
  private List<String> valued(Column column, ColumnSync arriving) {
    String name = column.name();
    Expression value = column.defaultValue();
    List<String> sql = new ArrayList<>();
    if (value != null) {
      sql.add(alter(from, "ALTER COLUMN " + SqlText.name(name) + " SET DEFAULT " + value.text()));
    }
    if (column.identity() != null) {
      // Named as PostgreSQL would have named it at once.
      String other = sequence(arriving.second().name());
      sql.add(
          "ALTER SEQUENCE "
              + SqlText.name(new QualifiedName(from.name().namespace(), other))
              + " RENAME TO "
              + SqlText.name(sequence(name)));
    }
    return sql;
  }

  private String sequence(String column) {
    return ObjectName.of(from.name().name(), column, "seq");
  }
}

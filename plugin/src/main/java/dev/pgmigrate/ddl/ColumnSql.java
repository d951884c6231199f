package dev.pgmigrate.ddl;

import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.Generated;
import dev.pgmigrate.schema.Identity;
import dev.pgmigrate.schema.IdentitySequence;
import dev.pgmigrate.schema.NotNull;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.schema.Statistics;
import dev.pgmigrate.sql.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Columns as SQL. */
public final class ColumnSql {
  private ColumnSql() {}

  /** A column as it stands in CREATE TABLE and ADD COLUMN. */
  static String definition(Column column) {
    StringBuilder sql =
        new StringBuilder(SqlText.name(column.name()) + " " + SqlText.type(column.type()));
    QualifiedName collation = column.collation();
    if (collation != null) {
      sql.append(" COLLATE ").append(SqlText.collation(collation));
    }
    Expression defaultValue = column.defaultValue();
    if (defaultValue != null) {
      sql.append(" DEFAULT ").append(SqlText.defaultValue(defaultValue));
    }
    Identity identity = column.identity();
    if (identity != null) {
      sql.append(" ").append(identity(identity));
    }
    Generated generated = column.generated();
    if (generated != null) {
      sql.append(" GENERATED ALWAYS AS ")
          .append(SqlText.parenthesised(generated.expression()))
          .append(generated.stored() ? " STORED" : " VIRTUAL");
    }
    sql.append(NotNullSql.inColumn(column));
    return sql.toString();
  }

  /** What a column has besides its definition; on every supported version an ALTER of its own. */
  static List<String> settings(String table, Column column) {
    String alter = "ALTER TABLE " + table + " ALTER COLUMN " + SqlText.name(column.name());
    List<String> sql = new ArrayList<>();
    if (column.storage() != null) {
      sql.add(alter + " SET STORAGE " + column.storage());
    }
    if (column.compression() != null) {
      sql.add(alter + " SET COMPRESSION " + column.compression());
    }
    sql.addAll(statistics(alter, null, column.statistics()));
    return sql;
  }

  /**
   * What tells ANALYZE about a column.
   *
   * @param alter {@code ALTER TABLE t ALTER COLUMN c}
   */
  static List<String> statistics(String alter, @Nullable Statistics from, @Nullable Statistics to) {
    Integer before = from == null ? null : from.target();
    Integer target = to == null ? null : to.target();
    List<String> sql = new ArrayList<>();
    if (!Objects.equals(before, target)) {
      sql.add(alter + " SET STATISTICS " + (target == null ? -1 : target));
    }
    sql.addAll(
        Parameters.between(
            alter, from == null ? Map.of() : from.options(), to == null ? Map.of() : to.options()));
    return sql;
  }

  /** The target is handed down where it changes; options never are. */
  public static @Nullable Statistics handedDown(
      @Nullable Statistics from, @Nullable Statistics to, @Nullable Statistics below) {
    Integer before = from == null ? null : from.target();
    Integer after = to == null ? null : to.target();
    Integer own = below == null ? null : below.target();
    return Statistics.of(
        Objects.equals(before, after) ? own : after, below == null ? Map.of() : below.options());
  }

  public static String identity(Identity identity) {
    List<String> options = new ArrayList<>();
    IdentitySequence sequence = identity.sequence();
    if (sequence != null && sequence.named()) {
      options.add("SEQUENCE NAME " + SqlText.name(sequence.name()));
    }
    options.addAll(SequenceSql.options(identity.options()));
    return "GENERATED "
        + (identity.always() ? "ALWAYS" : "BY DEFAULT")
        + " AS IDENTITY"
        + (options.isEmpty() ? "" : " (" + String.join(" ", options) + ")");
  }

  public static List<String> add(QualifiedName table, Column column) {
    String name = SqlText.name(table);
    List<String> sql = new ArrayList<>();
    sql.add("ALTER TABLE " + name + " ADD COLUMN " + definition(column));
    sql.addAll(NotNullSql.afterwards(table, column));
    sql.addAll(settings(name, column));
    sql.addAll(CommentSql.of(CommentSql.column(table, column.name()), column.comment()));
    sql.addAll(AccessSql.of(ObjectId.column(table, column.name()), column.access()));
    sql.addAll(numbering(column));
    return sql;
  }

  /** What is said of the sequence behind a new identity. */
  public static List<String> numbering(Column column) {
    Identity identity = column.identity();
    IdentitySequence sequence = identity == null ? null : identity.sequence();
    if (sequence == null) {
      return List.of();
    }
    List<String> sql =
        new ArrayList<>(CommentSql.of(ObjectSql.of(sequence.id()), sequence.comment()));
    sql.addAll(AccessSql.of(sequence.id(), sequence.access()));
    return sql;
  }

  /** Gives a value to the rows that have none. */
  public static String backfill(QualifiedName table, Column column, String value) {
    String name = SqlText.name(column.name());
    return "UPDATE "
        + SqlText.name(table)
        + " SET "
        + name
        + " = "
        + value
        + " WHERE "
        + name
        + " IS NULL";
  }

  /** What the revisions say of a column, once more after what another column had. */
  public static List<String> described(QualifiedName table, Column from, Column to) {
    List<String> sql = new ArrayList<>(settings(SqlText.name(table), to));
    sql.addAll(CommentSql.of(CommentSql.column(table, to.name()), to.comment()));
    sql.addAll(retracted(table, from, to));
    return sql;
  }

  /** Takes away what the revisions gave to the one column and do not give to the other. */
  public static List<String> retracted(QualifiedName table, Column from, Column to) {
    List<String> sql = new ArrayList<>();
    if (from.comment() != null && to.comment() == null) {
      sql.add(CommentSql.set(CommentSql.column(table, to.name()), null));
    }
    sql.addAll(AccessSql.retracted(ObjectId.column(table, to.name()), from.access(), to.access()));
    return sql;
  }

  public static List<String> drop(QualifiedName table, Column column) {
    return List.of(
        "ALTER TABLE " + SqlText.name(table) + " DROP COLUMN " + SqlText.name(column.name()));
  }

  /** The storage that PostgreSQL gives to a type of variable length; DEFAULT is PostgreSQL 16's. */
  static String storage(DataType type) {
    return switch (TypeName.base(type.text())) {
      case "numeric", "inet", "cidr" -> "MAIN";
      default -> "EXTENDED";
    };
  }

  /**
   * The column as a new table inherits it: all but its statistics target, and NOT NULL as far as it
   * is inherited.
   */
  static Column newlyInherited(Column column) {
    NotNull constraint = column.notNullConstraint();
    return plain(column)
        .withNotNull(column.notNull() && (constraint == null || !constraint.noInherit()), null)
        .withStatistics(null)
        .withLocal(false);
  }

  /** The column with another default, without what is a change of its own. */
  public static Column withDefault(Column column, @Nullable Expression defaultValue) {
    return plain(column).withDefault(defaultValue);
  }

  /** The column without the identity or default that numbers its rows. */
  public static Column unnumbered(Column column) {
    return plain(column).withDefault(null).withIdentity(null);
  }

  /** The column, its default the next value of a sequence. */
  public static Column numberedBy(Column column, Sequence sequence) {
    QualifiedName name = sequence.name();
    String qualified = Identifier.quote(name.namespace()) + "." + Identifier.quote(name.name());
    return column
        .withDefault(
            new Expression(
                "nextval(" + SqlText.literal(qualified) + "::regclass)",
                "nextval(" + SqlText.literal(SqlText.name(name)) + ")"))
        .withIdentity(null);
  }

  /** The column as it comes beside another: rows need not have a value yet. */
  public static Column besides(Column column, @Nullable Expression defaultValue) {
    return column.optional().withDefault(defaultValue).withIdentity(null).withGenerated(null);
  }

  /** The column without what is a change of its own. */
  public static Column plain(Column column) {
    return column.withComment(null).withAccess(Access.DEFAULT);
  }
}

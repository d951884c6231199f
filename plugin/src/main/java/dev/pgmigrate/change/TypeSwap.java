package dev.pgmigrate.change;

import dev.pgmigrate.ddl.AccessSql;
import dev.pgmigrate.ddl.AlterColumnSql;
import dev.pgmigrate.ddl.Casts;
import dev.pgmigrate.ddl.CommentSql;
import dev.pgmigrate.ddl.LiveState;
import dev.pgmigrate.ddl.ObjectSql;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.References;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.ObjectName;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A new type takes the place of an old one of the same name, under the columns that have it. */
final class TypeSwap {
  private TypeSwap() {}

  /**
   * Renames the old type away, creates the new one, moves the columns over, drops the old one.
   *
   * @param kind {@code TYPE} or {@code DOMAIN}
   * @param create the statements that create the new type
   * @param retracted what takes away again what only the old one shall have had
   * @param base what a domain is over; null for another type
   * @param value as in {@link #move}
   */
  static List<Statement> sql(
      String kind,
      ObjectId type,
      List<String> create,
      Collection<TypeUse> uses,
      List<String> retracted,
      @Nullable DataType base,
      Function<TypeUse, @Nullable String> value) {
    QualifiedName name = type.qualifiedName();
    QualifiedName old = new QualifiedName(name.namespace(), ObjectName.of(name.name(), "", "old"));
    List<Statement> statements = new ArrayList<>();
    statements.add(
        Statement.of(
            "ALTER "
                + kind
                + " "
                + SqlText.typeName(name)
                + " RENAME TO "
                + SqlText.name(old.name())));
    statements.add(Statement.of(create.get(0)));
    statements.add(LiveState.successor(type, old));
    statements.addAll(SqlText.statements(create.subList(1, create.size())));
    statements.addAll(SqlText.statements(retracted));
    uses.forEach(use -> statements.add(Statement.of(move(use, base, value.apply(use)))));
    statements.add(Statement.of("DROP " + kind + " " + SqlText.typeName(old)));
    return statements;
  }

  /** What takes away what the revisions gave to the old type and do not give to the new one. */
  static List<String> retracted(
      ObjectId type, Access was, Access is, @Nullable String comment, @Nullable String newComment) {
    List<String> sql = new ArrayList<>(AccessSql.retracted(type, was, is));
    if (comment != null && newComment == null) {
      sql.add(CommentSql.set(ObjectSql.of(type), null));
    }
    return sql;
  }

  /** The column keeps its type, and gets the collation that took the place of its own. */
  static String collate(TypeUse use) {
    Column to = use.to();
    QualifiedName collation = to.collation();
    List<String> actions = new ArrayList<>();
    actions.add(
        "ALTER COLUMN "
            + SqlText.name(to.name())
            + " TYPE "
            + SqlText.type(to.type())
            + (collation == null ? "" : " COLLATE " + SqlText.collation(collation)));
    actions.addAll(storage(to));
    return AlterColumnSql.together(use.table(), actions);
  }

  /** The type comes with its own storage and compression, so the column's are stated again. */
  private static List<String> storage(Column to) {
    String alter = "ALTER COLUMN " + SqlText.name(to.name());
    List<String> actions = new ArrayList<>();
    if (to.storage() != null) {
      actions.add(alter + " SET STORAGE " + to.storage());
    }
    if (to.compression() != null) {
      actions.add(alter + " SET COMPRESSION " + to.compression());
    }
    return actions;
  }

  /**
   * The column gets the type's successor.
   *
   * @param base what the domain is over at the bottom; null for another type
   * @param value the value of the new type; null where it is made of the text of the old one
   */
  static String move(TypeUse use, @Nullable DataType base, @Nullable String value) {
    Column to = use.to();
    String column = SqlText.name(to.name());
    String type = SqlText.type(to.type());
    List<String> actions = new ArrayList<>();
    if (use.from().defaultValue() != null) {
      actions.add("ALTER COLUMN " + column + " DROP DEFAULT");
    }
    String cast = cast(type, base);
    String made = value == null ? column + cast : value;
    String using = to.generated() == null ? " USING " + made : "";
    actions.add("ALTER COLUMN " + column + " TYPE " + type + using);
    Expression defaultValue = to.defaultValue();
    if (defaultValue != null) {
      actions.add("ALTER COLUMN " + column + " SET DEFAULT " + defaultValue.text());
    }
    actions.addAll(storage(to));
    return AlterColumnSql.together(use.table(), actions);
  }

  /** A cast to a domain over strings would cut off what is too long; assigned, it fails. */
  private static String cast(String type, @Nullable DataType base) {
    boolean array = type.endsWith("[]");
    String text = array ? "::text[]" : "::text";
    if (base != null && Casts.isString(base)) {
      return text;
    }
    return !array && base != null && Casts.isStrings(base) ? text + "::text[]" : text + "::" + type;
  }

  static Dependencies dependencies(ObjectId type, List<TypeUse> uses) {
    Dependencies all = Dependencies.NONE.altering(List.of(type));
    for (TypeUse use : uses) {
      all =
          all.within(ObjectId.table(use.table()))
              .altering(List.of(ObjectId.column(use.table(), use.to().name())));
    }
    return all;
  }

  static List<Warning> blocking(ObjectId type, List<TypeUse> uses) {
    return uses.isEmpty() ? List.of() : List.of(WarningKind.LONG_LOCK.rewriting(type, locks(uses)));
  }

  /** The tables whose rows are written anew. */
  static Set<ObjectId> locks(List<TypeUse> uses) {
    return uses.stream().map(use -> ObjectId.table(use.table())).collect(Collectors.toSet());
  }

  /** Whether the swap does what another change is about. */
  /** PostgreSQL gives no other type to a column that a table is partitioned by. */
  static Optional<String> impossible(ObjectId type, List<TypeUse> uses, Schema schema) {
    return uses.stream()
        .filter(use -> schema.table(use.table()).filter(t -> isKey(t, use)).isPresent())
        .map(
            use ->
                "%s cannot lose values or be replaced: table %s is partitioned by its column %s"
                    .formatted(
                        ObjectWords.name(type), SqlText.name(use.table()), use.from().name()))
        .findFirst();
  }

  private static boolean isKey(Table table, TypeUse use) {
    String by = table.partitionBy();
    return by != null
        && References.mentioned(table, List.of(Expression.of(by.substring(by.indexOf('(')))))
            .contains(use.from().name());
  }

  /** The types, and the columns that have one. */
  static Set<ObjectId> coveredObjects(Collection<ObjectId> types, List<TypeUse> uses) {
    Set<ObjectId> objects = new HashSet<>(types);
    uses.forEach(use -> objects.add(ObjectId.column(use.table(), use.to().name())));
    return objects;
  }

  /** Whether the swap does what another change is about. */
  static boolean covers(ObjectId type, List<TypeUse> uses, Change other) {
    boolean retold = other instanceof SetComment || other instanceof ChangeAccess;
    if (retold && other.object().equals(type)) {
      return true;
    }
    return other instanceof AlterColumn alter
        && alter.changesDefaultOnly()
        && uses.stream()
            .anyMatch(
                use ->
                    ObjectId.column(use.table(), use.to().name()).equals(other.object())
                        && use.from().equals(alter.from())
                        && use.to().equals(alter.to()));
  }
}

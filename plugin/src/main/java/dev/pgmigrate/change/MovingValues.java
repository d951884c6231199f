package dev.pgmigrate.change;

import dev.pgmigrate.ddl.Casts;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.UserTypes;
import dev.pgmigrate.sql.Statement;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The values of rows that are set aside while types change. A temporary table with a column of a
 * type would stand in the way of the type's replacement.
 *
 * @param types the types before and after
 * @param replaced those of both sides that get a successor
 * @param between whether types are replaced while the rows are aside, because the table is
 *     recreated; else that happens before on upgrade and afterwards on downgrade
 * @param back whether this is the downgrade
 * @param numbered the columns that take numbers of an identity alone when the rows come home, be it
 *     that of a table above; {@code numberedBack} the same on the way back
 */
public record MovingValues(
    UserTypes types,
    Set<ObjectId> replaced,
    boolean between,
    boolean back,
    Set<String> numbered,
    Set<String> numberedBack) {
  public MovingValues {
    replaced = Collections.unmodifiableSet(new TreeSet<>(replaced));
    numbered = Set.copyOf(numbered);
    numberedBack = Set.copyOf(numberedBack);
  }

  /** What must have its new form before rows are set aside. */
  Set<ObjectId> before() {
    return between || back ? Set.of() : types.changing();
  }

  /** What keeps its form until the rows are home. */
  Set<ObjectId> afterwards() {
    return between || !back ? Set.of() : types.changing();
  }

  MovingValues reversed() {
    return new MovingValues(types.reversed(), replaced, between, !back, numberedBack, numbered);
  }

  /** What is set aside of a table: a value only as its text where its type does not stay. */
  String kept(Table table, Table next) {
    return table.columns().stream().noneMatch(column -> isText(column.type()))
        ? "*"
        : table.columns().stream()
            .map(
                column ->
                    isText(column.type())
                        ? text(column, next.column(column.name()).orElse(column))
                        : SqlText.name(column.name()))
            .collect(Collectors.joining(", "));
  }

  /** The text of a value, as the type reads it that the column gets. */
  private String text(Column column, Column next) {
    String name = SqlText.name(column.name());
    DataType type = column.type();
    String plain = name + (type.text().endsWith("[]") ? "::text[]" : "::text");
    return between && type.equals(next.type())
        ? composites().text(name, type).map(row -> row + " AS " + name).orElse(plain)
        : plain;
  }

  /** What refuses values that nothing takes over. */
  List<Statement> refusals(Table table) {
    return between
        ? table.columns().stream()
            .flatMap(column -> composites().refusal(table.name(), column).stream())
            .toList()
        : List.of();
  }

  private CompositeValues composites() {
    return new CompositeValues(
        replaced.stream()
            .map(id -> new ReplaceTypes.Swap(types.before(id), types.after(id), null))
            .toList());
  }

  /** The value of before as one of the type that the column has now. */
  String home(Column was, Column now) {
    String name = SqlText.name(now.name());
    if (isText(was.type())) {
      boolean array = types.bottom(now.type()).text().endsWith("[]");
      String texts = array && !was.type().text().endsWith("[]") ? name + "::text[]" : name;
      return isString(now.type()) ? texts : name + "::" + SqlText.type(now.type());
    }
    if (was.type().equals(now.type())) {
      return name;
    }
    DataType bottom = types.bottom(now.type());
    // To a domain over a string it is assigned: a cast would cut off what is too long.
    String using = Casts.of(was.type(), isString(bottom) ? bottom : now.type()).using(name);
    return using == null ? name : using;
  }

  /** Whether a text is assigned, alone or in an array. A cast would cut off what is too long. */
  private boolean isString(DataType type) {
    DataType bottom = types.bottom(type);
    String text = bottom.text();
    return text.endsWith("[]")
        ? isString(new DataType(text.substring(0, text.length() - 2), bottom.userDefined()))
        : Casts.isString(bottom);
  }

  private boolean isText(DataType type) {
    QualifiedName name = type.userDefined();
    // On downgrade a type goes while the temporary table is still there.
    boolean goes = (between || back) && isAmong(replaced, name);
    return name != null && (goes || isAmong(types.onOneSide(), name));
  }

  private static boolean isAmong(Collection<ObjectId> types, @Nullable QualifiedName name) {
    return types.stream().anyMatch(id -> id.qualifiedName().equals(name));
  }
}

package dev.pgmigrate.intent;

import dev.pgmigrate.diff.Inheritance;
import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.NotNull;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Partitions and child tables that only the database knows. They are kept, but what they inherit is
 * their parent's: PostgreSQL changes it along with the parent.
 */
final class Following {
  private final Map<QualifiedName, Table> before;
  private final Map<QualifiedName, Table> after;
  private final Set<QualifiedName> stated;
  private final Map<QualifiedName, Table> followed = new HashMap<>();

  private Following(Schema desired, Schema current, Schema target) {
    before = byName(current);
    after = byName(target);
    stated = byName(desired).keySet();
  }

  /**
   * The target with those tables as they are after their parents' changes.
   *
   * @param target what both sides and the database alone have
   */
  static Schema in(Schema target, Schema desired, Schema current) {
    Following following = new Following(desired, current, target);
    return target.withTables(target.tables().stream().map(following::followed).toList());
  }

  private static Map<QualifiedName, Table> byName(Schema schema) {
    return schema.tables().stream().collect(Collectors.toMap(Table::name, Function.identity()));
  }

  private Table followed(Table table) {
    Table known = followed.get(table.name());
    if (known != null) {
      return known;
    }
    Table result = table;
    if (!stated.contains(table.name())) {
      for (QualifiedName parent : Inheritance.parents(table)) {
        Table was = before.get(parent);
        Table is = after.get(parent);
        if (was != null && is != null && !Inheritance.isAnew(was, is)) {
          result = followed(result, was, followed(is));
        }
      }
    }
    followed.put(table.name(), result);
    return result;
  }

  private static Table followed(Table child, Table was, Table is) {
    boolean partition = child.partition() != null;
    List<Column> columns = new ArrayList<>();
    for (Column column : child.columns()) {
      Optional<Column> old = was.column(column.name());
      Optional<Column> now = is.column(column.name());
      if (old.isPresent() && now.isPresent()) {
        columns.add(followed(column, old.get(), now.get()));
      } else if (old.isEmpty() || (column.local() && !partition)) {
        columns.add(column);
      }
    }
    for (Column column : is.columns()) {
      if (was.column(column.name()).isEmpty() && child.column(column.name()).isEmpty()) {
        columns.add(inherited(column));
      }
    }
    return child.withColumns(columns);
  }

  private static Column followed(Column child, Column was, Column is) {
    boolean sameNull = was.notNull() == is.notNull();
    return new Column(
        child.name(),
        follow(child.type(), was.type(), is.type()),
        sameNull ? child.notNull() : is.notNull(),
        sameNull ? child.notNullConstraint() : inherited(is.notNullConstraint()),
        followNullable(child.defaultValue(), was.defaultValue(), is.defaultValue()),
        // A partition's is its parent's (PostgreSQL 17), and the model has it there alone.
        child.identity(),
        followNullable(child.generated(), was.generated(), is.generated()),
        followNullable(child.collation(), was.collation(), is.collation()),
        followNullable(child.storage(), was.storage(), is.storage()),
        child.compression(),
        followNullable(child.statistics(), was.statistics(), is.statistics()),
        child.local(),
        child.comment(),
        child.access());
  }

  private static <T> T follow(T child, T was, T is) {
    return was.equals(is) ? child : is;
  }

  /** What differed from the parent's before is the child's own. */
  private static <T> @Nullable T followNullable(
      @Nullable T child, @Nullable T was, @Nullable T is) {
    return Objects.equals(child, was) ? is : child;
  }

  private static Column inherited(Column parent) {
    return parent
        .withNotNull(parent.notNull(), inherited(parent.notNullConstraint()))
        .withIdentity(null)
        .withLocal(false)
        .withComment(null)
        .withAccess(Access.DEFAULT);
  }

  private static @Nullable NotNull inherited(@Nullable NotNull parent) {
    return parent == null ? null : parent.withOwn(false).withComment(null);
  }
}

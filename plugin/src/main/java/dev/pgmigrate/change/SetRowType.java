package dev.pgmigrate.change;

import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A typed table ({@code CREATE TABLE .. OF}) is untied from its type, or tied to it: PostgreSQL
 * changes no column of a typed table, and not the type either.
 *
 * @param before the table while it is tied to the one type or to none
 * @param after the table while it is tied to the other type or to none
 */
public record SetRowType(Table before, Table after, @Nullable ObjectId from, @Nullable ObjectId to)
    implements Change {
  /** The type of a typed table; empty for any other. */
  public static Optional<ObjectId> of(Table table, Schema schema) {
    return schema.uses().of(table.id()).stream()
        .filter(used -> used.kind() == ObjectKind.COMPOSITE)
        .findFirst();
  }

  /** The table is untied and tied on downgrade alone, around a type that is recreated then. */
  public static List<Change> onDowngrade(
      Table before, Table after, @Nullable ObjectId was, @Nullable ObjectId is) {
    List<Change> ties = new ArrayList<>();
    if (was != null) {
      ties.add(new OneWay(new SetRowType(before, after, was, null), false));
    }
    if (is != null) {
      ties.add(new OneWay(new SetRowType(before, after, null, is), false));
    }
    return ties;
  }

  @Override
  public ObjectId object() {
    return after.id();
  }

  @Override
  public String line() {
    return ObjectWords.name(object())
        + ": "
        + (to == null
            ? "no longer of type " + ObjectWords.name(old())
            : "of type " + ObjectWords.name(to));
  }

  @Override
  public List<Statement> up() {
    String alter = "ALTER TABLE " + SqlText.name(after.name());
    return SqlText.statements(
        to == null ? alter + " NOT OF" : alter + " OF " + SqlText.typeName(to.qualifiedName()));
  }

  @Override
  public Set<ObjectId> locks() {
    return Set.of(object());
  }

  @Override
  public Half half(Schema from, Schema to) {
    return this.to == null ? Half.EXPAND : Half.CONTRACT;
  }

  @Override
  public Change reverse() {
    return new SetRowType(after, before, to, from);
  }

  /** Untied before anything of table or type changes, tied again when all has. */
  @Override
  public Dependencies dependencies() {
    Dependencies all = Dependencies.NONE.within(object());
    return to == null
        ? all.releasing(List.of(old())).releasing(columns(before, Set.of())).dropping(added())
        : all.needing(List.of(to)).needing(columns(after, Set.of())).creating(removed());
  }

  private ObjectId old() {
    return Objects.requireNonNull(from);
  }

  private Set<ObjectId> added() {
    return columns(after, columns(before, Set.of()));
  }

  private Set<ObjectId> removed() {
    return columns(before, columns(after, Set.of()));
  }

  private static Set<ObjectId> columns(Table table, Set<ObjectId> without) {
    return table.columns().stream()
        .map(column -> table.columnId(column.name()))
        .filter(id -> !without.contains(id))
        .collect(Collectors.toSet());
  }
}

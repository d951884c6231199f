package dev.pgmigrate.change;

import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Table;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The order in which tables become logged and unlogged: at no moment may a logged table refer to an
 * unlogged one.
 */
final class Persistence {
  private Persistence() {}

  /** What a table's own change from logged to unlogged, or back, must wait for. */
  static Dependencies between(Table from, Table to) {
    if (from.unlogged() == to.unlogged()) {
      return Dependencies.NONE;
    }
    Dependencies toLogged =
        Dependencies.NONE
            .creating(List.of(logged(to.name())))
            .needing(targets(from, to))
            .dropping(List.of(unlogged(to.name())));
    return from.unlogged() ? toLogged : toLogged.reversed();
  }

  /** The state that a new foreign key of a table needs. */
  static ObjectId neededBy(Table table, ForeignKey key) {
    return table.unlogged() ? unlogged(table.name()) : logged(key.target());
  }

  /** What the table refers to all the time: a key that goes or comes does so where it may. */
  private static List<ObjectId> targets(Table from, Table to) {
    Set<QualifiedName> before = targets(from).collect(Collectors.toSet());
    return targets(to)
        .filter(before::contains)
        .filter(target -> !target.equals(to.name()))
        .map(Persistence::logged)
        .toList();
  }

  private static Stream<QualifiedName> targets(Table table) {
    return table.constraints(ForeignKey.class).stream().map(ForeignKey::target);
  }

  /** That a table is logged: an unlogged one cannot be published either. */
  static ObjectId logged(QualifiedName table) {
    return ObjectId.of(ObjectKind.UNIQUE, table, "logged");
  }

  private static ObjectId unlogged(QualifiedName table) {
    return ObjectId.of(ObjectKind.UNIQUE, table, "unlogged");
  }
}

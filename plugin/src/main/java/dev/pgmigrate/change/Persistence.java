package dev.pgmigrate.change;

import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Table;
import java.util.List;

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
            .needing(targets(from.unlogged() ? to : from))
            .dropping(List.of(unlogged(to.name())));
    return from.unlogged() ? toLogged : toLogged.reversed();
  }

  /** The state that a new foreign key of a table needs. */
  static ObjectId neededBy(Table table, ForeignKey key) {
    return table.unlogged() ? unlogged(table.name()) : logged(key.target());
  }

  private static List<ObjectId> targets(Table table) {
    return table.constraints().stream()
        .filter(ForeignKey.class::isInstance)
        .map(key -> ((ForeignKey) key).target())
        .filter(target -> !target.equals(table.name()))
        .map(Persistence::logged)
        .toList();
  }

  /** That a table is logged: an unlogged one cannot be published either. */
  static ObjectId logged(QualifiedName table) {
    return ObjectId.of(ObjectKind.UNIQUE, table, "logged");
  }

  private static ObjectId unlogged(QualifiedName table) {
    return ObjectId.of(ObjectKind.UNIQUE, table, "unlogged");
  }
}

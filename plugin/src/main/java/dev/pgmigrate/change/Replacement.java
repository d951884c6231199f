package dev.pgmigrate.change;

import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.GeneratedName;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An index or a constraint that takes the place of another one of its name: the new one is there
 * before the old one goes, on either way.
 */
public final class Replacement {
  private Replacement() {}

  /**
   * The stages of changes that replace one thing by another; none where they do more than that, or
   * where PostgreSQL cannot have both at a time.
   */
  public static Optional<List<Stage>> stages(List<Change> changes, Schema from, Schema to) {
    if (changes.size() == 4) {
      return replicaIdentity(changes, from, to);
    }
    if (changes.size() != 2) {
      return Optional.empty();
    }
    Change first = changes.get(0);
    Change second = changes.get(1);
    if (first instanceof DropIndex drop
        && second instanceof CreateIndex create
        && drop.table().partitionBy() == null
        && drop.index().name().equals(create.index().name())) {
      return Optional.of(index(drop, create, List.of(), from, to));
    }
    if (first instanceof DropConstraint drop && second instanceof AddConstraint add) {
      if (drop.blocksBack(from, to) || !add.blocking(from, to).isEmpty()) {
        return Optional.empty();
      }
      return Parts.hasIndex(add.constraint())
          ? drop.table().partitionBy() == null && Parts.hasIndex(drop.constraint())
              ? Optional.of(key(drop, add, from, to))
              : Optional.empty()
          : Optional.of(joined(drop.stages(from, to), add.stages(from, to)));
    }
    return Optional.empty();
  }

  /** The old one steps aside under another name, which on the way back it comes under. */
  private static List<Stage> index(
      DropIndex drop, CreateIndex create, List<Stage> between, Schema from, Schema to) {
    Table table = drop.table();
    Index aside = drop.index().withName(aside(drop.index().name()));
    Change rename = new RenameIndex(table, drop.index(), aside);
    List<Stage> stages = new ArrayList<>();
    stages.add(Stage.brief(rename.up(), rename.reverse().up()));
    stages.addAll(create.stages(from, to));
    stages.addAll(between);
    stages.addAll(new DropIndex(table, aside).stages(from, to));
    return stages;
  }

  /** The index is the replica identity of its table, which must never be without. */
  private static Optional<List<Stage>> replicaIdentity(
      List<Change> changes, Schema from, Schema to) {
    List<AlterTable> alters = only(changes, AlterTable.class);
    List<DropIndex> drops = only(changes, DropIndex.class);
    List<CreateIndex> creates = only(changes, CreateIndex.class);
    if (alters.size() != 2 || drops.size() != 1 || creates.size() != 1) {
      return Optional.empty();
    }
    Table table = alters.get(0).from();
    String name = drops.get(0).index().name();
    boolean justThis =
        table.partitionBy() == null
            && alters.equals(
                List.of(
                    new AlterTable(table, TableSql.withoutReplicaIdentity(table)),
                    new AlterTable(
                        TableSql.withoutReplicaIdentity(alters.get(1).to()), alters.get(1).to())))
            && table.index(name).isPresent()
            && creates.get(0).index().name().equals(name);
    if (!justThis) {
      return Optional.empty();
    }
    Stage identity =
        Stage.brief(
            Sql.statements(TableSql.replicaIdentity(table, TableSql.BY_INDEX + name)),
            Sql.statements(TableSql.replicaIdentity(table, TableSql.BY_INDEX + aside(name))));
    return Optional.of(index(drops.get(0), creates.get(0), List.of(identity), from, to));
  }

  private static <T> List<T> only(List<Change> changes, Class<T> kind) {
    return changes.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** A table has one primary key at a time: the old key goes as the new one comes. */
  private static List<Stage> key(DropConstraint drop, AddConstraint add, Schema from, Schema to) {
    Table table = drop.table();
    List<Stage> stages = new ArrayList<>();
    Constraint old = drop.constraint();
    if (old.name().equals(add.constraint().name())) {
      Constraint aside = old.withName(aside(old.name()));
      Change rename = new RenameConstraint(table, old, aside);
      stages.add(Stage.brief(rename.up(), rename.reverse().up()));
      old = aside;
    }
    List<Stage> come = add.stages(from, to);
    List<Stage> go = new DropConstraint(table, old).stages(from, to);
    stages.add(come.get(0));
    stages.add(together(go.get(0), come.get(1)));
    stages.add(go.get(1));
    return stages;
  }

  /** What goes is gone in the transaction in which what comes is there. */
  private static List<Stage> joined(List<Stage> go, List<Stage> come) {
    List<Stage> stages = new ArrayList<>(go.subList(0, go.size() - 1));
    stages.add(together(go.get(go.size() - 1), come.get(0)));
    stages.addAll(come.subList(1, come.size()));
    return stages;
  }

  private static Stage together(Stage first, Stage second) {
    return Stage.brief(
        both(first.up().statements(), second.up().statements()),
        both(second.down().statements(), first.down().statements()));
  }

  private static List<Statement> both(List<Statement> some, List<Statement> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private static String aside(String name) {
    return GeneratedName.of(name, "", "old");
  }
}

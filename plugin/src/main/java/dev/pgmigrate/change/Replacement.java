package dev.pgmigrate.change;

import dev.pgmigrate.ddl.Features;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.ddl.TableSql;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.Unique;
import dev.pgmigrate.sql.ObjectName;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Indexes and constraints that take the place of others with the same names: the new one is there
 * before the old one goes, on either way. Meanwhile the new one has a name of its own.
 */
public final class Replacement {
  private final Schema from;
  private final Schema to;
  private final Set<String> taken;
  private final Features features;

  private Replacement(Schema from, Schema to, Set<String> taken, Features features) {
    this.from = from;
    this.to = to;
    this.taken = taken;
    this.features = features;
  }

  /**
   * The stages of changes that replace one thing by another; none where they do more than that, or
   * where PostgreSQL cannot have both at a time.
   *
   * @param taken all {@link #names} of both schemas
   */
  public static Optional<List<Stage>> stages(
      List<Change> changes, Schema from, Schema to, Set<String> taken, Features features) {
    return changes.size() < 2
        ? Optional.empty()
        : new Replacement(from, to, taken, features).stages(changes);
  }

  /** The names of all indexes and constraints of tables. */
  public static Set<String> names(Schema from, Schema to) {
    return Stream.of(from, to)
        .flatMap(schema -> schema.tables().stream())
        .flatMap(
            table ->
                Stream.concat(
                    table.indexes().stream().map(Index::name),
                    table.constraints().stream().map(Constraint::name)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private Optional<List<Stage>> stages(List<Change> changes) {
    if (changes.size() == 2
        && changes.get(0) instanceof DropConstraint drop
        && changes.get(1) instanceof AddConstraint add) {
      return constraint(drop, add);
    }
    return changes.stream().allMatch(this::isKey)
        ? Optional.of(keys(changes, List.of()))
        : replicaIdentity(changes);
  }

  private Optional<List<Stage>> constraint(DropConstraint drop, AddConstraint add) {
    if (drop.blocksBack(from, to) || !add.blocking(from, to).isEmpty()) {
      return Optional.empty();
    }
    if (!add.constraint().hasIndex()) {
      return Optional.of(joined(drop.stages(from, to, features), add.stages(from, to, features)));
    }
    return drop.table().partitionBy() == null && drop.constraint().hasIndex()
        ? Optional.of(key(drop, add))
        : Optional.empty();
  }

  /** An index, or a unique constraint over one, of a table that is not partitioned. */
  private boolean isKey(Change change) {
    if (change instanceof DropIndex || change instanceof CreateIndex) {
      return !isPartitioned(change);
    }
    Constraint constraint =
        change instanceof DropConstraint drop
            ? drop.constraint()
            : change instanceof AddConstraint add ? add.constraint() : null;
    return constraint instanceof Unique && !constraint.isTemporal() && !isPartitioned(change);
  }

  private boolean isPartitioned(Change change) {
    QualifiedName table = change.tableId().orElseThrow().qualifiedName();
    return from.table(table).filter(t -> t.partitionBy() != null).isPresent()
        || to.table(table).filter(t -> t.partitionBy() != null).isPresent();
  }

  /**
   * All new ones come, the old ones go, and the new ones get their names.
   *
   * @param between what is done when all are there
   */
  private List<Stage> keys(List<Change> changes, List<Stage> between) {
    Set<String> gone = changes.stream().flatMap(c -> going(c).stream()).collect(Collectors.toSet());
    List<Stage> stages = new ArrayList<>();
    List<Stage> goes = new ArrayList<>();
    List<Stage> named = new ArrayList<>();
    for (Change change : changes) {
      if (change instanceof CreateIndex create && gone.contains(create.index().name())) {
        Index aside = create.index().withName(free(create.index().name(), "new"));
        stages.addAll(new CreateIndex(create.table(), aside).stages(from, to, features));
        named.add(brief(new RenameIndex(create.table(), aside, create.index())));
      } else if (change instanceof AddConstraint add && gone.contains(add.constraint().name())) {
        Constraint aside = add.constraint().withName(free(add.constraint().name(), "new"));
        stages.addAll(new AddConstraint(add.table(), aside).stages(from, to, features));
        named.add(brief(new RenameConstraint(add.table(), aside, add.constraint())));
      } else {
        (going(change).isEmpty() ? stages : goes).addAll(change.stages(from, to, features));
      }
    }
    stages.addAll(between);
    stages.addAll(goes);
    stages.addAll(named);
    return stages;
  }

  private static Optional<String> going(Change change) {
    return change instanceof DropIndex drop
        ? Optional.of(drop.index().name())
        : change instanceof DropConstraint drop
            ? Optional.of(drop.constraint().name())
            : Optional.empty();
  }

  private static Stage brief(Change change) {
    return Stage.brief(change.up(), change.reverse().up());
  }

  /** The index is the replica identity of its table, which must never be without. */
  private Optional<List<Stage>> replicaIdentity(List<Change> changes) {
    List<AlterTable> alters = only(changes, AlterTable.class);
    List<DropIndex> drops = only(changes, DropIndex.class);
    List<CreateIndex> creates = only(changes, CreateIndex.class);
    if (changes.size() != 4 || alters.size() != 2 || drops.size() != 1 || creates.size() != 1) {
      return Optional.empty();
    }
    Table table = alters.get(0).from();
    String name = drops.get(0).index().name();
    boolean justThis =
        table.partitionBy() == null
            && alters.equals(
                List.of(
                    new AlterTable(table, table.withReplicaIdentity(null)),
                    new AlterTable(
                        alters.get(1).to().withReplicaIdentity(null), alters.get(1).to())))
            && table.index(name).isPresent()
            && creates.get(0).index().name().equals(name);
    if (!justThis) {
      return Optional.empty();
    }
    Stage identity =
        Stage.brief(
            SqlText.statements(
                TableSql.replicaIdentity(table, TableSql.BY_INDEX + free(name, "new"))),
            SqlText.statements(TableSql.replicaIdentity(table, TableSql.BY_INDEX + name)));
    return Optional.of(keys(List.of(drops.get(0), creates.get(0)), List.of(identity)));
  }

  private static <T> List<T> only(List<Change> changes, Class<T> kind) {
    return changes.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /**
   * The new index is built under a name of its own, which it gives up in the transaction in which
   * the old constraint goes: a table has one primary key at a time.
   */
  private List<Stage> key(DropConstraint drop, AddConstraint add) {
    String old = drop.constraint().name();
    String now = add.constraint().name();
    boolean same = old.equals(now);
    List<Stage> come =
        OnlineConstraint.key(add.table(), add.constraint(), same ? free(now, "new") : now, to);
    List<Stage> go =
        Stage.back(
            OnlineConstraint.key(
                drop.table(), drop.constraint(), same ? free(old, "old") : old, from));
    return List.of(come.get(0), together(go.get(0), come.get(1)), go.get(1));
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

  /** A name like this one that nothing has before or afterwards. */
  private String free(String name, String label) {
    String free = ObjectName.of(name, "", label);
    for (int i = 1; taken.contains(free); i++) {
      free = ObjectName.of(name, "", label + i);
    }
    return free;
  }
}

package dev.pgmigrate.diff;

import dev.pgmigrate.change.AddColumn;
import dev.pgmigrate.change.AlterColumn;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.DropColumn;
import dev.pgmigrate.change.Heirs;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Generated;
import dev.pgmigrate.schema.NotNull;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the columns of a table. Their order is no difference. */
final class ColumnComparator {
  private final Equivalence equivalence;
  private final Set<TypeUses.Use> swapped;
  private final Inheritance inheritance;
  private final List<Sequence> sequences;
  private final Conversions conversions;

  /**
   * @param swapped the columns whose default is seen to by the change of their type
   * @param sequences those that defaults can count with, before and afterwards
   * @param conversions what is known of values that get another type
   */
  ColumnComparator(
      Equivalence equivalence,
      Set<TypeUses.Use> swapped,
      Inheritance inheritance,
      List<Sequence> sequences,
      Conversions conversions) {
    this.sequences = sequences;
    this.conversions = conversions;
    this.equivalence = equivalence;
    this.inheritance = inheritance;
    this.swapped = swapped;
  }

  void compare(Table from, Table to, List<Change> changes) {
    Lists.Difference<Column> difference = Lists.diff(from.columns(), to.columns(), Column::name);
    // What a parent or partitioned table hands down comes and goes with the parent's column.
    difference.removed().stream()
        .filter(column -> column.local() || !handed(from, column, false))
        .forEach(column -> changes.add(new DropColumn(from, column, heirs(to, column, true))));
    difference.added().stream()
        .filter(column -> column.local() || !handed(to, column, true))
        .forEach(column -> changes.add(new AddColumn(to, column, heirs(to, column, false))));
    for (Lists.Pair<Column> pair : difference.common()) {
      Column before = pair.from();
      Column after = settled(to, pair);
      if (alters(to, before, after) && !followsParent(to.name(), before.name())) {
        Column swapped = afterSwap(to, before, after);
        AlterColumn.all(to, swapped, after, below(to, before.name()), sequences).stream()
            .map(alter -> conversions.known(alter, from, to))
            .forEach(changes::add);
      }
      describe(to, before, after, changes);
    }
  }

  /** Which tables below have the column where this one has not, and which do neither. */
  private Heirs heirs(Table table, Column column, boolean afterwards) {
    Set<QualifiedName> losing = new LinkedHashSet<>();
    boolean keep = false;
    for (Lists.Pair<Table> pair : inheritance.below(table.name())) {
      Table with = afterwards ? pair.from() : pair.to();
      Table without = afterwards ? pair.to() : pair.from();
      if (without.column(column.name()).isPresent()) {
        keep = true;
      } else if (with.column(column.name()).filter(c -> !c.local()).isPresent()) {
        losing.add(with.name());
      }
    }
    return keep ? new Heirs(true, List.copyOf(losing)) : Heirs.NONE;
  }

  private boolean handed(Table table, Column column, boolean afterwards) {
    return inheritance.handsDown(table.name(), column.name(), afterwards);
  }

  /** Whether the column of a lasting parent is altered, or one further up. */
  private boolean followsParent(QualifiedName table, String column) {
    return inheritance.lastingParents(table).stream()
        .anyMatch(parent -> altersColumn(parent, column) || followsParent(name(parent), column));
  }

  private static QualifiedName name(Lists.Pair<Table> pair) {
    return pair.to().name();
  }

  private boolean altersColumn(Lists.Pair<Table> table, String name) {
    Column before = table.from().column(name).orElse(null);
    Column after = table.to().column(name).orElse(null);
    return before != null
        && after != null
        && alters(table.to(), before, settled(table.to(), new Lists.Pair<>(before, after)));
  }

  private List<AlterColumn.Below> below(Table table, String name) {
    List<AlterColumn.Below> below = new ArrayList<>();
    for (Lists.Pair<Table> child : inheritance.below(table.name())) {
      Column before = child.from().column(name).orElse(null);
      Column after = child.to().column(name).orElse(null);
      if (before != null && after != null) {
        below.add(
            new AlterColumn.Below(
                child.to(), before, settled(child.to(), new Lists.Pair<>(before, after))));
      }
    }
    return below;
  }

  private boolean alters(Table table, Column from, Column to) {
    return !described(afterSwap(table, from, to), to).equals(to);
  }

  /** The change of its type sees to the default as well. */
  private Column afterSwap(Table table, Column from, Column to) {
    return swapped.contains(new TypeUses.Use(table.name(), to.name()))
        ? from.withDefault(to.defaultValue())
        : from;
  }

  private static void describe(Table table, Column from, Column to, List<Change> changes) {
    DescriptionComparator.compare(table.columnId(to.name()), from.comment(), to.comment(), changes);
    String owner = table.access().owner();
    AccessComparator.compare(
        table.columnId(to.name()),
        from.access().ownedBy(owner),
        to.access().ownedBy(owner),
        changes);
    IdentitySequences.compare(from.identity(), to.identity(), changes);
  }

  /** {@code column} with what has changes of its own, or none, taken from {@code to}. */
  private static Column described(Column column, Column to) {
    return column
        .withNotNull(column.notNull(), constraint(column, to))
        .withLocal(to.local())
        .withComment(to.comment())
        .withAccess(to.access());
  }

  /** Whether a child declares it as well is nothing that a statement changes alone. */
  private static @Nullable NotNull constraint(Column column, Column to) {
    NotNull constraint = column.notNullConstraint();
    NotNull other = to.notNullConstraint();
    boolean own = other != null && other.own();
    return constraint != null
        ? constraint.withOwn(own)
        : new NotNull("", false, true, false, own, null);
  }

  /** {@code to}, with the expressions of {@code from} where they mean the same. */
  private Column settled(Table table, Lists.Pair<Column> pair) {
    Column from = pair.from();
    Column to = pair.to();
    Column settled =
        Expressions.keepsWords(from.defaultValue(), to.defaultValue(), from.type(), to.type())
            ? to.withDefault(
                Expressions.settle(
                    from.defaultValue(),
                    to.defaultValue(),
                    equivalence,
                    Equivalence.Context.of(Equivalence.Kind.DEFAULT, table, to.name())))
            : to;
    @Nullable Generated a = from.generated();
    @Nullable Generated b = to.generated();
    boolean same =
        a != null
            && b != null
            && a.stored() == b.stored()
            && Expressions.same(
                a.expression(),
                b.expression(),
                equivalence,
                Equivalence.Context.of(Equivalence.Kind.GENERATED, table, to.name()));
    return same ? settled.withGenerated(a) : settled;
  }
}

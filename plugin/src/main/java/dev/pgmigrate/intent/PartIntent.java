package dev.pgmigrate.intent;

import dev.pgmigrate.schema.GeneratedName;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.TablePart;
import java.util.ArrayList;
import java.util.List;

/** What the constraints or the indexes of a table shall be that both sides have. */
abstract class PartIntent<P extends TablePart> {
  final Merge merge;
  final Table desired;
  final Table current;
  private final SameUniqueness uniqueness;

  PartIntent(Merge merge, Table desired, Table current, SameUniqueness uniqueness) {
    this.uniqueness = uniqueness;
    this.merge = merge;
    this.desired = desired;
    this.current = current;
  }

  /** Whether both enforce or serve the same, whatever their names. */
  abstract boolean same(P stated, P found);

  /**
   * The one that both shall be.
   *
   * @param name the one that was chosen
   */
  abstract P both(P stated, P found, Merge.Both both, String name);

  /** Under its own name, whoever chose it. */
  abstract ObjectId named(P found);

  /** Those of the target; what cannot stay is not looked at yet. */
  final List<P> resolve(List<P> stated, List<P> found) {
    return new Matching<>(
            stated,
            found,
            c -> merge.excludes(current.partId(c)),
            new Matching.Rules<P>(
                (d, c) -> d.kind() == c.kind() && d.name().equals(c.name()),
                d -> GeneratedName.isOf(d, desired),
                c -> GeneratedName.isOf(c, current),
                this::same))
        .resolve(
            this::both,
            d -> !uniqueness.serves(d) && merge.adds(desired.partId(d), d.aspects(), d.structure()),
            c -> uniqueness.isServing(c) || merge.keeps(ids(c), c.structure()));
  }

  private P both(P stated, P found) {
    List<ObjectId> ids = new ArrayList<>(ids(found));
    ids.add(desired.partId(stated));
    Merge.Both both =
        merge.both(
            ids,
            List.of(current.partId(found), desired.partId(stated)),
            stated.aspects(),
            found.aspects());
    return both(
        stated,
        found,
        both,
        both.pickName(stated.name(), found.name(), GeneratedName.isOf(stated, desired)));
  }

  /** By its name or structure as the schema says, then by the other. */
  private List<ObjectId> ids(P found) {
    return List.of(
        current.partId(found),
        ObjectId.of(found.kind(), current.name(), found.structure()),
        named(found));
  }
}

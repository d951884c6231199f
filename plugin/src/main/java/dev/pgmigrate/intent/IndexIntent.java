package dev.pgmigrate.intent;

import dev.pgmigrate.diff.Equivalence;
import dev.pgmigrate.schema.GeneratedName;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.IndexKey;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.List;

/** What the indexes of a table shall be that both sides have. */
final class IndexIntent {
  private final Merge merge;
  private final Table desired;
  private final Table current;
  private final SameUniqueness uniqueness;

  IndexIntent(Merge merge, Table desired, Table current, SameUniqueness uniqueness) {
    this.uniqueness = uniqueness;
    this.merge = merge;
    this.desired = desired;
    this.current = current;
  }

  /** The indexes of the target; what cannot stay is not looked at yet. */
  List<Index> resolve() {
    return new Matching<>(
            desired.indexes(),
            current.indexes(),
            c -> merge.excludes(current.indexId(c)),
            new Matching.Rules<Index>(
                (d, c) -> d.name().equals(c.name()),
                i -> GeneratedName.isOf(i, desired),
                i -> GeneratedName.isOf(i, current),
                this::sameStructure))
        .resolve(
            this::both,
            d ->
                !uniqueness.serves(d) && merge.adds(desired.indexId(d), d.aspects(), d.structure()),
            c -> uniqueness.isServing(c) || merge.keeps(ids(c), c.structure()));
  }

  private List<ObjectId> ids(Index index) {
    return List.of(
        current.indexId(index),
        ObjectId.of(ObjectKind.INDEX, current.name(), index.structure()),
        ObjectId.of(ObjectKind.INDEX, new QualifiedName(current.name().namespace(), index.name())));
  }

  private boolean sameStructure(Index d, Index c) {
    return d.unique() == c.unique()
        && d.method().equals(c.method())
        && KeyIntent.sameKeys(merge, desired, d.keys(), c.keys())
        && samePredicate(d, c);
  }

  private boolean samePredicate(Index d, Index c) {
    return merge.same(
        d.predicate(), c.predicate(), Equivalence.Context.of(Equivalence.Kind.PREDICATE, desired));
  }

  private Index both(Index d, Index c) {
    List<ObjectId> stated = List.of(current.indexId(c), desired.indexId(d));
    List<ObjectId> ids = new ArrayList<>(ids(c));
    ids.add(desired.indexId(d));
    Merge.Both both = merge.both(ids, stated, d.aspects(), c.aspects());
    return new Index(
        both.pickName(d.name(), c.name(), GeneratedName.isOf(d, desired)),
        both.pick("method", d.method(), c.method()),
        keys(both, d, c),
        both.pick("include", d.include(), c.include()),
        both.pick("unique", d.unique(), c.unique()),
        both.pick("nulls-not-distinct", d.nullsNotDistinct(), c.nullsNotDistinct()),
        both.pickNullable("predicate", d.predicate(), c.predicate(), samePredicate(d, c)),
        both.pick("parameters", d.parameters(), c.parameters()),
        both.pickNullable("tablespace", d.tablespace(), c.tablespace()),
        // An invalid index is of no use; saying nothing about it means a valid one.
        d.valid(),
        both.pick("clustered", d.clustered(), c.clustered()),
        both.pickNullable("comment", d.comment(), c.comment()));
  }

  /** The columns are stated; how each is indexed is decided aspect by aspect. */
  private List<IndexKey> keys(Merge.Both both, Index d, Index c) {
    List<IndexKey> subjects =
        both.pickAlways(
            "keys", d.keys(), c.keys(), KeyIntent.sameSubjects(merge, desired, d.keys(), c.keys()));
    List<IndexKey> operatorClasses = both.pick("operator-classes", d.keys(), c.keys());
    List<IndexKey> collations = both.pick("collations", d.keys(), c.keys());
    List<IndexKey> orders = both.pick("order", d.keys(), c.keys());
    List<IndexKey> keys = new ArrayList<>();
    for (IndexKey subject : subjects) {
      IndexKey order = in(orders, subject);
      keys.add(
          new IndexKey(
              subject.column(),
              subject.expression(),
              in(operatorClasses, subject).operatorClass(),
              in(collations, subject).collation(),
              order.descending(),
              order.nullsFirst()));
    }
    return keys;
  }

  private IndexKey in(List<IndexKey> keys, IndexKey subject) {
    IndexKey found = KeyIntent.find(merge, desired, subject, keys);
    return found == null ? subject : found;
  }
}

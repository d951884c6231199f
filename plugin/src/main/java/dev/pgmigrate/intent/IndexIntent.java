package dev.pgmigrate.intent;

import dev.pgmigrate.diff.Equivalence;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.IndexKey;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.List;

/** What the indexes of a table shall be that both sides have. */
final class IndexIntent extends PartIntent<Index> {
  IndexIntent(Merge merge, Table desired, Table current, SameUniqueness uniqueness) {
    super(merge, desired, current, uniqueness);
  }

  @Override
  ObjectId named(Index found) {
    return ObjectId.of(
        ObjectKind.INDEX, new QualifiedName(current.name().namespace(), found.name()));
  }

  @Override
  boolean same(Index d, Index c) {
    return d.unique() == c.unique()
        && d.method().equals(c.method())
        && KeyIntent.sameKeys(merge, desired, d.keys(), c.keys())
        && samePredicate(d, c);
  }

  private boolean samePredicate(Index d, Index c) {
    return merge.same(
        d.predicate(), c.predicate(), Equivalence.Context.of(Equivalence.Kind.PREDICATE, desired));
  }

  @Override
  Index both(Index d, Index c, Merge.Both both, String name) {
    return new Index(
        name,
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

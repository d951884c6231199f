package dev.pgmigrate.revision;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The revisions and their parents. A target is {@code head}, {@code heads}, {@code base}, {@code
 * +N}, {@code -N}, an id or its unique beginning, a label, or {@code label@head}.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class RevisionGraph {
  private RevisionGraph() {}

  /**
   * The graph of these revisions.
   *
   * @throws RevisionGraphException on a duplicate id or label, a missing parent, a cycle
   */
  public static RevisionGraph of(Collection<Revision> revisions) {
    throw new UnsupportedOperationException(revisions.toString());
  }

  /** All revisions: each after its parents and dependencies, else by creation, then by id. */
  public List<Revision> revisions() {
    throw new UnsupportedOperationException();
  }

  /** The revision with exactly this id. */
  public Optional<Revision> revision(String id) {
    throw new UnsupportedOperationException(id);
  }

  /** The revisions that are nobody's parent. */
  public List<Revision> heads() {
    throw new UnsupportedOperationException();
  }

  /** The revisions without a parent. */
  public List<Revision> bases() {
    throw new UnsupportedOperationException();
  }

  /** The revisions that have this one as a parent. */
  public List<Revision> children(String id) {
    throw new UnsupportedOperationException(id);
  }

  /**
   * The revision that a full id, a unique beginning of at least four digits, a label or {@code
   * head} names.
   *
   * @throws RevisionGraphException when there is none, or more than one
   */
  public Revision resolve(String name) {
    throw new UnsupportedOperationException(name);
  }

  /** Those applied ids that the graph lacks: the database is ahead of the checkout. */
  public Set<String> unknown(Set<String> applied) {
    throw new UnsupportedOperationException(applied.toString());
  }

  /** The applied revisions that no applied revision has as a parent: where the database stands. */
  public List<Revision> current(Set<String> applied) {
    throw new UnsupportedOperationException(applied.toString());
  }

  /**
   * What an upgrade to the target runs, in order: the target and all it needs, without what is
   * applied.
   *
   * @throws RevisionGraphException when the target names nothing, or more than one thing
   */
  public List<Revision> upgradePath(Set<String> applied, String target) {
    throw new UnsupportedOperationException(applied + target);
  }

  /**
   * What a downgrade to the target takes back, in order: everything applied that rests on the
   * target. Applied ids that the graph lacks are left out; ask {@link #unknown} first.
   *
   * @throws RevisionGraphException when the target names nothing, more than one thing, or something
   *     that is not applied
   */
  public List<Revision> downgradePath(Set<String> applied, String target) {
    throw new UnsupportedOperationException(applied + target);
  }
}

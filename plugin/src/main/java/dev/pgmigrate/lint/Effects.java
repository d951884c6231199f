package dev.pgmigrate.lint;

import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What one statement was seen to do.
 *
 * @param locks on relations of users, which it took and did not hold before; of a step of several
 *     statements none where the database had no relation, for nobody waits for new ones
 * @param rewritten tables whose rows were all written again
 * @param refiled what else has its rows in another file now
 * @param scanned tables whose rows were all read to check them ({@code verifying table})
 * @param defaults default partitions whose rows were all read because another partition came, also
 *     where the server did not report it
 * @param built indexes that were built
 * @param validated foreign keys that were checked for all rows
 * @param commands what was executed, also inside functions
 * @param dropped what is gone
 * @param changes of the relations that it touched
 * @param cutNames names that were longer than 63 bytes, as they were written
 * @param retyped columns of another type now
 * @param lostValues of enums
 * @param renamed routines and types that have another name now
 * @param outside whether PostgreSQL executes it outside of a transaction only: what it locks is not
 *     seen
 * @param refusal null when it was executed
 */
@API(status = API.Status.EXPERIMENTAL)
public record Effects(
    List<Lock> locks,
    List<Relation> rewritten,
    List<Refiled> refiled,
    List<Relation> scanned,
    List<Relation> defaults,
    List<BuiltIndex> built,
    List<ValidatedKey> validated,
    List<Command> commands,
    List<DroppedObject> dropped,
    List<RelationChange> changes,
    List<String> cutNames,
    List<Retyped> retyped,
    List<LostValues> lostValues,
    List<Renamed> renamed,
    boolean outside,
    @Nullable Refusal refusal) {
  /** Nothing was seen. */
  public static final Effects NONE =
      new Effects(
          List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
          List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), false, null);

  public Effects {
    locks = List.copyOf(locks);
    rewritten = List.copyOf(rewritten);
    refiled = List.copyOf(refiled);
    scanned = List.copyOf(scanned);
    defaults = List.copyOf(defaults);
    built = List.copyOf(built);
    validated = List.copyOf(validated);
    commands = List.copyOf(commands);
    dropped = List.copyOf(dropped);
    changes = List.copyOf(changes);
    cutNames = List.copyOf(cutNames);
    retyped = List.copyOf(retyped);
    lostValues = List.copyOf(lostValues);
    renamed = List.copyOf(renamed);
  }

  /** PostgreSQL refused it, and nothing else was seen. */
  public static Effects refused(Refusal refusal) {
    return new Effects(
        List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
        List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), false, refusal);
  }

  /** The existing tables that nobody else can write to, or read, until the transaction ends. */
  public List<Lock> strongLocks() {
    return locks.stream()
        .filter(lock -> lock.mode().blocksWrites() && lock.relation().isExistingTable())
        .toList();
  }

  /** What was there before and has its rows in another file, in this way. */
  public Stream<Relation> refiled(Refiled.How how) {
    return refiled.stream()
        .filter(one -> one.how() == how)
        .map(Refiled::relation)
        .filter(Relation::existing);
  }

  /** Whether it altered, built, emptied or dropped anything that has a name. */
  public boolean changesObjects() {
    return !commands.isEmpty()
        || !dropped.isEmpty()
        || !changes.isEmpty()
        || !rewritten.isEmpty()
        || !refiled.isEmpty();
  }

  /** Whether it was seen to write rows of an existing table. */
  public boolean writesRows() {
    return locks.stream()
        .anyMatch(
            lock -> lock.mode() == LockMode.ROW_EXCLUSIVE && lock.relation().isExistingTable());
  }

  /** Whether it made a table a partition. */
  public boolean addsPartition() {
    return changes.stream()
        .anyMatch(change -> change.relation().isTable() && change.becomesPartition());
  }

  /** Whether it altered an object that others may be using; the tag is e.g. ALTER TYPE. */
  public boolean altersExisting(String tag) {
    return commands.stream().anyMatch(command -> command.tag().equals(tag) && command.existing());
  }

  /** Whether all rows of some existing table were read or written. */
  public boolean readsAllRows() {
    return rewritten.stream().anyMatch(Relation::isExistingTable)
        || scanned.stream().anyMatch(Relation::isExistingTable)
        || defaults.stream().anyMatch(Relation::isExistingTable)
        || built.stream().anyMatch(index -> index.table().isExistingTable())
        || validated.stream().anyMatch(key -> key.table().isExistingTable());
  }
}

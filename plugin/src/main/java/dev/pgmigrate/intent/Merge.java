package dev.pgmigrate.intent;

import dev.pgmigrate.diff.Equivalence;
import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.AspectKey;
import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Table;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The decisions of one three-way merge, and what was noticed on the way. Each question is asked
 * about one thing: does it exist, which value has this aspect.
 */
final class Merge {
  /** What stands for no value in notices and accepted.txt. */
  static final String NONE = "-";

  private final ModelLock base;
  private final Set<ObjectId> drops;
  private final Set<ObjectId> excluded;
  private final Equivalence equivalence;
  private final Unwritten unwritten;
  private final Map<QualifiedName, DataType> domains = new HashMap<>();
  private final Map<AspectKey, Accepted.Line> accepted;
  private final Map<AspectKey, Notice> notices = new HashMap<>();
  private final Set<AspectKey> stated = new HashSet<>();

  Merge(
      ModelLock base,
      Accepted accepted,
      Set<ObjectId> drops,
      Set<ObjectId> excluded,
      Equivalence equivalence,
      Unwritten unwritten,
      List<Domain> found) {
    found.forEach(domain -> domains.put(domain.name(), domain.type()));
    this.unwritten = unwritten;
    this.base = base;
    this.accepted = accepted.byKey();
    this.drops = drops;
    this.excluded = excluded;
    this.equivalence = equivalence;
  }

  boolean same(@Nullable Expression a, @Nullable Expression b, Equivalence.Context context) {
    if (a == null || b == null) {
      return a == null && b == null;
    }
    return a.equals(b) || equivalence.same(a, b, context);
  }

  /**
   * Whether two checks of a table let the same rows through. The order of what AND joins counts for
   * nothing: a validator's varies.
   */
  boolean sameCheck(Check a, Check b, Table table) {
    Expression one = a.expression();
    Expression other = b.expression();
    Equivalence.Context context = Equivalence.Context.of(Equivalence.Kind.CHECK, table);
    return same(one, other, context)
        || (one.canonical().length() == other.canonical().length()
            && equivalence.implies(one, other, context)
            && equivalence.implies(other, one, context));
  }

  boolean same(Definition a, Definition b) {
    return equivalence.same(a, b);
  }

  Unwritten unwritten() {
    return unwritten;
  }

  /** What a domain of the database is over in the end; any other type as it is. */
  DataType withoutDomain(DataType type) {
    DataType base = type;
    while (base.userDefined() != null
        && !base.text().endsWith("[]")
        && domains.containsKey(base.userDefined())) {
      base = Objects.requireNonNull(domains.get(base.userDefined()));
    }
    return base;
  }

  /** Sorted by key. */
  List<Notice> notices() {
    return notices.values().stream().sorted((a, b) -> a.key().compareTo(b.key())).toList();
  }

  Set<AspectKey> stated() {
    return Set.copyOf(stated);
  }

  /** Whether the filters leave an object of the database to somebody else. */
  boolean excludes(ObjectId id) {
    return excluded.contains(id);
  }

  /** Whether an object that only the entities have shall be added. */
  boolean adds(ObjectId id, Map<String, Object> aspects, String shape) {
    state(id, aspects);
    if (accepts(List.of(id), null, NONE, shape)) {
      return false;
    }
    note(Notice.Kind.MISSING, AspectKey.of(id), NONE, shape);
    return true;
  }

  /** Notes that the entities state this object and these aspects. */
  void state(ObjectId id, Map<String, Object> aspects) {
    stated.add(AspectKey.of(id));
    aspects.forEach(
        (aspect, value) -> {
          if (!StatedAspects.inherent(aspect) || isWritten(id, aspect, value)) {
            stated.add(new AspectKey(id, aspect));
          }
        });
  }

  private boolean isWritten(ObjectId id, String aspect, Object value) {
    return Unwritten.isWritten(id, aspect, value)
        && unwritten.tables().contains(id.qualifiedName());
  }

  /**
   * Whether an object that only the database has stays.
   *
   * @param ids the names it may be remembered under, its own first
   */
  boolean keeps(List<ObjectId> ids, String shape) {
    if (excludes(ids.get(0)) || accepts(ids, null, shape, NONE)) {
      return true;
    }
    AspectKey key = AspectKey.of(ids.get(0));
    if (ids.stream().anyMatch(drops::contains) || inBase(ids, null)) {
      note(Notice.Kind.RETRACTED, key, shape, NONE);
      return false;
    }
    noteDatabaseOnly(key, shape);
    return true;
  }

  /** Notes that something database-only cannot stay, whatever was noted before. */
  void goesAlong(ObjectId id, String shape) {
    AspectKey key = AspectKey.of(id);
    Notice before = notices.get(key);
    if (before == null || before.kind() != Notice.Kind.RETRACTED) {
      note(Notice.Kind.GOES_ALONG, key, shape, NONE);
    }
  }

  /** Notes that something retracted has to stay, since something kept needs it. */
  void stillUsed(ObjectId id, String shape) {
    note(Notice.Kind.STILL_USED, AspectKey.of(id), shape, NONE);
  }

  /** Notes what is stated weakly, and left as the database has it. */
  void leaves(AspectKey key, String current, String desired) {
    String aspect = key.aspect();
    if (aspect == null || !StatedAspects.inherent(aspect)) {
      stated.add(key);
    }
    note(Notice.Kind.LEFT_AS_IS, key, current, desired);
  }

  /** Whether the entities stated an object before. */
  boolean statedBefore(ObjectId id) {
    return inBase(List.of(id), null);
  }

  private void noteDatabaseOnly(AspectKey key, String value) {
    boolean seen = base.seen().contains(key);
    note(seen ? Notice.Kind.DATABASE_ONLY_SEEN : Notice.Kind.DATABASE_ONLY, key, value, NONE);
  }

  private void note(Notice.Kind kind, AspectKey key, String current, String desired) {
    notices.put(key, new Notice(kind, key, current, desired));
  }

  private boolean inBase(Collection<ObjectId> ids, @Nullable String aspect) {
    return ids.stream().anyMatch(id -> base.stated().contains(new AspectKey(id, aspect)));
  }

  private boolean accepts(
      List<ObjectId> ids, @Nullable String aspect, String current, String desired) {
    for (ObjectId id : ids) {
      AspectKey key = new AspectKey(id, aspect);
      Accepted.Line line = accepted.get(key);
      if (line != null
          && line.current().equals(current.strip())
          && line.desired().equals(desired.strip())) {
        note(Notice.Kind.ACCEPTED, key, current, desired);
        return true;
      }
    }
    return false;
  }

  /** An object that both sides have. */
  Both both(List<ObjectId> ids, Map<String, Object> desired, Map<String, Object> current) {
    return both(ids, ids, desired, current);
  }

  /**
   * An object that both sides have.
   *
   * @param ids the names it may be remembered under, its own first
   * @param stated those of them that it is remembered under from now on: the same ones whether it
   *     was added just now or is there already, so that model.lock changes only with the model
   */
  Both both(
      List<ObjectId> ids,
      List<ObjectId> stated,
      Map<String, Object> desired,
      Map<String, Object> current) {
    for (ObjectId id : stated) {
      state(id, desired);
    }
    return new Both(ids, desired, current);
  }

  /** Decides aspect by aspect which side an object's target takes. */
  final class Both {
    private final List<ObjectId> ids;
    private final Map<String, Object> desiredAspects;
    private final Map<String, Object> currentAspects;

    private Both(List<ObjectId> ids, Map<String, Object> desired, Map<String, Object> current) {
      this.ids = ids;
      this.desiredAspects = desired;
      this.currentAspects = current;
    }

    /** Whether the entities stated this aspect before. */
    boolean wasStated(String aspect) {
      return inBase(ids, aspect);
    }

    /** The value of an aspect: {@code desired} or {@code current}. */
    <T> T pick(String aspect, T desired, T current) {
      return takesCurrent(aspect, false) ? current : desired;
    }

    /** As {@link #pick}, of an aspect that can be absent. */
    <T> @Nullable T pickNullable(String aspect, @Nullable T desired, @Nullable T current) {
      return pickNullable(aspect, desired, current, false);
    }

    /**
     * As {@link #pick}, of an aspect that can be absent.
     *
     * @param same that both mean the same, though they do not look equal
     */
    <T> @Nullable T pickNullable(
        String aspect, @Nullable T desired, @Nullable T current, boolean same) {
      return takesCurrent(aspect, same) ? current : desired;
    }

    private boolean takesCurrent(String aspect, boolean same) {
      Object stated = desiredAspects.get(aspect);
      Object found = currentAspects.get(aspect);
      if (stated != null) {
        return same || stated.equals(found) || accepts(aspect, found, stated);
      }
      return found == null || keepsUnstated(aspect, found);
    }

    /** An aspect of an object that cannot stay beside another that is stated. */
    <T> @Nullable T replaced(String aspect, @Nullable T desired) {
      Object found = currentAspects.get(aspect);
      if (found != null) {
        boolean retracted = inBase(ids, aspect);
        note(
            retracted ? Notice.Kind.RETRACTED : Notice.Kind.GOES_ALONG,
            new AspectKey(ids.get(0), aspect),
            found.toString(),
            NONE);
      }
      return desired;
    }

    /** What both sides always have: the desired value unless a person accepted the difference. */
    <T> T pickAlways(String aspect, T desired, T current, boolean same) {
      boolean keeps =
          same
              || accepts(
                  aspect,
                  currentAspects.getOrDefault(aspect, current),
                  desiredAspects.getOrDefault(aspect, desired));
      return keeps ? current : desired;
    }

    /** The name: one that nobody chose is never a reason to rename. */
    String pickName(String desired, String current, boolean desiredIsGenerated) {
      return pickAlways("name", desired, current, desiredIsGenerated || desired.equals(current));
    }

    Access pick(Access desired, Access current) {
      return new Access(
          pickNullable("owner", desired.owner(), current.owner()),
          pick("privileges", desired.granted(), current.granted()),
          pick("revoked", desired.revoked(), current.revoked()));
    }

    /** Whether a person accepted that the database has another value than the stated one. */
    private boolean accepts(String aspect, @Nullable Object found, Object stated) {
      String current = Objects.toString(found, NONE);
      if (Merge.this.accepts(ids, aspect, current, stated.toString())) {
        return true;
      }
      note(Notice.Kind.CHANGED, new AspectKey(ids.get(0), aspect), current, stated.toString());
      return false;
    }

    private boolean keepsUnstated(String aspect, Object found) {
      AspectKey key = new AspectKey(ids.get(0), aspect);
      if (Merge.this.accepts(ids, aspect, found.toString(), NONE)) {
        return true;
      }
      if (inBase(ids, aspect)) {
        note(Notice.Kind.RETRACTED, key, found.toString(), NONE);
        return false;
      }
      noteDatabaseOnly(key, found.toString());
      return true;
    }
  }
}

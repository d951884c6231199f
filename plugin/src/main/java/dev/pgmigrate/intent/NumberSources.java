package dev.pgmigrate.intent;

import dev.pgmigrate.change.AlterColumn;
import dev.pgmigrate.change.AlterSequence;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.CreateSequence;
import dev.pgmigrate.change.Drawn;
import dev.pgmigrate.change.DropSequence;
import dev.pgmigrate.ddl.Numbered;
import dev.pgmigrate.ddl.Numbered.Start;
import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Grant;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What numbers the rows of each table, in the previous release and in the new one, where it is the
 * application that draws from a sequence: gives it to the changes, so that no number is given
 * twice.
 */
public final class NumberSources {
  /** A column of both schemas, and what the application draws its values from in each. */
  private record Source(
      Table table, Column was, Column is, List<Sequence> before, List<Sequence> after) {
    ObjectId id() {
      return table.columnId(is.name());
    }
  }

  private final Map<ObjectId, Source> columns = new LinkedHashMap<>();
  private final Map<ObjectId, List<Source>> before = new HashMap<>();
  private final Map<ObjectId, List<Source>> after = new HashMap<>();
  private final Set<ObjectId> lasting;
  private final boolean online;

  /**
   * Of the tables that both schemas have.
   *
   * @param before what the previous release draws from
   * @param after what the new release draws from
   * @param online whether both run for a while
   */
  public NumberSources(
      Schema current, Schema target, NumberNames before, NumberNames after, boolean online) {
    this.online = online;
    lasting = new HashSet<>(sequences(current));
    lasting.retainAll(sequences(target));
    Map<QualifiedName, Table> old = new HashMap<>();
    current.tables().forEach(table -> old.put(table.name(), table));
    for (Table table : target.tables()) {
      Table there = old.get(table.name());
      if (there != null) {
        add(there, table, before, after);
      }
    }
  }

  private void add(Table there, Table table, NumberNames old, NumberNames now) {
    for (Column is : table.columns()) {
      Column was = there.column(is.name()).orElse(null);
      if (was != null) {
        List<Sequence> later = now.of(table, is);
        List<Sequence> earlier = old.of(there, was);
        // What the new release draws from as well is what the previous one does.
        Set<ObjectId> ids = ids(later);
        List<Sequence> both = earlier.stream().filter(one -> ids.contains(one.id())).toList();
        Source source = new Source(table, was, is, both.isEmpty() ? earlier : both, later);
        columns.put(source.id(), source);
        source.before().forEach(one -> put(before, one, source));
        source.after().forEach(one -> put(after, one, source));
      }
    }
  }

  private static void put(Map<ObjectId, List<Source>> map, Sequence sequence, Source source) {
    map.computeIfAbsent(sequence.id(), absent -> new ArrayList<>()).add(source);
  }

  private static Set<ObjectId> ids(List<Sequence> sequences) {
    return sequences.stream().map(Sequence::id).collect(Collectors.toSet());
  }

  private static Set<ObjectId> sequences(Schema schema) {
    return ids(schema.sequences());
  }

  /**
   * The target, where whoever may insert may also draw from the sequences that come to number the
   * rows, and where a default that serves as an identity in one release draws from the sequence
   * that the other one draws from itself: both give numbers, so they must not be two.
   *
   * @param served columns whose default served as the identity that entities stated
   * @param serving columns whose default serves as the identity that entities state
   */
  public Schema settled(Schema target, Set<ObjectId> served, Set<ObjectId> serving) {
    List<Table> tables = new ArrayList<>();
    Map<ObjectId, Sequence> sequences = new TreeMap<>();
    target.sequences().forEach(each -> sequences.put(each.id(), granted(each)));
    for (Table table : target.tables()) {
      List<Column> settled = new ArrayList<>();
      for (Column column : table.columns()) {
        Sequence one = source(columns.get(table.columnId(column.name())), served, serving);
        if (one != null) {
          sequences.putIfAbsent(one.id(), one);
        }
        settled.add(one == null ? column : column.withDefault(Serial.next(one)));
      }
      tables.add(settled.equals(table.columns()) ? table : table.withColumns(settled));
    }
    return target.withSequences(List.copyOf(sequences.values())).withTables(tables);
  }

  /** What a default must draw from that draws from something else. */
  private static @Nullable Sequence source(
      @Nullable Source source, Set<ObjectId> served, Set<ObjectId> serving) {
    if (source == null
        || source.is().defaultValue() == null
        || !source.is().defaultValue().equals(source.was().defaultValue())
        || Serial.sequence(source.is()).isEmpty()) {
      return null;
    }
    List<Sequence> drawn =
        served.contains(source.id()) && source.before().isEmpty()
            ? source.after()
            : serving.contains(source.id()) && source.after().isEmpty()
                ? source.before()
                : List.of();
    return drawn.stream().findFirst().filter(one -> !draws(source.is(), one.id())).orElse(null);
  }

  /** Whom the revisions let insert. */
  private static SortedSet<String> inserting(Source source) {
    return Stream.concat(
            Stream.of(source.table().access()),
            source.table().columns().stream().map(Column::access))
        .flatMap(each -> each.granted().stream())
        .filter(grant -> grant.privilege().equals("INSERT"))
        .map(Grant::grantee)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Sequence granted(Sequence sequence) {
    List<Source> sources = after.getOrDefault(sequence.id(), List.of());
    if (lasting.contains(sequence.id()) || sources.isEmpty()) {
      return sequence;
    }
    Access access = sequence.access();
    SortedSet<Grant> granted = new TreeSet<>(access.granted());
    sources.stream()
        .flatMap(source -> inserting(source).stream())
        .forEach(role -> granted.add(new Grant(role, "USAGE", false)));
    return sequence.withAccess(new Access(access.owner(), granted, access.revoked()));
  }

  /**
   * Whether it makes no difference if a sequence that goes is renamed or another one comes: what
   * the application draws the numbers of the same rows from next goes on after it anyway.
   */
  public boolean answers(Question question) {
    return before.containsKey(question.from());
  }

  /** The changes, each with what it must know of the numbers that the application draws. */
  public List<Change> known(List<Change> changes) {
    Set<ObjectId> dropped =
        changes.stream()
            .filter(DropSequence.class::isInstance)
            .map(Change::object)
            .collect(Collectors.toSet());
    return changes.stream().map(change -> known(change, dropped)).toList();
  }

  /**
   * The sequences whose blocks change from one size to another: Hibernate compares the size when it
   * starts, so there is none that suits both releases.
   */
  public List<AlterSequence> otherBlocks(Collection<Change> changes) {
    return online
        ? changes.stream()
            .filter(AlterSequence.class::isInstance)
            .map(AlterSequence.class::cast)
            .filter(alter -> after.containsKey(alter.object()) && alter.changesBlocks())
            .toList()
        : List.of();
  }

  private Change known(Change change, Set<ObjectId> dropped) {
    ObjectId id = change.object();
    if (change instanceof CreateSequence create) {
      return create.numbering(
          after.getOrDefault(id, List.of()).stream().map(one -> begins(id, one)).toList());
    }
    if (change instanceof DropSequence drop) {
      return drop.numbering(before.getOrDefault(id, List.of()).stream().map(this::ends).toList());
    }
    if (change instanceof AlterSequence alter) {
      return before.containsKey(id) || after.containsKey(id) ? alter.ofApplication() : alter;
    }
    Source source = columns.get(id);
    return change instanceof AlterColumn alter && source != null
        ? known(alter, source, dropped)
        : change;
  }

  private AlterColumn known(AlterColumn alter, Source source, Set<ObjectId> dropped) {
    Sequence old = source.before().stream().findFirst().orElse(null);
    Sequence now = source.after().stream().findFirst().orElse(null);
    Column from = alter.from();
    Column to = alter.to();
    boolean defaultGoes = to.defaultValue() == null && to.identity() == null;
    if (defaultGoes && now != null && draws(from, now.id())) {
      return alter.withDrawn(drawn(now, now));
    }
    if (source.is().identity() != null) {
      AlterColumn known = alter.withDrawn(drawn(old, null));
      return !online && old != null && dropped.contains(old.id()) ? known.handingOver() : known;
    }
    if (old != null && draws(to, old.id())) {
      return alter.withDrawn(drawn(old, null));
    }
    if (now != null && (from.identity() != null || Serial.sequence(from).isPresent())) {
      AlterColumn known = alter.withDrawn(drawn(null, now));
      return !online && from.identity() != null ? known.handingOver() : known;
    }
    return alter;
  }

  private Drawn drawn(@Nullable Sequence old, @Nullable Sequence now) {
    Sequence one = now == null ? old : now;
    return new Drawn(old, now, one != null && lasting.contains(one.id()));
  }

  /** How a new sequence goes on after what numbered the rows so far. */
  private Numbered begins(ObjectId sequence, Source source) {
    if (source.was().identity() != null) {
      return numbered(source, online ? Start.BY_DEFAULT : Start.BEYOND_KEPT, List.of());
    }
    return draws(source.is(), sequence)
        ? numbered(source, Start.BY_DEFAULT, List.of())
        : numbered(source, online ? Start.FAR_BEYOND : Start.RIGHT_AFTER, source.before());
  }

  /** How one that goes would come again. */
  private Numbered ends(Source source) {
    return source.is().identity() == null
        ? numbered(source, online ? Start.FAR_BEYOND : Start.RIGHT_AFTER, source.after())
        : numbered(source, online ? Start.BY_DEFAULT : Start.BEYOND_KEPT, List.of());
  }

  private static Numbered numbered(Source source, Start start, List<Sequence> beside) {
    return new Numbered(source.table().name(), source.is(), start, beside, inserting(source));
  }

  private static boolean draws(Column column, ObjectId sequence) {
    return Serial.sequence(column).filter(sequence::equals).isPresent();
  }
}

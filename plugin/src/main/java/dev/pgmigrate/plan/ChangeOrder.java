package dev.pgmigrate.plan;

import dev.pgmigrate.change.AddColumn;
import dev.pgmigrate.change.AlterInheritance;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.CreateDefinition;
import dev.pgmigrate.change.CreateEnum;
import dev.pgmigrate.change.CreateTable;
import dev.pgmigrate.change.Dependencies;
import dev.pgmigrate.change.DropColumn;
import dev.pgmigrate.change.DropDefinition;
import dev.pgmigrate.change.DropTable;
import dev.pgmigrate.change.Handover;
import dev.pgmigrate.change.OneWay;
import dev.pgmigrate.change.Rename;
import dev.pgmigrate.change.ReplaceDefinition;
import dev.pgmigrate.change.SetRowType;
import dev.pgmigrate.graph.Graphs;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The order in which changes can be made: one topological order of what they create, need, alter,
 * release and drop.
 *
 * <p>Among changes that do not depend on each other the order is that of {@link Change}'s permits
 * clause, then that of the objects' ids.
 *
 * @param changes in that order
 * @param successors for each change the places of those that must come after it
 */
record ChangeOrder(List<Change> changes, List<Set<Integer>> successors) {
  private static final List<Class<?>> KINDS = List.of(Change.class.getPermittedSubclasses());

  private static final Comparator<Change> READING =
      Comparator.comparingInt(ChangeOrder::rank)
          .thenComparing(Change::object)
          .thenComparing(change -> change.getClass().getSimpleName())
          .thenComparing(Change::toString);

  private static final Set<ObjectKind> ROUTINES = Set.of(ObjectKind.FUNCTION, ObjectKind.PROCEDURE);

  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}0-9_$]+");

  /**
   * Orders the changes.
   *
   * @param before the schema before the changes
   * @param after the schema after them
   * @param online whether they are made one by one: then a new key comes before the old one goes
   */
  static ChangeOrder of(List<Change> changes, Schema before, Schema after, boolean online) {
    List<Change> nodes = changes.stream().sorted(READING).toList();
    List<Dependencies> facts =
        madeAgain(nodes.stream().map(change -> Dependencies.of(change, before, after)).toList());
    List<Set<Integer>> successors = successors(facts);
    separateRecreatedTables(nodes, successors);
    bodies(nodes, successors);
    newNames(nodes, after, successors);
    rowTypes(nodes, successors);
    if (online) {
      Map<ObjectId, List<Integer>> needs = index(facts, Dependencies::needs);
      Map<ObjectId, List<Integer>> releases = index(facts, Dependencies::releases);
      for (Handover pair : Handover.in(nodes)) {
        Set<ObjectId> same = new TreeSet<>(facts.get(pair.goes()).drops());
        same.retainAll(facts.get(pair.comes()).creates());
        handOver(pair, nodes, same, having(needs, same), having(releases, same), successors);
      }
    }
    // Names in expressions are found by word, so an order can be asked for that nothing needs.
    // Where such orders contradict each other, the one that reads first goes first.
    return ordered(nodes, successors, Graphs.sortedBreakingCircles(successors));
  }

  /** A key that goes or comes is made of the columns as they are: no column alters it. */
  private static List<Dependencies> madeAgain(List<Dependencies> facts) {
    Set<ObjectId> keys =
        facts.stream()
            .flatMap(fact -> Stream.concat(fact.creates().stream(), fact.drops().stream()))
            .filter(Handover::isKey)
            .collect(Collectors.toSet());
    return facts.stream().map(fact -> fact.notAltering(keys)).toList();
  }

  /** What an order that contradicts others asked for is left out. */
  private static ChangeOrder ordered(
      List<Change> nodes, List<Set<Integer>> successors, List<Integer> order) {
    int[] place = new int[order.size()];
    for (int i = 0; i < place.length; i++) {
      place[order.get(i)] = i;
    }
    List<Set<Integer>> later = new ArrayList<>();
    for (int i = 0; i < place.length; i++) {
      Set<Integer> those = new TreeSet<>();
      for (int successor : successors.get(order.get(i))) {
        if (place[successor] > i) {
          those.add(place[successor]);
        }
      }
      later.add(those);
    }
    return new ChangeOrder(order.stream().map(nodes::get).toList(), later);
  }

  /** For each change those that must come after it; only changes that share an object can. */
  private static List<Set<Integer>> successors(List<Dependencies> facts) {
    List<Set<Integer>> successors = new ArrayList<>();
    facts.forEach(fact -> successors.add(new LinkedHashSet<>()));
    Map<ObjectId, List<Integer>> needs = index(facts, Dependencies::needs);
    Map<ObjectId, List<Integer>> creates = index(facts, Dependencies::creates);
    Map<ObjectId, List<Integer>> drops = index(facts, Dependencies::drops);
    Map<ObjectId, List<Integer>> alters = index(facts, Dependencies::alters);
    for (int i = 0; i < facts.size(); i++) {
      Dependencies fact = facts.get(i);
      Set<Integer> after = successors.get(i);
      collect(after, fact.creates(), needs, alters);
      collect(after, fact.drops(), creates);
      collect(after, fact.releases(), drops, alters);
      collect(after, fact.alters(), drops, needs);
      after.remove(i);
    }
    return successors;
  }

  /**
   * A table that is dropped and created is two: what takes it from its parent or its type is about
   * the old one alone, and what brings it back about the new one.
   */
  private static void separateRecreatedTables(List<Change> nodes, List<Set<Integer>> successors) {
    Map<ObjectId, Integer> dropped = new HashMap<>();
    Map<ObjectId, Integer> created = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i) instanceof DropTable drop) {
        dropped.put(drop.object(), i);
      } else if (nodes.get(i) instanceof CreateTable create) {
        created.put(create.object(), i);
      }
    }
    for (int i = 0; i < nodes.size(); i++) {
      Boolean leaves = leaves(nodes.get(i));
      Integer goes = dropped.get(nodes.get(i).object());
      Integer comes = created.get(nodes.get(i).object());
      if (leaves != null && goes != null && comes != null) {
        successors.get(leaves ? comes : i).remove(leaves ? i : goes);
      }
    }
  }

  /** Whether a table leaves its parents or its type, or comes under them; null for all else. */
  private static @Nullable Boolean leaves(Change change) {
    if (change instanceof AlterInheritance alter) {
      return alter.to().parents().isEmpty();
    }
    if (change instanceof SetRowType row) {
      return row.to() == null;
    }
    return change instanceof OneWay one ? leaves(one.change()) : null;
  }

  /** A definition that used a thing before, too, says its new name when it is replaced. */
  private static void newNames(List<Change> nodes, Schema after, List<Set<Integer>> successors) {
    List<Integer> replaced =
        IntStream.range(0, nodes.size())
            .filter(i -> nodes.get(i) instanceof ReplaceDefinition)
            .boxed()
            .toList();
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i) instanceof Rename rename) {
        Set<Integer> later = successors.get(i);
        replaced.stream()
            .filter(j -> uses(after, nodes.get(j).object(), rename.to()))
            .forEach(later::add);
      }
    }
  }

  /** The columns of a table that is to be of a type come in the order of the type's attributes. */
  private static void rowTypes(List<Change> nodes, List<Set<Integer>> successors) {
    Map<ObjectId, Integer> added = new HashMap<>();
    Map<ObjectId, Integer> dropped = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i) instanceof AddColumn add) {
        added.put(add.object(), i);
      } else if (nodes.get(i) instanceof DropColumn drop) {
        dropped.put(drop.object(), i);
      }
    }
    for (Change node : nodes) {
      if (node instanceof SetRowType row) {
        List<Integer> places = places(row.after(), row.to() == null ? Map.of() : added);
        for (int i = 1; i < places.size(); i++) {
          successors.get(places.get(i - 1)).add(places.get(i));
        }
        places = places(row.before(), row.from() == null ? Map.of() : dropped);
        for (int i = 1; i < places.size(); i++) {
          successors.get(places.get(i)).add(places.get(i - 1));
        }
      }
    }
  }

  private static List<Integer> places(Table table, Map<ObjectId, Integer> changes) {
    return table.columns().stream()
        .flatMap(column -> Stream.ofNullable(changes.get(table.columnId(column.name()))))
        .toList();
  }

  /** Whether an object uses another one or a part of it. */
  private static boolean uses(Schema schema, ObjectId user, ObjectId used) {
    int length = used.path().size();
    return schema.uses().of(user).stream()
        .map(ObjectId::path)
        .anyMatch(path -> path.size() >= length && path.subList(0, length).equals(used.path()));
  }

  /**
   * The new one comes first, unless there can be but one of the two, or a foreign key is to leave
   * the old one for the new one: with both there PostgreSQL would choose the old one again. Those
   * two are a {@link AtomicChanges}.
   *
   * @param same what one drops and the other creates
   * @param need the places of what needs that
   * @param release the places of what leaves it
   */
  private static void handOver(
      Handover pair,
      List<Change> nodes,
      Set<ObjectId> same,
      Set<Integer> need,
      Set<Integer> release,
      List<Set<Integer>> successors) {
    boolean apart = same.stream().allMatch(Handover::isKey) && !pair.isOnePlace(nodes);
    if (!apart || !(need.isEmpty() || release.isEmpty())) {
      return;
    }
    Change goes = nodes.get(pair.goes());
    Change comes = nodes.get(pair.comes());
    Map<Integer, Set<Integer>> free = new HashMap<>();
    Set<Integer> after = free(pair.goes(), free, successors);
    after.remove(pair.comes());
    after.removeIf(i -> Handover.bothWays(goes, nodes.get(i)));
    if (reaches(successors, free, pair)) {
      for (int i = 0; i < nodes.size(); i++) {
        if (of(i, free, successors).contains(pair.comes())
            && Handover.bothWays(comes, nodes.get(i))) {
          free(i, free, successors).remove(pair.comes());
        }
      }
    }
    if (!reaches(successors, free, pair)) {
      free(pair.comes(), free, successors).add(pair.goes());
      free(pair.goes(), free, successors).addAll(need);
      release.forEach(i -> free(i, free, successors).add(pair.comes()));
      free.forEach(successors::set);
    }
  }

  /** The successors of a change that can be taken away, or added to. */
  private static Set<Integer> free(
      int place, Map<Integer, Set<Integer>> free, List<Set<Integer>> successors) {
    return free.computeIfAbsent(place, key -> new TreeSet<>(successors.get(key)));
  }

  private static Set<Integer> of(
      int place, Map<Integer, Set<Integer>> free, List<Set<Integer>> successors) {
    return free.getOrDefault(place, successors.get(place));
  }

  private static Set<Integer> having(Map<ObjectId, List<Integer>> index, Set<ObjectId> ids) {
    Set<Integer> places = new TreeSet<>();
    ids.forEach(id -> places.addAll(index.getOrDefault(id, List.of())));
    return places;
  }

  private static boolean reaches(
      List<Set<Integer>> successors, Map<Integer, Set<Integer>> free, Handover pair) {
    return Graphs.closure(List.of(pair.goes()), i -> of(i, free, successors))
        .contains(pair.comes());
  }

  /**
   * A function whose body is text depends on nothing in the catalog; but as soon as a check, a
   * default or a materialized view calls it, what it calls must be there, too. So what is called
   * comes first, and goes last.
   */
  private static void bodies(List<Change> nodes, List<Set<Integer>> successors) {
    Map<Integer, Definition> coming = routines(nodes, ChangeOrder::comes);
    routines(nodes, ChangeOrder::goes)
        .forEach(
            (i, going) ->
                coming.forEach(
                    (j, other) -> {
                      // With both at a time a call may not say which one it means.
                      if (going.id().qualifiedName().equals(other.id().qualifiedName())
                          && !going.id().equals(other.id())) {
                        successors.get(i).add(j);
                      }
                    }));
    bodies(routines(nodes, ChangeOrder::comes), (called, by) -> successors.get(called).add(by));
    bodies(routines(nodes, ChangeOrder::goes), (called, by) -> successors.get(by).add(called));
  }

  private static void bodies(
      Map<Integer, Definition> routines, BiConsumer<Integer, Integer> order) {
    Map<String, List<Integer>> byName = new HashMap<>();
    routines.forEach(
        (i, routine) -> byName.computeIfAbsent(name(routine), name -> new ArrayList<>()).add(i));
    routines.forEach(
        (caller, routine) ->
            words(routine)
                .flatMap(word -> byName.getOrDefault(word, List.of()).stream())
                .distinct()
                // Two that call each other can come in any order, and would block all the others.
                .filter(called -> words(at(routines, called)).noneMatch(name(routine)::equals))
                .forEach(called -> order.accept(called, caller)));
  }

  private static Definition at(Map<Integer, Definition> routines, Integer index) {
    return Objects.requireNonNull(routines.get(index));
  }

  private static Stream<String> words(Definition routine) {
    return NO_WORD.splitAsStream(routine.sql().canonical());
  }

  private static String name(Definition routine) {
    return routine.id().path().get(1);
  }

  private static Map<Integer, Definition> routines(
      List<Change> nodes, Function<Change, @Nullable Definition> definition) {
    Map<Integer, Definition> routines = new TreeMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      Definition found = definition.apply(nodes.get(i));
      if (found != null && ROUTINES.contains(found.id().kind())) {
        routines.put(i, found);
      }
    }
    return routines;
  }

  private static @Nullable Definition comes(Change change) {
    return change instanceof CreateDefinition create
        ? create.definition()
        : change instanceof ReplaceDefinition replace ? replace.to() : null;
  }

  private static @Nullable Definition goes(Change change) {
    return change instanceof DropDefinition drop ? drop.definition() : null;
  }

  @SafeVarargs
  private static void collect(
      Set<Integer> after, Set<ObjectId> ids, Map<ObjectId, List<Integer>>... indexes) {
    for (ObjectId id : ids) {
      for (Map<ObjectId, List<Integer>> index : indexes) {
        after.addAll(index.getOrDefault(id, List.of()));
      }
    }
  }

  private static Map<ObjectId, List<Integer>> index(
      List<Dependencies> facts, Function<Dependencies, Set<ObjectId>> which) {
    Map<ObjectId, List<Integer>> index = new HashMap<>();
    for (int i = 0; i < facts.size(); i++) {
      for (ObjectId id : which.apply(facts.get(i))) {
        index.computeIfAbsent(id, key -> new ArrayList<>()).add(i);
      }
    }
    return index;
  }

  private static int rank(Change change) {
    boolean early =
        change instanceof CreateDefinition create
            && create.object().kind().compareTo(ObjectKind.TABLE) < 0;
    return KINDS.indexOf(early ? CreateEnum.class : change.getClass());
  }
}

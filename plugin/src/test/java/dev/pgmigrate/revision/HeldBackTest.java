package dev.pgmigrate.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.revision.Revision.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract revisions (c1 ..) that are held while ordinary ones (e1 ..) go on. */
class HeldBackTest {
  /** Of ids. */
  private static final Map<String, String> NAMES = new HashMap<>();

  /** Two pull requests, and a third. */
  private static final RevisionGraph LINE = line("e1 c1 e2 c2 e3");

  @Test
  void whatFollowsAContractRevisionDoesNotNeedIt() {
    assertThat(needed(LINE, "c1", "c2")).isEmpty();
    assertThat(names(HeldBack.latest(LINE.revisions()))).isEqualTo("e1 e2 e3 c1 c2");
  }

  @Test
  void whatNamesItNeedsItAndSoDoesWhatRestsOnThat() {
    RevisionGraph graph =
        RevisionGraph.of(
            List.of(
                revision("e1", List.of(), List.of(), List.of()),
                revision("c1", List.of("e1"), List.of(), List.of()),
                revision("e2", List.of("c1"), List.of("c1"), List.of()),
                revision("c2", List.of("e2"), List.of(), List.of()),
                revision("e3", List.of("c2"), List.of(), List.of()),
                revision("e4", List.of("e1"), List.of(), List.of())));

    assertThat(needed(graph, "c1", "c2")).isEqualTo(Map.of("e2", "c1", "e3", "c1"));
    assertThat(needed(graph, "c2")).isEmpty();
    assertThat(names(HeldBack.latest(graph.revisions()))).isEqualTo("e1 e4 c1 e2 e3 c2");
  }

  @Test
  void whatFollowsASquashNeedsIt() {
    RevisionGraph graph =
        RevisionGraph.of(
            List.of(
                revision("c1", List.of(), List.of(), List.of("e8", "c9")),
                revision("c2", List.of("c1"), List.of(), List.of()),
                revision("e3", List.of("c2"), List.of(), List.of())));

    assertThat(needed(graph, "c1", "c2")).isEqualTo(Map.of("e3", "c1"));
    assertThat(names(HeldBack.latest(graph.revisions()))).isEqualTo("c1 e3 c2");
  }

  @ParameterizedTest
  @CsvSource({
    // As the graph has it.
    "e1 c1 e2 c2, e1 c1 e2 c2, c2",
    // Held.
    "e1 e2, e1 e2, e2",
    "e1 e2 e3, e1 e2 e3, e3",
    "e1 c1 e2 e3, e1 c1 e2 e3, e3",
    // Held and applied later.
    "e1 e2 c1, e1 e2 c1, c1",
    "e1 e2 c1 c2, e1 e2 c1 c2, c2",
    "e1 e2 c1 e3, e1 e2 c1 e3, e3",
    "e1 e2 c1 e3 c2, e1 e2 c1 e3 c2, c2",
    "e1 e2 e3 c1 c2, e1 e2 e3 c1 c2, c2",
  })
  void whereTheDatabaseStands(String applied, String order, String current) {
    List<String> ids = ids(applied);
    assertThat(names(LINE.asApplied(ids))).isEqualTo(order);
    assertThat(names(LINE.current(ids))).isEqualTo(current);
    // Each is taken back after what was applied after it.
    List<String> back = List.of(order.split(" "));
    for (int i = 1; i <= back.size(); i++) {
      List<String> expected = new ArrayList<>(back.subList(back.size() - i, back.size()));
      java.util.Collections.reverse(expected);
      assertThat(names(LINE.downgradePath(ids, "-" + i)))
          .as("-" + i)
          .isEqualTo(String.join(" ", expected));
      if (i < back.size()) {
        assertThat(names(LINE.downgradePath(ids, id(back.get(back.size() - i - 1)))))
            .as("to the one before")
            .isEqualTo(String.join(" ", expected));
      }
    }
    assertThat(LINE.downgradePath(ids, "base")).hasSize(back.size());
  }

  @Test
  void aHeldContractRevisionIsATargetToo() {
    assertThat(names(LINE.downgradePath(ids("e1 e2 e3"), id("c1")))).isEqualTo("e3 e2");
    assertThat(names(LINE.downgradePath(ids("e1 e2 e3"), id("c2").substring(0, 6))))
        .isEqualTo("e3");
    assertThat(names(LINE.downgradePath(ids("e1 e2 e3 c1"), id("c2")))).isEqualTo("c1 e3");
    assertThatThrownBy(() -> LINE.downgradePath(ids("e1"), id("c1")))
        .hasMessageContaining("is not applied");
  }

  @Test
  void theNextOneIsTheOneThatOthersWentPast() {
    assertThat(names(LINE.upgradePath(Set.copyOf(ids("e1 e2")), "+1"))).isEqualTo("c1");
    assertThat(names(LINE.upgradePath(Set.copyOf(ids("e1 e2")), "+2"))).isEqualTo("c1 c2");
    assertThat(names(LINE.upgradePath(Set.copyOf(ids("e1 e2 c1")), "+1"))).isEqualTo("c2");
  }

  @Test
  void branchesStayApart() {
    RevisionGraph graph =
        RevisionGraph.of(
            List.of(
                revision("e1", List.of(), List.of(), List.of()),
                revision("c1", List.of("e1"), List.of(), List.of()),
                revision("e2", List.of("c1"), List.of(), List.of()),
                revision("e4", List.of("e1"), List.of(), List.of()),
                revision("e5", List.of("e2", "e4"), List.of(), List.of())));

    assertThat(names(graph.current(ids("e1 e2 e4")))).isEqualTo("e2 e4");
    assertThat(names(graph.downgradePath(ids("e1 e2 e4 c1"), id("e4") + "@-1"))).isEqualTo("e4");
    assertThat(names(graph.downgradePath(ids("e1 e2 e4 c1"), id("e2") + "@-1"))).isEqualTo("c1");
    assertThat(names(graph.downgradePath(ids("e1 e2 e4 c1"), id("e2") + "@-2"))).isEqualTo("c1 e2");
    assertThat(names(graph.current(ids("e1 e2 e4 e5 c1")))).isEqualTo("c1");
    assertThat(names(graph.downgradePath(ids("e1 e2 e4 e5 c1"), "-1"))).isEqualTo("c1");
  }

  /** Many pull requests and deploys, some with the contract phase. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theOrderIsThatOfTheDeploys(int seed) {
    Random random = new Random(seed);
    List<Revision> revisions = new ArrayList<>();
    List<String> applied = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      revisions.add(next(revisions, random));
      if (random.nextInt(8) == 0) {
        deploy(RevisionGraph.of(revisions), applied, random.nextInt(3) == 0);
      }
    }
    RevisionGraph graph = RevisionGraph.of(revisions);
    List<String> back = new ArrayList<>(applied);
    java.util.Collections.reverse(back);

    assertThat(graph.asApplied(applied)).extracting(Revision::id).isEqualTo(applied);
    assertThat(graph.current(applied)).extracting(Revision::id).containsExactly(back.get(0));
    assertThat(graph.downgradePath(applied, "base")).extracting(Revision::id).isEqualTo(back);
    assertThat(graph.downgradePath(applied, "-20"))
        .extracting(Revision::id)
        .isEqualTo(back.subList(0, 20));
    assertThat(graph.downgradePath(applied, back.get(33)))
        .extracting(Revision::id)
        .isEqualTo(back.subList(0, 33));
  }

  private static Revision next(List<Revision> before, Random random) {
    String name = (random.nextInt(3) == 0 ? "c" : "e") + before.size();
    List<String> contracts =
        before.stream().filter(r -> r.phase() == Phase.CONTRACT).map(Revision::id).toList();
    boolean needs = !contracts.isEmpty() && random.nextInt(20) == 0;
    int last = before.size() - 1;
    return new Revision(
        "%012x".formatted(before.size() + 1),
        name,
        before.isEmpty() ? List.of() : List.of(before.get(last).id()),
        needs ? List.of(contracts.get(random.nextInt(contracts.size()))) : List.of(),
        List.of(),
        Instant.EPOCH.plusSeconds(before.size()),
        name.startsWith("c") ? Phase.CONTRACT : Phase.EXPAND,
        null,
        Map.of(),
        List.of(),
        List.of());
  }

  private static void deploy(RevisionGraph graph, List<String> applied, boolean contract) {
    HeldBack held = new HeldBack();
    for (Revision revision : graph.upgradePath(Set.copyOf(applied), "head")) {
      if (revision.phase() == Phase.CONTRACT && !contract) {
        held.hold(revision);
      } else if (held.needed(revision).isEmpty()) {
        applied.add(revision.id());
      }
    }
  }

  private static Map<String, String> needed(RevisionGraph graph, String... held) {
    HeldBack heldBack = new HeldBack();
    Map<String, String> needed = new HashMap<>();
    for (Revision revision : graph.revisions()) {
      if (List.of(held).contains(NAMES.get(revision.id()))) {
        heldBack.hold(revision);
      } else {
        heldBack
            .needed(revision)
            .ifPresent(c -> needed.put(NAMES.get(revision.id()), NAMES.get(c.id())));
      }
    }
    return needed;
  }

  private static RevisionGraph line(String names) {
    List<Revision> revisions = new ArrayList<>();
    String before = null;
    for (String name : names.split(" ")) {
      revisions.add(
          revision(name, before == null ? List.of() : List.of(before), List.of(), List.of()));
      before = name;
    }
    return RevisionGraph.of(revisions);
  }

  private static String names(List<Revision> revisions) {
    return revisions.stream().map(r -> NAMES.get(r.id())).collect(Collectors.joining(" "));
  }

  private static List<String> ids(String names) {
    return java.util.Arrays.stream(names.split(" ")).map(HeldBackTest::id).toList();
  }

  private static String id(String name) {
    return name.repeat(6);
  }

  private static Revision revision(
      String name, List<String> parents, List<String> dependsOn, List<String> replaces) {
    NAMES.put(id(name), name);
    return new Revision(
        id(name),
        name,
        parents.stream().map(HeldBackTest::id).toList(),
        dependsOn.stream().map(HeldBackTest::id).toList(),
        replaces.stream().map(HeldBackTest::id).toList(),
        List.of(),
        Instant.EPOCH.plusSeconds(60L * name.charAt(1)),
        name.startsWith("c") ? Phase.CONTRACT : Phase.EXPAND,
        null,
        Map.of(),
        List.of(),
        List.of());
  }
}

package dev.pgmigrate.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Graphs with and without circles. */
class GraphsTest {
  /** 0 before 1 and 3; 1 and 2 go round; 4 waits for 2; 3 is free once 0 is taken. */
  private static final List<Set<Integer>> ROUND =
      List.of(Set.of(1, 3), Set.of(2), Set.of(1, 4), Set.of(), Set.of());

  @Test
  void aClosureTakesEachNodeOnceThoughTheyGoRound() {
    Map<String, List<String>> next =
        Map.of("a", List.of("b"), "b", List.of("c", "a"), "c", List.of(), "d", List.of("a"));
    assertThat(Graphs.closure(List.of("a"), next::get)).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(Graphs.closure(List.of("c", "d"), next::get))
        .containsExactlyInAnyOrder("a", "b", "c", "d");
    assertThat(Graphs.closure(List.<String>of(), next::get)).isEmpty();
  }

  @Test
  void eachComesBeforeItsSuccessorsAndTheSmallestFirst() {
    assertThat(Graphs.sorted(List.of(Set.of(), Set.of(0), Set.of(0), Set.of(1))))
        .containsExactly(2, 3, 1, 0);
  }

  @Test
  void whatGoesRoundIsLeftOutWithWhatIsBehindIt() {
    assertThat(Graphs.sorted(ROUND)).containsExactly(0, 3);
  }

  @Test
  void aCircleIsBrokenAtItsSmallestNumber() {
    assertThat(Graphs.sortedBreakingCircles(ROUND)).containsExactly(0, 3, 1, 2, 4);
  }

  @Test
  void whatGoesRoundIsOneComponent() {
    assertThat(Graphs.components(ROUND))
        .containsExactlyInAnyOrder(Set.of(0), Set.of(1, 2), Set.of(3), Set.of(4));
  }
}

package dev.pgmigrate.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.revision.Revision.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which revisions are a run, and what one in their place needs. */
class RevisionRangeTest {
  private static final Revision A = revision("a", List.of());
  private static final Revision X = revision("x", List.of("a"));
  private static final Revision Y = revision("y", List.of());
  private static final Revision B = revision("b", List.of("a"), "y");
  private static final Revision C = revision("c", List.of("b", "x"), "a");
  private static final Revision D = revision("d", List.of("c"));

  @Test
  void whatJoinsInBetweenIsNeededByTheOne() {
    RevisionRange run = RevisionRange.of(graph(A, X, Y, B, C, D), B, D);
    assertThat(run.revisions()).containsExactly(B, C, D);
    assertThat(run.dependents()).isEmpty();
    Revision one = run.asOne("s", "squashed");
    // x needs a anyway.
    assertThat(one.parents()).containsExactly("x");
    assertThat(one.dependsOn()).containsExactlyInAnyOrder("y", "a");
    assertThat(one.replaces()).containsExactly("b", "c", "d");
    assertThat(one.created()).isEqualTo(D.created());
    RevisionGraph.of(List.of(A, X, Y, one));
  }

  @Test
  void aBranchThatLeavesInBetweenIsRefused() {
    RevisionGraph graph = graph(A, X, Y, B, C, D);
    assertThatThrownBy(() -> RevisionRange.of(graph, null, B))
        .isInstanceOf(RevisionGraphException.class)
        .hasMessageContaining("x (message x) follows a (message a)")
        .hasMessageContaining("-Dmigrate.revision=a)");
    assertThatThrownBy(() -> RevisionRange.of(graph, B, X))
        .hasMessageContaining("x (message x) does not depend on b (message b)");
  }

  @Test
  void whatDependsOnOneOfThemDependsOnTheOne() {
    Revision e = revision("e", List.of("y"), "b");
    RevisionRange run = RevisionRange.of(graph(A, X, Y, B, C, D, e), B, C);
    assertThat(run.dependents()).containsExactly(D, e);
  }

  @Test
  void aRevisionIsReplacedOnce() {
    Revision one = RevisionRange.of(graph(A), A, A).asOne("s", "one");
    Revision two = RevisionRange.of(graph(A), A, A).asOne("t", "two");
    assertThatThrownBy(() -> graph(one, two))
        .hasMessageContaining("revision a is replaced by s (one) and by t (two)");
  }

  private static RevisionGraph graph(Revision... revisions) {
    return RevisionGraph.of(List.of(revisions));
  }

  private static Revision revision(String id, List<String> parents, String... dependsOn) {
    return new Revision(
        id,
        "message " + id,
        parents,
        List.of(dependsOn),
        List.of(),
        Instant.EPOCH.plusSeconds(id.charAt(0)),
        Phase.EXPAND,
        null,
        Map.of(),
        List.of(),
        List.of());
  }
}

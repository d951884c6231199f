package dev.pgmigrate.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pgmigrate.revision.Revision.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevisionGraphTest {
  private static final String A = "aaaaaaaaaaaa";
  private static final String B = "bbbbbbbbbbbb";
  private static final String C = "cccccccccccc";
  private static final String D = "dddddddddddd";
  private static final String E = "eeeeeeeeeeee";

  private static final RevisionGraph LINE = graph(at(1, A), at(2, B, A), at(3, C, B));
  private static final RevisionGraph FORK = graph(at(1, A), at(2, B, A), at(3, C, A));
  private static final RevisionGraph DIAMOND =
      graph(at(1, A), at(2, B, A), at(3, C, A), at(4, D, B, C), at(5, E, D));

  @Test
  void theOrderIsTheSameHoweverTheFilesAreRead() {
    // C is older than its parent: parents count first, then age.
    List<Revision> revisions =
        new ArrayList<>(List.of(at(1, A), at(5, B, A), at(2, C, B), at(3, D, A), at(9, E, C, D)));
    for (int i = 0; i < revisions.size(); i++) {
      Collections.rotate(revisions, 1);
      assertIds(RevisionGraph.of(revisions).revisions(), A, D, B, C, E);
    }
  }

  @Test
  void headsBasesAndChildren() {
    assertIds(FORK.heads(), B, C);
    assertIds(DIAMOND.heads(), E);
    assertIds(DIAMOND.current(List.of(A, B, C)), B, C);
    assertThat(graph().heads()).isEmpty();
  }

  @Test
  void aDuplicateIdIsRefused() {
    fails(() -> graph(at(1, A), at(2, A)), "twice", A);
  }

  @Test
  void aMissingParentIsRefused() {
    fails(() -> graph(at(1, A, B)), "does not exist", A, B);
    fails(() -> graph(depending(1, A, B)), "does not exist", A, B);
  }

  @Test
  void aCycleIsRefusedAndNamed() {
    fails(() -> graph(at(1, A), at(2, B, A, D), at(3, C, B), at(4, D, C)), "circle", B, D, C);
    fails(() -> graph(at(1, A, A)), "circle", A);
    fails(() -> graph(at(1, A, B), depending(1, B, A)), "circle", A, B);
  }

  @Test
  void aLabelNamesOneBranch() {
    fails(() -> graph(labelled(A, "x"), labelled(B, "x")), "label 'x'", A, B);
    RevisionGraph graph = graph(labelled(A, "billing"), at(2, B, A), at(3, C));
    assertThat(graph.resolve("billing").id()).isEqualTo(A);
    assertThat(graph.resolve("billing@head").id()).isEqualTo(B);
    assertIds(graph.upgradePath(Set.of(), "billing@head"), A, B);
  }

  @Test
  void anIdMayBeCutButNotAmbiguous() {
    RevisionGraph graph = graph(at(1, "abcd11111111"), at(2, "abcd22222222"));
    assertThat(graph.resolve("abcd1").id()).isEqualTo("abcd11111111");
    assertThat(graph.resolve("abcd22222222").id()).isEqualTo("abcd22222222");
    fails(() -> graph.resolve("abcd"), "several", "abcd11111111", "abcd22222222");
    fails(() -> graph.resolve("abc"), "names no revision");
    fails(() -> graph.resolve("ffff"), "names no revision");
  }

  @Test
  void headIsRefusedWhereThereAreTwo() {
    fails(() -> FORK.upgradePath(Set.of(), "head"), "mvn migrate:merge", B, C);
    assertIds(FORK.upgradePath(Set.of(), "heads"), A, B, C);
    assertThat(graph().upgradePath(Set.of(), "head")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', head, abc",
    "a, head, bc",
    "abc, head, ''",
    "'', heads, abc",
    "'', bbbb, ab",
    "ab, aaaa, ''",
    "'', +1, a",
    "a, +2, bc",
    "a, +0, ''"
  })
  void upgradeAlongALine(String applied, String target, String path) {
    assertIds(LINE.upgradePath(ids(applied), target), ids(path).toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "abc, base, cba",
    "abc, -1, c",
    "abc, -2, cb",
    "abc, -3, cba",
    "abc, bbbb, c",
    "abc, head, ''",
    "a, aaaa, ''",
    "'', base, ''",
    "ab, -1, b"
  })
  void downgradeAlongALine(String applied, String target, String path) {
    List<String> expected = path.chars().mapToObj(c -> id((char) c)).toList();
    assertIds(LINE.downgradePath(list(applied), target), expected.toArray(String[]::new));
  }

  @Test
  void aTargetMustFitTheDirection() {
    fails(() -> LINE.upgradePath(ids("a"), "-1"), "migrate:downgrade");
    fails(() -> LINE.upgradePath(ids("a"), "base"), "migrate:downgrade");
    fails(() -> LINE.downgradePath(list("a"), "+1"), "migrate:upgrade");
    fails(() -> LINE.downgradePath(list("a"), "heads"), "migrate:upgrade");
    fails(() -> LINE.downgradePath(list("a"), "cccc"), "not applied", C);
    fails(() -> LINE.upgradePath(ids("a"), "+3"), "too far: 2", B, C);
    fails(() -> LINE.downgradePath(list("ab"), "-3"), "too far back: 2");
  }

  @Test
  void relativeUpgradesStopAtAFork() {
    fails(() -> DIAMOND.upgradePath(Set.of(), "+2"), "fork", B, C);
    assertIds(DIAMOND.upgradePath(Set.of(A, B), "+1"), C);
    assertIds(DIAMOND.upgradePath(Set.of(A, B), "+3"), C, D, E);
  }

  @Test
  void relativeDowngradesListTheChoicesAtAMerge() {
    assertIds(DIAMOND.downgradePath(list("abcde"), "-1"), E);
    fails(() -> DIAMOND.downgradePath(list("abcd"), "-1"), "takes back " + D, B, C);
    fails(() -> DIAMOND.downgradePath(list("abcde"), "-2"), "merges several branches", B, C);
    fails(() -> DIAMOND.downgradePath(list("abc"), "-1"), "several heads", A);
  }

  @Test
  void aMergeNeedsAllItsBranches() {
    assertIds(DIAMOND.upgradePath(Set.of(A, C), "dddd"), B, D);
    assertIds(DIAMOND.downgradePath(list("abcde"), "bbbb"), E, D);
    assertIds(DIAMOND.downgradePath(list("abcde"), "aaaa"), E, D, C, B);
  }

  @Test
  void dependenciesComeFirstAndGoLast() {
    RevisionGraph graph = graph(at(1, A), at(9, B), depending(2, C, B), at(3, D, A));
    assertIds(graph.revisions(), A, D, B, C);
    assertIds(graph.upgradePath(Set.of(), "cccc"), B, C);
    assertIds(graph.heads(), D, B, C);
    assertIds(graph.downgradePath(List.of(A, B, C, D), "bbbb"), C);
  }

  @Test
  void aDatabaseAheadOfTheCheckoutIsSeen() {
    assertThat(LINE.unknown(Set.of(A, D))).containsExactly(D);
    assertIds(LINE.upgradePath(Set.of(A, D), "head"), B, C);
    assertIds(LINE.downgradePath(List.of(A, D), "base"), A);
  }

  private static void fails(ThrowingCallable call, String word, String... revisions) {
    assertThatExceptionOfType(RevisionGraphException.class)
        .isThrownBy(call)
        .withMessageContaining(word)
        .satisfies(e -> assertThat(e.revisions()).containsExactlyInAnyOrder(revisions));
  }

  private static void assertIds(List<Revision> revisions, String... ids) {
    assertThat(revisions).extracting(Revision::id).containsExactly(ids);
  }

  private static Set<String> ids(String letters) {
    Set<String> ids = new java.util.LinkedHashSet<>();
    letters.chars().forEach(c -> ids.add(id((char) c)));
    return ids;
  }

  private static List<String> list(String letters) {
    return List.copyOf(ids(letters));
  }

  private static String id(char letter) {
    return String.valueOf(letter).repeat(12);
  }

  private static RevisionGraph graph(Revision... revisions) {
    return RevisionGraph.of(List.of(revisions));
  }

  private static Revision at(int day, String id, String... parents) {
    return revision(day, id, List.of(parents), List.of(), List.of());
  }

  private static Revision depending(int day, String id, String on) {
    return revision(day, id, List.of(), List.of(on), List.of());
  }

  private static Revision labelled(String id, String label) {
    return revision(1, id, List.of(), List.of(), List.of(label));
  }

  private static Revision revision(
      int day, String id, List<String> parents, List<String> dependsOn, List<String> labels) {
    return new Revision(
        id,
        "message " + id,
        parents,
        dependsOn,
        labels,
        Instant.EPOCH.plusSeconds(86_400L * day),
        Phase.EXPAND,
        null,
        Map.of(),
        List.of(),
        List.of());
  }
}

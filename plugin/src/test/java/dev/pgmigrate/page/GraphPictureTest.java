package dev.pgmigrate.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.revision.Revision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphPictureTest {
  /** a is the base; b and c are two branches, d joins them, e goes on. */
  @Test
  void branchesHaveLanesUntilTheyAreJoined() {
    GraphPicture picture =
        GraphPicture.of(
            List.of(
                revision("a"),
                revision("b", "a"),
                revision("c", "a"),
                revision("d", "b", "c"),
                revision("e", "d")),
            Map.of("e", "r1"),
            50);
    assertThat(picture.rows())
        .extracting(GraphPicture.Row::id)
        .containsExactly("e", "d", "c", "b", "a");
    int first = picture.rows().get(0).x();
    int second = first + 18;
    assertThat(picture.rows())
        .extracting(GraphPicture.Row::x)
        .containsExactly(first, first, second, first, first);
    assertThat(picture.rows().get(0))
        .satisfies(
            row -> {
              assertThat(row.isNew()).isTrue();
              assertThat(row.head()).isTrue();
              assertThat(row.anchor()).isEqualTo("r1");
              assertThat(row.parents()).isEqualTo("d");
            });
    assertThat(picture.rows().get(1).merge()).isTrue();
    assertThat(picture.lines()).hasSize(5);
    assertThat(picture.older()).isZero();
  }

  @Test
  void ofAThousandRevisionsTheNewestAreDrawn() {
    List<Revision> history = new ArrayList<>(List.of(revision("r0")));
    for (int i = 1; i < 1_000; i++) {
      history.add(revision("r" + i, "r" + (i - 1)));
    }
    GraphPicture picture = GraphPicture.of(history, Map.of(), 50);
    assertThat(picture.rows()).hasSize(50).first().extracting("id").isEqualTo("r999");
    assertThat(picture.older()).isEqualTo(950);
    assertThat(picture.lines())
        .as("the last one leads out of the picture")
        .last()
        .extracting(GraphPicture.Line::path)
        .asString()
        .endsWith(" " + picture.height());
  }

  private static Revision revision(String id, String... parents) {
    return new Revision(
        id,
        "message of " + id,
        List.of(parents),
        List.of(),
        List.of(),
        Instant.EPOCH,
        Revision.Phase.EXPAND,
        null,
        Map.of(),
        List.of(),
        List.of());
  }
}

package dev.pgmigrate.page;

import dev.pgmigrate.revision.Revision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The graph of the revisions, the newest at the top: a row each, and lines from each to its
 * parents.
 *
 * @param older how many are not drawn, all of them older than those that are
 */
record GraphPicture(int width, int height, List<Row> rows, List<Line> lines, int older) {
  private static final int ROW = 32;
  private static final int LANE = 18;
  private static final int COLOURS = 6;

  /**
   * A revision.
   *
   * @param anchor of the revision on the page; empty where it has none
   * @param parents what it comes after, in words; empty for the first
   */
  record Row(
      int x,
      int y,
      int colour,
      String anchor,
      String id,
      String message,
      String parents,
      boolean isNew,
      boolean contract,
      boolean merge,
      boolean head) {}

  /** From a revision to a parent, or to the lower edge where that is not drawn. */
  record Line(String path, int colour) {}

  /**
   * Draws the newest ones.
   *
   * @param history parents before their children
   * @param anchors of the new ones, by id
   */
  static GraphPicture of(List<Revision> history, Map<String, String> anchors, int most) {
    List<Revision> drawn = new ArrayList<>();
    for (int i = history.size() - 1; i >= Math.max(0, history.size() - most); i--) {
      drawn.add(history.get(i));
    }
    return new Layout(drawn).picture(anchors, history.size() - drawn.size());
  }

  /** A lane belongs to the parent that it leads to, until that is drawn. */
  private static final class Layout {
    private final List<Revision> revisions;
    private final Map<String, Integer> rows = new HashMap<>();
    private final Map<String, Integer> laneOf = new HashMap<>();
    private final List<@Nullable String> lanes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private int widest;

    private record Edge(String child, String parent, int lane) {}

    Layout(List<Revision> revisions) {
      this.revisions = revisions;
      for (int i = 0; i < revisions.size(); i++) {
        rows.put(revisions.get(i).id(), i);
      }
    }

    GraphPicture picture(Map<String, String> anchors, int older) {
      Set<String> followed =
          Set.copyOf(revisions.stream().flatMap(revision -> revision.parents().stream()).toList());
      revisions.forEach(this::place);
      List<Row> drawn = new ArrayList<>();
      for (int i = 0; i < revisions.size(); i++) {
        Revision revision = revisions.get(i);
        int lane = lane(revision.id());
        drawn.add(
            new Row(
                x(lane),
                y(i),
                lane % COLOURS,
                anchors.getOrDefault(revision.id(), ""),
                revision.id(),
                revision.message(),
                String.join(
                    ", ",
                    Stream.concat(revision.parents().stream(), revision.dependsOn().stream())
                        .toList()),
                anchors.containsKey(revision.id()),
                revision.phase() == Revision.Phase.CONTRACT,
                revision.parents().size() > 1,
                !followed.contains(revision.id())));
      }
      return new GraphPicture(
          x(widest) + LANE,
          ROW * revisions.size(),
          drawn,
          edges.stream().map(this::line).toList(),
          older);
    }

    private void place(Revision revision) {
      int lane = lanes.indexOf(revision.id());
      if (lane < 0) {
        lane = free();
      }
      laneOf.put(revision.id(), lane);
      widest = Math.max(widest, lane);
      lanes.replaceAll(parent -> revision.id().equals(parent) ? null : parent);
      boolean first = true;
      for (String parent : revision.parents()) {
        int there = lanes.indexOf(parent);
        int to = first && (there < 0 || there > lane) ? lane : there >= 0 ? there : free();
        take(to, parent);
        edges.add(new Edge(revision.id(), parent, to));
        first = false;
      }
    }

    private int free() {
      int lane = lanes.indexOf(null);
      return lane >= 0 ? lane : lanes.size();
    }

    private void take(int lane, String parent) {
      while (lanes.size() <= lane) {
        lanes.add(null);
      }
      lanes.set(lane, parent);
      widest = Math.max(widest, lane);
    }

    /** Into its lane at once, down in it, and out of it right above the parent. */
    private Line line(Edge edge) {
      int start = y(rows.getOrDefault(edge.child(), 0));
      Integer parent = rows.get(edge.parent());
      int x = x(edge.lane());
      int x2 = parent == null ? x : x(lane(edge.parent()));
      int end = parent == null ? ROW * revisions.size() : y(parent);
      SvgPath path = SvgPath.from(x(lane(edge.child())), start);
      if (end - start <= ROW) {
        path.down(x2, end);
      } else {
        path.down(x, start + ROW).line(x, x == x2 ? end : end - ROW);
        if (x != x2) {
          path.down(x2, end);
        }
      }
      return new Line(path.toString(), edge.lane() % COLOURS);
    }

    private int lane(String id) {
      return laneOf.getOrDefault(id, 0);
    }

    private static int x(int lane) {
      return LANE / 2 + 2 + lane * LANE;
    }

    private static int y(int row) {
      return ROW * row + ROW / 2;
    }
  }
}

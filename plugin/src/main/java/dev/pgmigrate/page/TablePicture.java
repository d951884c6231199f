package dev.pgmigrate.page;

import static java.util.Objects.requireNonNull;

import dev.pgmigrate.page.SchemaChange.Box;
import dev.pgmigrate.page.SchemaChange.Link;
import dev.pgmigrate.page.SchemaChange.Part;
import dev.pgmigrate.schema.QualifiedName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where the tables of a schema change are drawn. A table stands left of those that it refers to.
 *
 * @param tables their boxes
 * @param lines the foreign keys
 */
record TablePicture(int width, int height, List<DrawnTable> tables, List<DrawnLine> lines) {
  private static final int ROW = 20;
  private static final int HEAD = 28;
  private static final int GAP = 22;
  private static final int BETWEEN = 72;
  private static final int MARGIN = 8;
  private static final int MOST_ROWS = 14;
  private static final int MOST_IN_COLUMN = 5;
  private static final int MOST_LETTERS = 46;
  private static final double LETTER = 7.3;

  /** A box. */
  record DrawnTable(
      int x,
      int y,
      int width,
      int height,
      String name,
      String title,
      String style,
      String word,
      List<DrawnRow> rows) {
    public int textX() {
      return x + 10;
    }

    public int textY() {
      return y + 18;
    }

    public int wordX() {
      return x + width - 10;
    }

    /** The upper part of the box, inside of its frame. */
    public String head() {
      int bottom = y + Math.min(HEAD, height) - 1;
      return SvgPath.from(x + 1, y + 2)
          .line(x + width - 1, y + 2)
          .line(x + width - 1, bottom)
          .line(x + 1, bottom)
          .toString();
    }
  }

  /** A line of a box; its baseline. */
  record DrawnRow(int x, int signX, int y, String sign, String text, String title, String style) {}

  /** A foreign key, from the box on the left. */
  record DrawnLine(String path, String title, String style) {}

  /** Puts the boxes into columns, and draws the lines between. */
  static TablePicture of(SchemaChange change) {
    return new Layout(change).picture();
  }

  private static final class Layout {
    private final SchemaChange change;
    private final Map<QualifiedName, Integer> ranks = new HashMap<>();
    private final Map<QualifiedName, DrawnTable> drawn = new LinkedHashMap<>();

    Layout(SchemaChange change) {
      this.change = change;
    }

    TablePicture picture() {
      change.tables().forEach(box -> rank(box.id(), new HashSet<>()));
      TreeMap<Integer, List<Box>> columns = new TreeMap<>(Comparator.reverseOrder());
      change
          .tables()
          .forEach(
              box -> columns.computeIfAbsent(rankOf(box.id()), r -> new ArrayList<>()).add(box));
      Map<QualifiedName, Double> places = new HashMap<>();
      // Without keys between them there is nothing to see from their places: they fill the width.
      int most = columns.size() == 1 ? (change.tables().size() + 2) / 3 : MOST_IN_COLUMN;
      int x = MARGIN;
      int bottom = 0;
      for (List<Box> ranked : columns.values()) {
        List<Box> column = ordered(ranked, places);
        for (int first = 0; first < column.size(); first += most) {
          List<Box> part = column.subList(first, Math.min(column.size(), first + most));
          int width = part.stream().mapToInt(Layout::width).max().orElse(0);
          int y = MARGIN;
          for (Box box : part) {
            DrawnTable table = draw(box, x, y, width);
            drawn.put(box.id(), table);
            y += table.height() + GAP;
          }
          bottom = Math.max(bottom, y - GAP + MARGIN);
          x += width + BETWEEN;
        }
      }
      List<DrawnLine> lines = change.links().stream().map(this::line).toList();
      // A key of a table to itself swings out on the right.
      return new TablePicture(
          Math.max(0, x - BETWEEN) + 4 * MARGIN, bottom, List.copyOf(drawn.values()), lines);
    }

    private int rankOf(QualifiedName table) {
      return ranks.getOrDefault(table, 0);
    }

    /** One more than that of any table that it refers to; circles are cut where they close. */
    private int rank(QualifiedName table, Set<QualifiedName> above) {
      Integer known = ranks.get(table);
      if (known != null) {
        return known;
      }
      above.add(table);
      int rank = 0;
      for (Link link : change.links()) {
        if (link.from().equals(table) && !above.contains(link.to())) {
          rank = Math.max(rank, rank(link.to(), above) + 1);
        }
      }
      above.remove(table);
      ranks.put(table, rank);
      return rank;
    }

    /** As high as what refers to it, so that few lines cross. */
    private List<Box> ordered(List<Box> column, Map<QualifiedName, Double> places) {
      Map<QualifiedName, Double> wanted = new HashMap<>();
      for (int i = 0; i < column.size(); i++) {
        QualifiedName id = column.get(i).id();
        double own = i;
        wanted.put(
            id,
            change.links().stream()
                .filter(link -> link.to().equals(id) && places.containsKey(link.from()))
                .mapToDouble(link -> places.getOrDefault(link.from(), own))
                .average()
                .orElse(own));
      }
      List<Box> sorted = new ArrayList<>(column);
      sorted.sort(Comparator.comparingDouble(box -> wanted.getOrDefault(box.id(), 0.0)));
      for (int i = 0; i < sorted.size(); i++) {
        places.put(sorted.get(i).id(), (double) i);
      }
      return sorted;
    }

    private static List<String> labels(Box box) {
      List<String> labels = new ArrayList<>();
      box.parts().stream().limit(MOST_ROWS).forEach(part -> labels.add(part.label()));
      String others = box.others(MOST_ROWS);
      if (!others.isEmpty()) {
        labels.add(others);
      }
      return labels;
    }

    private static int width(Box box) {
      int head = shown(box.name()).length() + box.mark().word().length() + 3;
      int rows = labels(box).stream().mapToInt(label -> shown(label).length() + 3).max().orElse(0);
      return (int) Math.ceil(Math.max(Math.max(head, rows), 14) * LETTER) + 16;
    }

    private static DrawnTable draw(Box box, int x, int y, int width) {
      List<DrawnRow> rows = new ArrayList<>();
      List<String> labels = labels(box);
      for (int i = 0; i < labels.size(); i++) {
        String label = labels.get(i);
        boolean part = i < Math.min(MOST_ROWS, box.parts().size());
        Mark mark = part ? box.parts().get(i).mark() : Mark.SAME;
        rows.add(
            new DrawnRow(
                x + 24,
                x + 10,
                y + HEAD + ROW * i + 15,
                mark.sign(),
                shown(label),
                label,
                part ? mark.style() : "rest"));
      }
      String title = box.was().isEmpty() ? box.name() : box.was() + " → " + box.name();
      return new DrawnTable(
          x,
          y,
          width,
          HEAD + ROW * labels.size() + (labels.isEmpty() ? 0 : 6),
          shown(box.name()),
          title,
          box.mark().style(),
          box.mark().word(),
          rows);
    }

    private DrawnLine line(Link link) {
      DrawnTable from = drawnOf(link.from());
      DrawnTable to = drawnOf(link.to());
      int y1 = from.y() + rowOf(link) + HEAD / 2;
      int y2 = to.y() + HEAD / 2;
      int right = from.x() + from.width();
      SvgPath path;
      if (to.x() > right) {
        path = SvgPath.from(right, y1).across((right + to.x()) / 2, to.x() - 2, y2);
      } else {
        int end = to.x() + to.width();
        // Of a table to itself: not onto itself.
        int ends = y1 == y2 ? y2 + 8 : y2;
        path = SvgPath.from(right, y1).across(Math.max(right, end) + 28, end + 2, ends);
      }
      String word = link.mark().word();
      return new DrawnLine(
          path.toString(),
          (word.isEmpty() ? "" : word + ": ")
              + ReadableNames.of(link.from())
              + " ("
              + link.label()
              + ") → "
              + ReadableNames.of(link.to()),
          link.mark().style());
    }

    /** A line starts at its column, where that is drawn. */
    private int rowOf(Link link) {
      List<Part> parts = change.table(link.from()).map(Box::parts).orElse(List.of());
      for (int i = 0; i < Math.min(MOST_ROWS, parts.size()); i++) {
        if (parts.get(i).isColumn() && link.columns().get(0).equals(parts.get(i).name())) {
          return HEAD - 4 + ROW * i;
        }
      }
      return 0;
    }

    private DrawnTable drawnOf(QualifiedName table) {
      return requireNonNull(drawn.get(table));
    }

    private static String shown(String text) {
      return text.length() <= MOST_LETTERS ? text : text.substring(0, MOST_LETTERS - 1) + "…";
    }
  }
}

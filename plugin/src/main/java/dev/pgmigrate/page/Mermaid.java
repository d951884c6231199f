package dev.pgmigrate.page;

import dev.pgmigrate.page.SchemaChange.Box;
import dev.pgmigrate.page.SchemaChange.Link;
import dev.pgmigrate.page.SchemaChange.Part;
import dev.pgmigrate.schema.QualifiedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A schema change as a flowchart of Mermaid. The diagram of that name for tables (erDiagram) takes
 * neither every name nor every type, and only late versions give its boxes colours.
 */
final class Mermaid {
  private static final int MOST_ROWS = 12;
  private static final int MOST_LETTERS = 60;

  /** What the template knows. */
  record Chart(List<Node> nodes, List<Edge> edges) {}

  /** A table; its id is no word of the language. */
  record Node(String id, String name, String word, String style, List<Row> rows, String rest) {}

  /** A line of a table. */
  record Row(String text) {}

  /** A foreign key. */
  record Edge(String from, String to, String label, boolean gone) {}

  private Mermaid() {}

  static String of(SchemaChange change) {
    Map<QualifiedName, String> ids = new HashMap<>();
    List<Node> nodes = new ArrayList<>();
    for (Box box : change.tables()) {
      String id = "t" + (nodes.size() + 1);
      ids.put(box.id(), id);
      nodes.add(
          new Node(
              id,
              shown(box.was().isEmpty() ? box.name() : box.was() + " → " + box.name()),
              box.mark().word(),
              box.mark().style(),
              box.parts().stream().limit(MOST_ROWS).map(Mermaid::row).toList(),
              box.others(MOST_ROWS)));
    }
    List<Edge> edges = change.links().stream().map(link -> edge(link, ids)).toList();
    return Templates.of("tables.mmd", Mermaid::escape).execute(new Chart(nodes, edges)).strip();
  }

  private static Row row(Part part) {
    String word = part.mark().word();
    return new Row(shown(part.label()) + (word.isEmpty() ? "" : " (" + word + ")"));
  }

  private static Edge edge(Link link, Map<QualifiedName, String> ids) {
    String word = link.mark().word();
    return new Edge(
        Objects.requireNonNull(ids.get(link.from())),
        Objects.requireNonNull(ids.get(link.to())),
        shown(link.label()) + (word.isEmpty() ? "" : " (" + word + ")"),
        link.mark() == Mark.GONE);
  }

  private static String shown(String text) {
    return text.length() <= MOST_LETTERS ? text : text.substring(0, MOST_LETTERS - 1) + "…";
  }

  /**
   * Whatever is neither a letter, a digit nor harmless becomes an entity of Mermaid. Letters beyond
   * ASCII are harmless.
   */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (Character.isLetterOrDigit(point) || " _.,()+→−…".indexOf(point) >= 0) {
                escaped.appendCodePoint(point);
              } else {
                escaped.append('#').append(Character.isWhitespace(point) ? 32 : point).append(';');
              }
            });
    return escaped.toString();
  }
}

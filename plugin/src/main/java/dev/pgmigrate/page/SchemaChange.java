package dev.pgmigrate.page;

import dev.pgmigrate.schema.QualifiedName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What all the new revisions together make of the schema.
 *
 * @param tables those that they touch, then the neighbours of those over foreign keys
 * @param links the foreign keys between these tables
 * @param others everything else that is new, changed or gone: types, views, functions ..
 */
record SchemaChange(List<Box> tables, List<Link> links, List<Other> others) {
  static final SchemaChange NONE = new SchemaChange(List.of(), List.of(), List.of());

  /**
   * A table.
   *
   * @param was its earlier name; empty unless it was renamed
   * @param neighbour whether only a foreign key connects it with a touched table
   * @param parts of a new table its columns; of a changed one what is new, changed or gone, and its
   *     key; else none
   * @param rest how many columns are not among the parts
   */
  record Box(
      QualifiedName id, Mark mark, String was, boolean neighbour, List<Part> parts, long rest) {
    Box {
      parts = List.copyOf(parts);
    }

    public String name() {
      return ReadableNames.of(id);
    }

    /** What is not among the first parts, in words; empty where nothing is left. */
    String others(int first) {
      int cut = Math.max(0, parts.size() - first);
      return neighbour || cut == 0 ? otherColumns() : rest + cut + " more";
    }

    /** The columns that are not among the parts, in words; empty where there are none. */
    public String otherColumns() {
      return rest == 0 ? "" : rest + (rest == 1 ? " more column" : " more columns");
    }
  }

  /**
   * A column, constraint or index.
   *
   * @param kind {@code column}, {@code foreign key} ..
   * @param was its earlier name; empty unless it was renamed
   * @param detail what it is; of a changed one what it was and is
   */
  record Part(String kind, String name, String was, String detail, Mark mark, boolean key) {
    boolean isColumn() {
      return kind.equals(TableShape.COLUMN);
    }

    /** Its line in a picture; columns need no word for what they are. */
    public String label() {
      return Stream.of(
              isColumn() ? "" : kind,
              was.isEmpty() ? name : was + " → " + name,
              isColumn() || mark == Mark.CHANGED ? detail : "",
              key ? "PK" : "")
          .filter(text -> !text.isEmpty())
          .collect(Collectors.joining(" "));
    }
  }

  /** A foreign key; the tables are those that boxes have. */
  record Link(QualifiedName from, QualifiedName to, List<String> columns, Mark mark) {
    public String label() {
      return String.join(", ", columns);
    }
  }

  /** An object that is no table. */
  record Other(String kind, String name, Mark mark) {}

  SchemaChange {
    tables = List.copyOf(tables);
    links = List.copyOf(links);
    others = List.copyOf(others);
  }

  boolean isEmpty() {
    return tables.isEmpty() && others.isEmpty();
  }

  /** The tables that are new, changed or gone. */
  List<Box> touched() {
    return tables.stream().filter(box -> !box.neighbour()).toList();
  }

  /** The same with the first tables alone, and as few neighbours. */
  SchemaChange limited(int most) {
    List<Box> first =
        Stream.concat(
                touched().stream().limit(most), tables.stream().filter(Box::neighbour).limit(most))
            .toList();
    List<QualifiedName> kept = first.stream().map(Box::id).toList();
    return new SchemaChange(
        first,
        links.stream()
            .filter(link -> kept.contains(link.from()) && kept.contains(link.to()))
            .toList(),
        others);
  }

  Optional<Box> table(QualifiedName name) {
    return tables.stream().filter(box -> box.id().equals(name)).findFirst();
  }
}

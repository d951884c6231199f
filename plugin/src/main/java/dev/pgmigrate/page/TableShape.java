package dev.pgmigrate.page;

import dev.pgmigrate.lint.RelationState;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Generated;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.PrimaryKey;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a picture shows of a table, whether a catalog told it or an observed statement.
 *
 * @param parts its columns, then its constraints and indexes
 */
record TableShape(QualifiedName name, List<Part> parts) {
  static final String COLUMN = "column";

  private static final List<String> IN_WORDS =
      List.of("type", "not-null", "default", "generated", "identity");

  /**
   * A part of a table.
   *
   * @param words what there is to say about it, each of which may come or go by itself
   * @param key whether it is a column of the primary key
   */
  record Part(String kind, String name, List<String> words, boolean key) {}

  TableShape {
    parts = List.copyOf(parts);
  }

  static TableShape of(Table table) {
    List<String> primary = table.primaryKey().map(PrimaryKey::columns).orElse(List.of());
    List<Part> parts = new ArrayList<>();
    for (Column column : table.columns()) {
      boolean key = primary.contains(column.name());
      parts.add(new Part(COLUMN, column.name(), words(column, key), key));
    }
    for (Constraint constraint : table.constraints()) {
      List<String> words =
          new ArrayList<>(List.of(ReadableNames.expression(constraint.structure())));
      words.addAll(aspects(constraint.aspects()));
      parts.add(
          new Part(constraint.kind().word().replace('-', ' '), constraint.name(), words, false));
    }
    for (Index index : table.indexes()) {
      List<String> words = new ArrayList<>(List.of(ReadableNames.expression(index.structure())));
      if (!index.valid()) {
        words.add("invalid");
      }
      parts.add(new Part("index", index.name(), words, false));
    }
    table
        .aspects()
        .forEach(
            (aspect, value) ->
                parts.add(
                    new Part(
                        "table",
                        aspect,
                        List.of(ReadableNames.expression(value.toString())),
                        false)));
    return new TableShape(table.name(), parts);
  }

  /** Less is known of a table that was only seen while statements touched it. */
  static TableShape of(RelationState state) {
    return new TableShape(
        state.relation().name(),
        state.columns().stream()
            .map(
                column -> {
                  List<String> words = new ArrayList<>(List.of(ReadableNames.type(column.type())));
                  if (column.notNull()) {
                    words.add("NOT NULL");
                  }
                  return new Part(COLUMN, column.name(), words, false);
                })
            .toList());
  }

  private static List<String> words(Column column, boolean key) {
    List<String> words = new ArrayList<>();
    words.add(ReadableNames.type(column.type().text()));
    if (column.notNull() && !key) {
      words.add("NOT NULL");
    }
    if (column.defaultValue() != null) {
      words.add("DEFAULT " + ReadableNames.expression(column.defaultValue().text()));
    }
    Generated generated = column.generated();
    if (generated != null) {
      words.add("GENERATED " + ReadableNames.expression(generated.expression().text()));
    }
    if (column.identity() != null) {
      words.add("IDENTITY");
    }
    column
        .aspects()
        .forEach(
            (aspect, value) -> {
              if (!IN_WORDS.contains(aspect)) {
                words.add(said(aspect, value));
              }
            });
    return words;
  }

  private static List<String> aspects(Map<String, Object> aspects) {
    return aspects.entrySet().stream().map(e -> said(e.getKey(), e.getValue())).toList();
  }

  /** A flag is its own word: {@code not valid}. */
  private static String said(String aspect, Object value) {
    String word = aspect.replace('-', ' ');
    return Boolean.TRUE.equals(value)
        ? word
        : word + " " + ReadableNames.expression(value.toString());
  }
}

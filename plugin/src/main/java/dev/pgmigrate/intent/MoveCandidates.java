package dev.pgmigrate.intent;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds columns that may have moved to another table: one is dropped, and one of the same name and
 * type is added to a table whose rows belong to its own.
 */
final class MoveCandidates {
  private final Schema from;
  private final Schema to;
  private final RowLink links;

  private MoveCandidates(Schema from, Schema to) {
    this.from = from;
    this.to = to;
    this.links = new RowLink(from, to);
  }

  /**
   * The questions, one for all tables that share a key.
   *
   * @param answered what nobody has to ask about any more: columns, or tables with all their
   *     columns
   */
  static List<Question> questions(Schema from, Schema to, Set<ObjectId> answered) {
    return new MoveCandidates(from, to).questions(answered);
  }

  private List<Question> questions(Set<ObjectId> answered) {
    Map<ObjectId, List<Column>> dropped = lacking(from, to);
    Map<ObjectId, List<Column>> added = lacking(to, from);
    Map<QualifiedName, List<Move>> byWide = new TreeMap<>();
    dropped.forEach(
        (source, columns) ->
            added.forEach(
                (target, others) -> {
                  Optional<QualifiedName> wide =
                      links.wide(source.qualifiedName(), target.qualifiedName());
                  if (wide.isEmpty() || source.equals(target)) {
                    return;
                  }
                  for (Column column : columns) {
                    others.stream()
                        .filter(other -> column.name().equals(other.name()))
                        .filter(other -> Candidates.alike(column, other))
                        .filter(other -> !isKey(source, column) && !isKey(target, other))
                        .forEach(
                            other ->
                                byWide
                                    .computeIfAbsent(wide.get(), w -> new ArrayList<>())
                                    .add(
                                        new Move(
                                            ObjectId.column(source.qualifiedName(), column.name()),
                                            ObjectId.column(
                                                target.qualifiedName(), other.name()))));
                  }
                }));
    List<Question> questions = new ArrayList<>();
    for (List<Move> moves : byWide.values()) {
      List<Move> open =
          moves.stream()
              .filter(m -> !answered.contains(m.from()) && !answered.contains(m.source()))
              .toList();
      if (!open.isEmpty()) {
        questions.add(Question.moved(open, wholly(open)));
      }
    }
    return questions;
  }

  /** The tables of these that are dropped as a whole. */
  private Set<ObjectId> wholly(List<Move> moves) {
    Set<ObjectId> tables = new HashSet<>();
    moves.stream()
        .map(Move::source)
        .filter(table -> to.table(table.qualifiedName()).isEmpty())
        .forEach(tables::add);
    return tables;
  }

  private boolean isKey(ObjectId table, Column column) {
    return List.of(from, to).stream()
        .flatMap(schema -> schema.table(table.qualifiedName()).stream())
        .flatMap(t -> t.primaryKey().stream())
        .anyMatch(key -> key.columns().contains(column.name()));
  }

  /** The columns of one schema that the other has not, by table. */
  private static Map<ObjectId, List<Column>> lacking(Schema one, Schema other) {
    Map<QualifiedName, Table> others = new HashMap<>();
    other.tables().forEach(table -> others.put(table.name(), table));
    Map<ObjectId, List<Column>> lacking = new TreeMap<>();
    for (Table table : one.tables()) {
      Table then = others.get(table.name());
      List<Column> columns =
          table.columns().stream()
              .filter(c -> then == null || then.column(c.name()).isEmpty())
              .toList();
      if (!columns.isEmpty()) {
        lacking.put(table.id(), columns);
      }
    }
    return lacking;
  }
}

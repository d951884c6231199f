package dev.pgmigrate.ddl;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.EnumType;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.Identity;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.DefaultNamespace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Objects as people call them on a console: {@code column account.email}. */
public final class ObjectWords {
  private ObjectWords() {}

  /** The kind and the name, without the default namespace. */
  public static String name(ObjectId id) {
    return word(id.kind()) + " " + path(id);
  }

  public static String path(ObjectId id) {
    List<String> path = id.path();
    int end = id.kind().hasArguments() ? path.size() - 1 : path.size();
    int start = path.size() > 1 && DefaultNamespace.is(path.get(0)) ? 1 : 0;
    String name =
        path.subList(Math.min(start, end), end).stream()
            .map(SqlText::name)
            .collect(Collectors.joining("."));
    return id.kind().hasArguments() ? name + id.name() : name;
  }

  public static String word(ObjectKind kind) {
    return kind.word().replace('-', ' ');
  }

  /** {@code check ck_email of account}. */
  public static String name(Table table, Constraint constraint) {
    return word(constraint.kind())
        + " "
        + SqlText.name(constraint.name())
        + " of "
        + path(table.id());
  }

  /** {@code unique index ux_email of account}. */
  public static String name(Table table, Index index) {
    String unique = index.unique() ? "unique " : "";
    return unique + "index " + SqlText.name(index.name()) + " of " + path(table.id());
  }

  /** With all that makes it this constraint: {@code .. (tenant_id) -> tenant (id)}. */
  public static String whole(Table table, Constraint constraint) {
    String body = ConstraintSql.body(constraint);
    String structure =
        switch (constraint.kind()) {
          case FOREIGN_KEY ->
              body.substring("FOREIGN KEY ".length()).replaceFirst("\\) REFERENCES ", ") -> ");
          case PRIMARY_KEY -> body.substring("PRIMARY KEY ".length());
          case CHECK -> body.substring("CHECK ".length());
          case UNIQUE -> body.substring("UNIQUE ".length());
          default -> body.substring("EXCLUDE ".length());
        };
    return oneLine(name(table, constraint) + " " + structure);
  }

  /** With its keys, its options and the rows that it is about. */
  public static String whole(Table table, Index index) {
    return oneLine(name(table, index) + IndexSql.shape(index));
  }

  /** {@code column account.email varchar(320) NOT NULL}. */
  public static String whole(ObjectId id, Column column) {
    Expression defaultValue = column.defaultValue();
    Identity identity = column.identity();
    return oneLine(
        name(id)
            + " "
            + TypeName.of(column.type())
            + (defaultValue == null ? "" : " DEFAULT " + defaultValue.text())
            + (identity == null ? "" : ", identity " + identity)
            + (column.generated() == null ? "" : ", generated " + column.generated())
            + (column.notNull() && identity == null ? " NOT NULL" : ""));
  }

  /** {@code new value 'happy', without 'ok'}. */
  public static String between(EnumType from, EnumType to) {
    List<String> added = new ArrayList<>(to.values());
    added.removeAll(from.values());
    List<String> removed = new ArrayList<>(from.values());
    removed.removeAll(to.values());
    List<String> kept = new ArrayList<>(to.values());
    kept.removeAll(added);
    List<String> before = new ArrayList<>(from.values());
    before.removeAll(removed);
    List<String> words = new ArrayList<>();
    if (!added.isEmpty()) {
      words.add((added.size() == 1 ? "new value " : "new values ") + SqlText.literals(added));
    }
    if (!removed.isEmpty()) {
      words.add("without " + SqlText.literals(removed));
    }
    if (!kept.equals(before)) {
      words.add("in the order " + SqlText.literals(to.values()));
    }
    return String.join(", ", words);
  }

  /** Without the line breaks of an author. */
  public static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}

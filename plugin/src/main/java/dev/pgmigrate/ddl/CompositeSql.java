package dev.pgmigrate.ddl;

import dev.pgmigrate.schema.CompositeType;
import dev.pgmigrate.schema.CompositeType.Attribute;
import dev.pgmigrate.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Composite types as SQL. */
public final class CompositeSql {
  private CompositeSql() {}

  public static List<String> create(CompositeType type) {
    List<String> sql = new ArrayList<>();
    String fields =
        type.attributes().stream()
            .map(attribute -> "\n  " + definition(attribute))
            .collect(Collectors.joining(","));
    sql.add(
        "CREATE TYPE "
            + SqlText.typeName(type.name())
            + " AS ("
            + fields
            + (fields.isEmpty() ? ")" : "\n)"));
    sql.addAll(CommentSql.of("TYPE " + SqlText.typeName(type.name()), type.comment()));
    for (Attribute attribute : type.attributes()) {
      sql.addAll(
          CommentSql.of(CommentSql.column(type.name(), attribute.name()), attribute.comment()));
    }
    sql.addAll(AccessSql.of(type.id(), type.access()));
    return sql;
  }

  /** One ALTER TYPE with all actions; new fields come last. */
  public static List<String> alter(CompositeType from, CompositeType to) {
    List<String> actions = new ArrayList<>();
    for (String gone : dropped(from, to)) {
      actions.add("DROP ATTRIBUTE " + SqlText.name(gone));
    }
    for (Attribute attribute : to.attributes()) {
      Attribute before = from.attribute(attribute.name()).orElse(null);
      if (before == null) {
        actions.add("ADD ATTRIBUTE " + definition(attribute));
      } else if (!before.type().equals(attribute.type())
          || !Objects.equals(before.collation(), attribute.collation())) {
        actions.add(
            "ALTER ATTRIBUTE "
                + SqlText.name(attribute.name())
                + " TYPE "
                + SqlText.type(attribute.type())
                + collate(attribute.collation()));
      }
    }
    List<String> sql = new ArrayList<>();
    if (!actions.isEmpty()) {
      sql.add(
          "ALTER TYPE "
              + SqlText.typeName(to.name())
              + (actions.size() == 1 ? " " : "\n  ")
              + String.join(",\n  ", actions));
    }
    for (Attribute attribute : to.attributes()) {
      Attribute before = from.attribute(attribute.name()).orElse(null);
      String comment = before == null ? null : before.comment();
      if (!Objects.equals(comment, attribute.comment())) {
        sql.add(
            CommentSql.set(CommentSql.column(to.name(), attribute.name()), attribute.comment()));
      }
    }
    return sql;
  }

  public static List<String> dropped(CompositeType from, CompositeType to) {
    return from.attributes().stream()
        .map(Attribute::name)
        .filter(name -> to.attribute(name).isEmpty())
        .toList();
  }

  private static String definition(Attribute attribute) {
    return SqlText.name(attribute.name())
        + " "
        + SqlText.type(attribute.type())
        + collate(attribute.collation());
  }

  private static String collate(@Nullable QualifiedName collation) {
    return collation == null ? "" : " COLLATE " + SqlText.collation(collation);
  }
}

package dev.pgmigrate.intent;

import dev.pgmigrate.change.Rename;
import dev.pgmigrate.diff.Renaming;
import dev.pgmigrate.diff.Sides;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.SchemaObject;
import dev.pgmigrate.sql.DefaultNamespace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The answers, held against the schemas.
 *
 * @param renames in the order in which they happen: columns last, under their table's new name
 * @param moves columns that get into another table, under their name after the renames
 * @param drops under their name after the renames
 */
record ResolvedAnswers(List<Rename> renames, List<Move> moves, Set<ObjectId> drops) {
  private static final List<ObjectKind> KINDS =
      List.of(ObjectKind.TABLE, ObjectKind.SEQUENCE, ObjectKind.ENUM, ObjectKind.DOMAIN);

  static ResolvedAnswers of(Answers answers, Schema desired, Schema current, Sides sides) {
    if (answers.renames().isEmpty() && answers.drops().isEmpty()) {
      return new ResolvedAnswers(List.of(), List.of(), Set.of());
    }
    Set<ObjectId> stated = ids(desired);
    List<Rename> renames = new ArrayList<>();
    List<Move> moves = new ArrayList<>();
    Schema renamed = current;
    // Tables before their columns; what cannot be found yet is an error of its own below.
    List<Answers.Rename> ordered = new ArrayList<>(answers.renames());
    Set<ObjectId> before = ids(current);
    ordered.sort(
        Comparator.comparing(
            r -> find(r.from(), before, renames).stream().anyMatch(ResolvedAnswers::isColumn)));
    for (Answers.Rename answer : ordered) {
      Set<ObjectId> there = ids(renamed);
      ObjectId from = only(answer.written(), answer.from(), there, stated, renames, sides);
      ObjectId to = target(from, answer.to(), stated);
      if (!stated.contains(to)) {
        throw new UnfitAnswerException(
            answer.written(), "there is no " + to + " in " + sides.after());
      }
      if (there.contains(to)) {
        throw new UnfitAnswerException(
            answer.written(), to + " is in " + sides.before() + " already");
      }
      if (isColumn(from) && !from.qualifiedName().equals(to.qualifiedName())) {
        moves.add(new Move(from, to));
        continue;
      }
      Rename rename = new Rename(from, to);
      renames.add(rename);
      renamed = Renaming.of(renamed, List.of(rename));
    }
    Set<ObjectId> drops = new HashSet<>();
    for (Answers.Name name : answers.drops()) {
      drops.add(
          only("-Dmigrate.drop=" + name.written(), name, ids(renamed), stated, renames, sides));
    }
    return new ResolvedAnswers(List.copyOf(renames), List.copyOf(moves), drops);
  }

  private static boolean isColumn(ObjectId id) {
    return id.kind() == ObjectKind.COLUMN;
  }

  private static ObjectId only(
      String answer,
      Answers.Name name,
      Set<ObjectId> there,
      Set<ObjectId> stated,
      List<Rename> renames,
      Sides sides) {
    Set<ObjectId> found = find(name, there, renames);
    if (found.isEmpty()) {
      throw new UnfitAnswerException(
          answer,
          "there is no table, column, sequence or type " + name.written() + " in " + sides.before(),
          "Write table, table.column, schema.table or schema.table.column.");
    }
    List<ObjectId> free = found.stream().filter(id -> !stated.contains(id)).toList();
    if (free.isEmpty()) {
      throw new UnfitAnswerException(
          answer, found.iterator().next() + " is in " + sides.after() + " still");
    }
    if (free.size() > 1) {
      throw new UnfitAnswerException(answer, "it can be any of " + free, "Write the full name.");
    }
    return free.get(0);
  }

  /** What a name can mean, where it is there; a table may go by its old name. */
  private static Set<ObjectId> find(Answers.Name name, Set<ObjectId> there, List<Rename> renames) {
    List<String> parts = name.parts();
    String first = parts.get(0);
    Set<ObjectId> possible = new LinkedHashSet<>();
    if (parts.size() < 3) {
      QualifiedName object =
          parts.size() == 1
              ? new QualifiedName(DefaultNamespace.name(), first)
              : new QualifiedName(first, parts.get(1));
      KINDS.forEach(kind -> possible.add(ObjectId.of(kind, object)));
    }
    if (parts.size() == 2) {
      possible.add(
          ObjectId.column(new QualifiedName(DefaultNamespace.name(), first), parts.get(1)));
    } else if (parts.size() == 3) {
      possible.add(ObjectId.column(new QualifiedName(first, parts.get(1)), parts.get(2)));
    }
    for (ObjectId id : List.copyOf(possible)) {
      ObjectId renamed = id;
      for (Rename rename : renames) {
        renamed = Renaming.of(renamed, rename);
      }
      possible.add(renamed);
    }
    possible.retainAll(there);
    return possible;
  }

  private static ObjectId target(ObjectId from, Answers.Name to, Set<ObjectId> stated) {
    List<String> parts = to.parts();
    String name = parts.get(parts.size() - 1);
    if (isColumn(from) && parts.size() == 1) {
      return ObjectId.column(from.qualifiedName(), name);
    }
    if (isColumn(from)) {
      return find(to, stated, List.of()).stream()
          .filter(ResolvedAnswers::isColumn)
          .findFirst()
          .orElse(
              ObjectId.column(
                  new QualifiedName(
                      parts.size() == 3 ? parts.get(0) : DefaultNamespace.name(),
                      parts.get(parts.size() - 2)),
                  name));
    }
    String namespace = parts.size() > 1 ? parts.get(0) : from.path().get(0);
    return ObjectId.of(from.kind(), new QualifiedName(namespace, name));
  }

  private static Set<ObjectId> ids(Schema schema) {
    Set<ObjectId> ids = new HashSet<>();
    Stream.<List<? extends SchemaObject>>of(
            schema.enums(), schema.domains(), schema.sequences(), schema.tables())
        .flatMap(List::stream)
        .forEach(object -> ids.add(object.id()));
    schema.tables().forEach(t -> t.columns().forEach(c -> ids.add(t.columnId(c.name()))));
    return ids;
  }
}

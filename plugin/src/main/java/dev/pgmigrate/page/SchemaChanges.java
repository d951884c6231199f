package dev.pgmigrate.page;

import dev.pgmigrate.lint.RelationChange;
import dev.pgmigrate.lint.RelationState;
import dev.pgmigrate.page.SchemaChange.Box;
import dev.pgmigrate.page.SchemaChange.Link;
import dev.pgmigrate.page.SchemaChange.Other;
import dev.pgmigrate.page.SchemaChange.Part;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.SchemaObject;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.verify.Verdict;
import dev.pgmigrate.verify.VerifiedRevision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds out what the new revisions together make of the schema. */
final class SchemaChanges {
  private final Renames renames;
  private final Map<QualifiedName, Box> touched = new TreeMap<>();
  private final Set<Link> links = new LinkedHashSet<>();
  private final List<Other> others = new ArrayList<>();

  private SchemaChanges(Renames renames) {
    this.renames = renames;
  }

  /** From the first catalog to the last; where nobody read them, from what was observed. */
  static SchemaChange of(Verdict verdict) {
    List<VerifiedRevision> revisions = verdict.revisions();
    List<RelationChange> observed =
        revisions.stream()
            .flatMap(revision -> revision.watched().statements())
            .flatMap(statement -> statement.effects().changes().stream())
            .toList();
    SchemaChanges changes = new SchemaChanges(Renames.of(observed));
    Schema before = revisions.isEmpty() ? null : revisions.get(0).before();
    Schema after = revisions.isEmpty() ? null : revisions.get(revisions.size() - 1).after();
    return before == null || after == null
        ? changes.observed(observed)
        : changes.between(before, after);
  }

  private SchemaChange between(Schema before, Schema after) {
    Set<QualifiedName> kept = new TreeSet<>();
    for (Table table : after.tables()) {
      QualifiedName first = renames.table(table.name());
      Table old = before.table(first).orElse(null);
      kept.add(first);
      if (!table.equals(old)) {
        touch(old == null ? null : TableShape.of(old), TableShape.of(table));
      }
    }
    for (Table table : before.tables()) {
      if (!kept.contains(table.name())) {
        touch(TableShape.of(table), null);
      }
    }
    link(before, after);
    others(before, after);
    return result();
  }

  private SchemaChange observed(List<RelationChange> changes) {
    Map<QualifiedName, RelationState> before = new LinkedHashMap<>();
    Map<QualifiedName, RelationState> after = new LinkedHashMap<>();
    for (RelationChange change : changes) {
      if (change.relation().isTable()) {
        RelationState old = change.before();
        RelationState now = change.after();
        if (old != null && !after.containsKey(old.relation().name())) {
          before.put(old.relation().name(), old);
        }
        after.remove(change.relation().name());
        if (now != null) {
          after.put(now.relation().name(), now);
        }
      }
    }
    Set<QualifiedName> kept = new TreeSet<>();
    after.forEach(
        (name, state) -> {
          RelationState old = before.get(renames.table(name));
          kept.add(renames.table(name));
          if (old == null || !old.columns().equals(state.columns())) {
            touch(old == null ? null : TableShape.of(old), TableShape.of(state));
          }
        });
    before.forEach(
        (name, state) -> {
          if (!kept.contains(name)) {
            touch(TableShape.of(state), null);
          }
        });
    return result();
  }

  private SchemaChange result() {
    List<Box> boxes = new ArrayList<>(touched.values());
    links.stream()
        .<QualifiedName>mapMulti(
            (link, out) -> {
              out.accept(link.from());
              out.accept(link.to());
            })
        .distinct()
        .filter(name -> !touched.containsKey(name))
        .forEach(name -> boxes.add(new Box(name, Mark.SAME, "", true, List.of(), 0)));
    return new SchemaChange(boxes, List.copyOf(links), others);
  }

  private void touch(@Nullable TableShape old, @Nullable TableShape now) {
    TableShape there = Objects.requireNonNull(now == null ? old : now);
    List<Part> parts =
        old != null && now != null
            ? changed(old, now)
            : there.parts().stream()
                .filter(part -> part.kind().equals(TableShape.COLUMN))
                .map(part -> part(part, Mark.SAME))
                .toList();
    Mark mark = now == null ? Mark.GONE : old == null ? Mark.NEW : Mark.CHANGED;
    long drawn = parts.stream().filter(Part::isColumn).filter(p -> p.mark() != Mark.GONE).count();
    long all = there.parts().stream().filter(part -> part.kind().equals(TableShape.COLUMN)).count();
    touched.put(
        there.name(),
        new Box(
            there.name(),
            mark,
            old == null || old.name().equals(there.name()) ? "" : ReadableNames.of(old.name()),
            false,
            parts,
            all - drawn));
  }

  /** What is new, changed or gone, and the key, in the order of the table. */
  private List<Part> changed(TableShape old, TableShape now) {
    Map<List<String>, TableShape.Part> left = new LinkedHashMap<>();
    old.parts().forEach(part -> left.put(List.of(part.kind(), part.name()), part));
    List<Part> parts = new ArrayList<>();
    for (TableShape.Part part : now.parts()) {
      boolean column = part.kind().equals(TableShape.COLUMN);
      String first = column ? renames.column(now.name(), part.name()) : part.name();
      TableShape.Part was = left.remove(List.of(part.kind(), first));
      if (was == null) {
        parts.add(part(part, Mark.NEW));
      } else if (!was.words().equals(part.words()) || !first.equals(part.name())) {
        parts.add(
            new Part(
                part.kind(),
                part.name(),
                first.equals(part.name()) ? "" : first,
                difference(was.words(), part.words()),
                Mark.CHANGED,
                part.key()));
      } else if (part.key()) {
        parts.add(part(part, Mark.SAME));
      }
    }
    left.values().forEach(part -> parts.add(part(part, Mark.GONE)));
    return parts;
  }

  private static Part part(TableShape.Part part, Mark mark) {
    return new Part(part.kind(), part.name(), "", String.join(" ", part.words()), mark, part.key());
  }

  private static String difference(List<String> before, List<String> after) {
    String gone = without(before, after);
    String come = without(after, before);
    if (gone.isEmpty() || come.isEmpty()) {
      return gone.isEmpty() ? come : "no longer " + gone;
    }
    return gone + " → " + come;
  }

  private static String without(List<String> words, List<String> others) {
    return words.stream().filter(word -> !others.contains(word)).collect(Collectors.joining(" "));
  }

  /** A key that leads from or to a touched table is drawn, and what is at its other end. */
  private void link(Schema before, Schema after) {
    Map<List<Object>, Link> old = new LinkedHashMap<>();
    for (Table table : before.tables()) {
      for (ForeignKey key : table.constraints(ForeignKey.class)) {
        old.put(
            identity(table.name(), key, Function.identity(), (owner, column) -> column),
            new Link(table.name(), key.target(), key.columns(), Mark.GONE));
      }
    }
    for (Table table : after.tables()) {
      for (ForeignKey key : table.constraints(ForeignKey.class)) {
        boolean kept =
            old.remove(identity(table.name(), key, renames::table, renames::column)) != null;
        add(new Link(table.name(), key.target(), key.columns(), kept ? Mark.SAME : Mark.NEW));
      }
    }
    Map<QualifiedName, QualifiedName> renamed = new HashMap<>();
    after.tables().forEach(table -> renamed.put(renames.table(table.name()), table.name()));
    old.values()
        .forEach(
            link ->
                add(
                    new Link(
                        renamed.getOrDefault(link.from(), link.from()),
                        renamed.getOrDefault(link.to(), link.to()),
                        link.columns(),
                        Mark.GONE)));
  }

  private void add(Link link) {
    if (touched.containsKey(link.from()) || touched.containsKey(link.to())) {
      links.add(link);
    }
  }

  /** The first name of a column of a table. */
  private interface ColumnName {
    String of(QualifiedName table, String column);
  }

  private static List<Object> identity(
      QualifiedName table,
      ForeignKey key,
      Function<QualifiedName, QualifiedName> tables,
      ColumnName columns) {
    return List.of(
        tables.apply(table),
        key.columns().stream().map(column -> columns.of(table, column)).toList(),
        tables.apply(key.target()));
  }

  private void others(Schema before, Schema after) {
    Map<ObjectId, SchemaObject> old = new LinkedHashMap<>();
    before.objects().forEach(object -> old.put(object.id(), object));
    after
        .objects()
        .forEach(
            object -> {
              SchemaObject was = old.remove(object.id());
              if (!object.equals(was)) {
                other(object, was == null ? Mark.NEW : Mark.CHANGED);
              }
            });
    old.values().forEach(object -> other(object, Mark.GONE));
  }

  private void other(SchemaObject object, Mark mark) {
    if (!(object instanceof Table)) {
      String id = object.id().toString();
      String kind = object.id().kind().word();
      others.add(
          new Other(
              kind.replace('-', ' '),
              ReadableNames.identity(id.substring(kind.length() + 1)),
              mark));
    }
  }
}

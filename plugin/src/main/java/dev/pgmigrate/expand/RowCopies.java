package dev.pgmigrate.expand;

import dev.pgmigrate.change.Backfill;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.PrimaryKey;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The copies between two places, one for each table. A row is locked before it is read, so that
 * nothing that others write meanwhile is written over.
 */
record RowCopies(RowSync sync) {
  List<RowSync.Copy> toParts() {
    List<String> key = key(sync.wide());
    return sync.parts().stream()
        .filter(part -> !part.stays() || !part.columns().isEmpty())
        .map(
            part ->
                new RowSync.Copy(
                    SqlText.name(sync.wide().name()),
                    key,
                    toPart(part, "\n    AND ", Backfill.range(key), "\n  FOR NO KEY UPDATE"),
                    toPart(part, "", "", "")))
        .toList();
  }

  private Statement toPart(RowSync.Part part, String and, String range, String lock) {
    String comment =
        "Copy values from "
            + SqlText.name(sync.wide().name())
            + " to "
            + SqlText.name(part.table().name())
            + ".";
    if (part.referred()) {
      return (range.isEmpty() ? numberedCopy(part) : touched(part, range))
          .withComments(List.of(comment));
    }
    if (part.stays()) {
      return moved(
              part,
              "UPDATE " + SqlText.name(part.table().name()) + " AS n\n  SET ",
              part.columns().stream()
                  .map(p -> RowSync.partName(p) + " = s." + RowSync.wideName(p))
                  .collect(RowSync.joining()),
              part.columns().stream().map(p -> "w." + RowSync.wideName(p)).toList(),
              part.key().stream().map(p -> "w." + RowSync.wideName(p)).toList(),
              RowSync.match(part, "n.", "s."),
              part.columns().stream()
                  .map(
                      p ->
                          RowSync.differ(p, "n." + RowSync.partName(p), "s." + RowSync.wideName(p)))
                  .collect(Collectors.joining(" OR ")),
              range,
              lock)
          .withComments(List.of(comment));
    }
    String select =
        "SELECT "
            + RowSync.values(part, "")
            + "\n  FROM "
            + SqlText.name(sync.wide().name())
            + "\n  WHERE "
            + (range.isEmpty() ? "" : range + and)
            + sync.belongs(part, "")
            + lock;
    return Statement.of(sync.upsert(part, select, SqlText.name(part.table().name())))
        .withComments(List.of(comment));
  }

  /** The trigger makes the row that is missing. */
  private Statement touched(RowSync.Part part, String range) {
    String column = RowSync.wideName(part.columns().get(0));
    return Statement.of(
        "UPDATE "
            + SqlText.name(sync.wide().name())
            + "\n  SET "
            + column
            + " = "
            + column
            + "\n  WHERE "
            + range
            + "\n    AND "
            + RowSync.wideName(part.key().get(0))
            + " IS NULL\n    AND "
            + sync.belongs(part, ""));
  }

  /** In one statement, at whose end every reference has its row. */
  private Statement numberedCopy(RowSync.Part part) {
    List<String> key = key(sync.wide());
    String values = part.columns().stream().map(RowSync::wideName).collect(RowSync.joining());
    String reference = RowSync.wideName(part.key().get(0));
    return Statement.of(
        "WITH numbered AS (\n    SELECT "
            + String.join(", ", key)
            + ", "
            + Objects.requireNonNull(part.number()).value()
            + " AS number, "
            + values
            + "\n    FROM "
            + SqlText.name(sync.wide().name())
            + "\n    WHERE "
            + reference
            + " IS NULL AND "
            + sync.belongs(part, "")
            + "\n  ), inserted AS (\n    INSERT INTO "
            + SqlText.name(part.table().name())
            + " ("
            + RowSync.columns(part)
            + ")\n    SELECT number, "
            + values
            + " FROM numbered\n  )\nUPDATE "
            + SqlText.name(sync.wide().name())
            + " AS w\n  SET "
            + reference
            + " = s.number\n  FROM numbered AS s\n  WHERE "
            + key.stream().map(k -> "w." + k + " = s." + k).collect(Collectors.joining(" AND ")));
  }

  List<RowSync.Copy> toWide() {
    return sync.parts().stream()
        .filter(RowSync.Part::writes)
        .map(
            part -> {
              List<String> key = key(part.table());
              return new RowSync.Copy(
                  SqlText.name(part.table().name()),
                  key,
                  toWide(part, Backfill.range(key), "\n    FOR NO KEY UPDATE OF w, n"),
                  toWide(part, "", ""));
            })
        .toList();
  }

  private Statement toWide(RowSync.Part part, String range, String lock) {
    return moved(
            part,
            "UPDATE " + SqlText.name(sync.wide().name()) + " AS w\n  SET ",
            sync.assignments(part, "s."),
            part.columns().stream().map(p -> "n." + RowSync.partName(p)).toList(),
            part.key().stream().map(p -> "n." + RowSync.partName(p)).toList(),
            RowSync.back(part, "w.", "s."),
            sync.outdated(part, "s."),
            range,
            lock)
        .withComments(
            List.of(
                "Copy values from "
                    + SqlText.name(part.table().name())
                    + " to "
                    + SqlText.name(sync.wide().name())
                    + "."));
  }

  /** An UPDATE from a join of both, whose rows are locked before they are read. */
  private Statement moved(
      RowSync.Part part,
      String update,
      String set,
      List<String> values,
      List<String> key,
      String match,
      String differs,
      String range,
      String lock) {
    String selected = Stream.concat(key.stream(), values.stream()).collect(RowSync.joining());
    String walked = key.get(0).substring(0, 2);
    return Statement.of(
        update
            + set
            + "\n  FROM (\n    SELECT "
            + selected
            + "\n    FROM "
            + SqlText.name(sync.wide().name())
            + " AS w\n    JOIN "
            + SqlText.name(part.table().name())
            + " AS n ON "
            + RowSync.match(part, "n.", "w.")
            + (range.isEmpty() ? "" : "\n    WHERE " + qualified(range, walked))
            + lock
            + "\n  ) AS s\n  WHERE "
            + match
            + "\n    AND ("
            + differs
            + ")");
  }

  /** The condition of a range with its columns qualified. */
  private static String qualified(String range, String alias) {
    int between = range.lastIndexOf(" BETWEEN ");
    String columns = range.substring(0, between);
    String inner = columns.startsWith("(") ? columns.substring(1, columns.length() - 1) : columns;
    String qualified =
        Stream.of(inner.split(", ")).map(name -> alias + name).collect(Collectors.joining(", "));
    return (columns.startsWith("(") ? "(" + qualified + ")" : qualified) + range.substring(between);
  }

  private static List<String> key(Table table) {
    return table
        .primaryKey()
        .filter(key -> !key.isTemporal())
        .map(PrimaryKey::columns)
        .map(columns -> columns.stream().map(SqlText::name).toList())
        .orElse(List.of("ctid"));
  }
}

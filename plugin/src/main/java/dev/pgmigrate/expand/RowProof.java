package dev.pgmigrate.expand;

import dev.pgmigrate.change.Offenders;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.change.WarningKind;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Proves that nothing is lost with the old place, and says what is. */
record RowProof(RowSync sync) {
  /** Fails if the two places of a row differ: then a value would be lost. */
  List<Statement> check() {
    List<Statement> statements = new ArrayList<>();
    RowSync.Kind kind = sync.kind();
    if (kind != null && sync.splits()) {
      String name = SqlText.name(kind.column().name());
      String unknown =
          name
              + " NOT IN ("
              + kind.known().stream().map(sync::value).collect(RowSync.joining())
              + ")";
      statements.add(
          raise(
                  SqlText.name(sync.wide().name()) + "\n    WHERE " + unknown,
                  "% has rows whose % is none of %",
                  List.of(SqlText.name(sync.wide().name()), name, String.join(", ", kind.known())),
                  "No new table takes these rows: SELECT * FROM "
                      + SqlText.name(sync.wide().name())
                      + " WHERE "
                      + unknown)
              .withComments(List.of("Stop if a row belongs to no known class.")));
    }
    for (RowSync.Part part : sync.parts()) {
      List<String> differences = new ArrayList<>();
      part.columns()
          .forEach(
              p ->
                  differences.add(
                      RowSync.differ(p, "w." + RowSync.wideName(p), "n." + RowSync.partName(p))));
      if (!part.values().isEmpty()) {
        differences.add(
            "(n."
                + RowSync.partName(part.key().get(0))
                + " IS NULL) = (("
                + sync.belongs(part, "w.")
                + ") IS TRUE)");
      }
      String condition =
          SqlText.name(sync.wide().name())
              + " AS w\n    LEFT JOIN "
              + SqlText.name(part.table().name())
              + " AS n ON "
              + RowSync.match(part, "n.", "w.")
              + "\n    WHERE "
              + String.join("\n      OR ", differences);
      statements.add(
          raise(
                  condition,
                  "rows of % and % differ",
                  List.of(SqlText.name(sync.wide().name()), SqlText.name(part.table().name())),
                  "Rows were written while triggers were off: SELECT w.* FROM "
                      + condition.replaceAll("\\s+", " "))
              .withComments(
                  List.of(
                      "Stop if a value of "
                          + (sync.splits()
                              ? SqlText.name(sync.wide().name())
                              : SqlText.name(part.table().name()))
                          + " is missing in "
                          + (sync.splits()
                              ? SqlText.name(part.table().name())
                              : SqlText.name(sync.wide().name()))
                          + ".")));
    }
    return statements;
  }

  private static Statement raise(String rows, String message, List<String> arguments, String hint) {
    return Statement.of(
        "DO "
            + SqlText.body(
                "BEGIN\n  IF EXISTS (\n    SELECT FROM "
                    + rows
                    + "\n  ) THEN\n    RAISE EXCEPTION "
                    + SqlText.literal(message)
                    + ", "
                    + SqlText.literals(arguments)
                    + "\n      USING HINT = "
                    + SqlText.literal(hint)
                    + ";\n  END IF;\nEND\n"));
  }

  List<Warning> warnings() {
    List<Warning> warnings = new ArrayList<>();
    for (RowSync.Part part : sync.parts()) {
      if (sync.splits() || part.stays()) {
        continue;
      }
      Table table = part.table();
      String name = SqlText.name(table.name());
      Set<String> kept = new HashSet<>();
      RowSync.pairs(part).forEach(pair -> kept.add(pair.part().name()));
      table.primaryKey().ifPresent(key -> kept.addAll(key.columns()));
      List<String> lost =
          table.columns().stream()
              .filter(c -> !kept.contains(c.name()) && c.generated() == null)
              .map(Column::name)
              .map(SqlText::name)
              .toList();
      if (!lost.isEmpty()) {
        String list = String.join(", ", lost);
        warnings.add(
            WarningKind.DATA_LOSS.on(
                table.id(),
                "drops table "
                    + name
                    + " with the values of "
                    + list
                    + ", which move to no other table",
                Offenders.where(table.name(), "num_nonnulls(" + list + ") > 0", "lose a value")));
      }
      if (part.referred()) {
        String referring =
            part.key().stream()
                .map(p -> "w." + RowSync.wideName(p) + " = " + name + "." + RowSync.partName(p))
                .collect(Collectors.joining(" AND "));
        warnings.add(
            WarningKind.DATA_LOSS.on(
                table.id(),
                "drops the rows of "
                    + name
                    + " that no row of "
                    + SqlText.name(sync.wide().name())
                    + " refers to",
                Offenders.where(
                    table.name(),
                    "NOT EXISTS (SELECT FROM "
                        + SqlText.name(sync.wide().name())
                        + " w WHERE "
                        + referring
                        + ")",
                    "are lost")));
      }
    }
    return warnings;
  }
}

package dev.pgmigrate.expand;

import dev.pgmigrate.change.Warning;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.ObjectName;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Columns that move between a table and the tables that share its key: the tables of subclasses, a
 * secondary table. Triggers keep both places in step, so that the previous release, which knows the
 * one, and the new one, which knows the other, can both run.
 *
 * <p>The triggers run with the rights of their owner, because the previous release has no grant on
 * a new table. They write only what differs, so they do not call each other for ever.
 *
 * @param wide the table that the others refer to with their primary key
 * @param parts the referencing tables, each after those that it refers to
 * @param kind what tells the class of a row; null where no class has a table of its own
 * @param splits whether the columns move from the wide table to the others
 */
public record RowSync(Table wide, List<Part> parts, @Nullable Kind kind, boolean splits) {
  /**
   * A table that has a row for some rows of the wide one.
   *
   * @param key its primary key and the one that it refers to
   * @param columns the columns that move
   * @param own the value of the discriminator for its class; null if the class is abstract
   * @param values those of its class and of all classes below it; empty where the wide row has one
   *     if a value is there
   * @param bare it has no other columns: a row without values is no row
   * @param stays it is there before and afterwards: both releases insert its rows themselves
   * @param number the column of a key of its own and what gives it a value; null where it has none,
   *     or PostgreSQL gives one
   * @param referred the wide row refers to it, and not the other way round
   */
  public record Part(
      Table table,
      List<Pair> key,
      List<Pair> columns,
      @Nullable String own,
      List<String> values,
      boolean bare,
      boolean stays,
      @Nullable OwnKey number,
      boolean referred) {
    public Part {
      key = List.copyOf(key);
      columns = List.copyOf(columns);
      values = List.copyOf(values);
    }

    private String name() {
      return qualified(table.name());
    }

    /** Whether its rows say something to the wide table. */
    boolean writes() {
      return !columns.isEmpty() || own != null;
    }
  }

  /** A column and the expression that numbers its rows. */
  public record OwnKey(Column column, String value) {}

  /** A column of the wide table and its like in the other one. */
  public record Pair(Column wide, Column part) {}

  /**
   * The discriminator.
   *
   * @param root the value for the class of the wide table; null if it is abstract
   * @param known all values
   */
  public record Kind(Column column, @Nullable String root, List<String> known) {
    public Kind {
      known = List.copyOf(known);
    }
  }

  public RowSync {
    parts = List.copyOf(parts);
  }

  // Names

  /** The functions that the triggers call. */
  public List<ObjectId> functions() {
    return Stream.concat(Stream.of(wide), parts.stream().map(Part::table))
        .map(this::function)
        .map(
            name -> new ObjectId(ObjectKind.FUNCTION, List.of(name.namespace(), name.name(), "()")))
        .toList();
  }

  /** Whether a trigger is one of these. */
  public boolean has(Definition definition) {
    ObjectId id = definition.id();
    return functions().contains(id)
        || (id.kind() == ObjectKind.TRIGGER
            && Stream.concat(Stream.of(wide), parts.stream().map(Part::table))
                .anyMatch(
                    table ->
                        id.qualifiedName().equals(table.name())
                            && Set.of(trigger(table), before(table)).contains(id.name())));
  }

  private QualifiedName function(Table table) {
    return new QualifiedName(table.name().namespace(), name(table, ""));
  }

  private String trigger(Table table) {
    return name(table, "");
  }

  /** The trigger that acts before a row is written or deleted. */
  private String before(Table table) {
    return name(table, "_first");
  }

  /** With the first column, so that two moves can be under way at a time. */
  private String name(Table table, String suffix) {
    String column =
        parts.stream()
            .flatMap(part -> part.columns().stream())
            .map(pair -> pair.wide().name())
            .findFirst()
            .orElse("rows");
    String name = ObjectName.of(table.name().name(), column, "move" + suffix);
    boolean whole = name.equals(table.name().name() + "_" + column + "_move" + suffix);
    String hash = Integer.toHexString((table.name() + column).hashCode());
    return whole ? name : ObjectName.of(table.name().name(), column, hash + "_move" + suffix);
  }

  // Triggers

  /** Keeps both places in step from now on: for each table what locks it. */
  public List<List<Statement>> guards() {
    String from = splits ? SqlText.name(wide.name()) : names();
    String to = splits ? names() : SqlText.name(wide.name());
    List<List<Statement>> guards = new ArrayList<>();
    List<Statement> first = new ArrayList<>();
    first.add(
        function(wide, refers() ? referringBody(parts.get(0)) : wideBody())
            .withComments(
                List.of(
                    "The previous release writes " + from + ", the new one " + to + ".",
                    "The triggers copy what either release writes to the other place.")));
    first.add(revoke(wide));
    first.add(
        trigger(
            wide,
            trigger(wide),
            (refers() ? "BEFORE" : "AFTER")
                + " INSERT OR UPDATE OF "
                + String.join(", ", wideColumns())));
    if (!refers()) {
      first.add(trigger(wide, before(wide), "BEFORE DELETE"));
    }
    guards.add(first);
    for (Part part : parts) {
      if (part.writes()) {
        List<Statement> statements = new ArrayList<>();
        statements.add(function(part.table(), partBody(part)));
        statements.add(revoke(part.table()));
        statements.add(trigger(part.table(), trigger(part.table()), partEvents(part)));
        if (part.stays()) {
          statements.add(trigger(part.table(), before(part.table()), "BEFORE INSERT"));
        }
        guards.add(statements);
      }
    }
    return guards;
  }

  /** From now on the places are written on their own. */
  public List<List<Statement>> unguards() {
    List<List<Statement>> unguards = new ArrayList<>();
    unguards.add(
        unguard(wide, refers() ? List.of(trigger(wide)) : List.of(trigger(wide), before(wide))));
    for (Part part : parts) {
      if (part.writes()) {
        List<String> triggers = new ArrayList<>(List.of(trigger(part.table())));
        if (part.stays()) {
          triggers.add(before(part.table()));
        }
        unguards.add(unguard(part.table(), triggers));
      }
    }
    return unguards;
  }

  private List<Statement> unguard(Table table, List<String> triggers) {
    List<String> sql = new ArrayList<>();
    triggers.forEach(
        name ->
            sql.add("DROP TRIGGER " + SqlText.name(name) + " ON " + SqlText.name(table.name())));
    sql.add("DROP FUNCTION " + SqlText.name(function(table)) + "()");
    return SqlText.statements(sql);
  }

  private Statement function(Table table, String body) {
    return Statement.of(
        "CREATE FUNCTION "
            + SqlText.name(function(table))
            + "()\n  RETURNS trigger\n  LANGUAGE plpgsql\n  SECURITY DEFINER\n"
            + "  SET search_path = ''\nAS "
            + SqlText.body(body));
  }

  /** Else whoever may make triggers could write these tables with the owner's rights. */
  private Statement revoke(Table table) {
    return Statement.of(
        "REVOKE EXECUTE ON FUNCTION " + SqlText.name(function(table)) + "() FROM PUBLIC");
  }

  private Statement trigger(Table table, String name, String events) {
    return Statement.of(
        "CREATE TRIGGER "
            + SqlText.name(name)
            + "\n  "
            + events
            + " ON "
            + SqlText.name(table.name())
            + "\n  FOR EACH ROW EXECUTE FUNCTION "
            + SqlText.name(function(table))
            + "()");
  }

  /** Whether the wide table refers to the other one. */
  private boolean refers() {
    return parts.get(0).referred();
  }

  private List<String> wideColumns() {
    List<String> columns = new ArrayList<>();
    if (refers()) {
      parts.get(0).key().forEach(pair -> columns.add(wideName(pair)));
    }
    if (kind != null) {
      columns.add(SqlText.name(kind.column().name()));
    }
    parts.stream()
        .flatMap(part -> part.columns().stream())
        .map(pair -> SqlText.name(pair.wide().name()))
        .distinct()
        .forEach(columns::add);
    return columns;
  }

  private static String partEvents(Part part) {
    String columns =
        part.columns().stream()
            .map(pair -> SqlText.name(pair.part().name()))
            .collect(Collectors.joining(", "));
    if (part.referred()) {
      return "AFTER UPDATE OF " + columns;
    }
    return "AFTER INSERT"
        + (columns.isEmpty() ? "" : " OR UPDATE OF " + columns)
        + (part.own() == null && part.values().isEmpty() ? " OR DELETE" : "");
  }

  private String wideBody() {
    StringBuilder body = new StringBuilder("BEGIN\n  IF TG_OP = 'DELETE' THEN\n");
    List<Part> last = new ArrayList<>(parts);
    Collections.reverse(last);
    for (Part part : last) {
      body.append("    DELETE FROM " + part.name() + " WHERE " + match(part, "", "OLD.") + ";\n");
    }
    body.append("    RETURN OLD;\n  END IF;\n");
    for (Part part : parts) {
      if (part.stays()) {
        body.append("  " + update(part, "NEW.").replace("\n", "\n  ") + ";\n");
        continue;
      }
      body.append("  IF " + belongs(part, "NEW.") + " THEN\n    ");
      body.append(
          upsert(part, "VALUES (" + values(part, "NEW.") + ")", part.name())
              .replace("\n", "\n    "));
      body.append(";\n");
      if (part.values().isEmpty()) {
        body.append("  ELSE\n    -- No value is left.\n    ");
        body.append(
            part.bare()
                ? "DELETE FROM " + part.name() + " WHERE " + match(part, "", "NEW.")
                : update(part, "NEW.").replace("\n", "\n    "));
        body.append(";\n");
      }
      body.append("  END IF;\n");
    }
    return body.append("  RETURN NULL;\nEND\n").toString();
  }

  /** A row that refers to its part: the part is made first. */
  private String referringBody(Part part) {
    String reference = "NEW." + wideName(part.key().get(0));
    return "BEGIN\n  IF "
        + reference
        + " IS DISTINCT FROM OLD."
        + wideName(part.key().get(0))
        + " THEN\n    -- It refers to another row now: take the values of that row.\n    SELECT "
        + part.columns().stream().map(RowSync::partName).collect(joining())
        + "\n      INTO "
        + part.columns().stream().map(p -> "NEW." + wideName(p)).collect(joining())
        + "\n      FROM "
        + part.name()
        + "\n      WHERE "
        + match(part, "", "NEW.")
        + ";\n  ELSIF "
        + belongs(part, "NEW.")
        + " THEN\n    IF "
        + reference
        + " IS NULL THEN\n      "
        + reference
        + " := "
        + Objects.requireNonNull(part.number()).value()
        + ";\n    END IF;\n    "
        + upsert(
                part,
                "VALUES (" + pairs(part).map(p -> "NEW." + wideName(p)).collect(joining()) + ")",
                part.name())
            .replace("\n", "\n    ")
        + ";\n  ELSIF "
        + reference
        + " IS NOT NULL THEN\n    -- No value is left.\n    "
        + update(part, "NEW.").replace("\n", "\n    ")
        + ";\n  END IF;\n  RETURN NEW;\nEND\n";
  }

  private String partBody(Part part) {
    StringBuilder body = new StringBuilder("BEGIN\n");
    if (part.referred()) {
      body.append("  -- The referencing row may be the one that is being written.\n");
      body.append("  IF pg_trigger_depth() > 1 THEN\n    RETURN NULL;\n  END IF;\n");
    }
    if (part.stays()) {
      body.append("  IF TG_WHEN = 'BEFORE' THEN\n");
      body.append("    -- The other place may already have values that the new row lacks.\n");
      body.append("    IF " + nulls(part, "NEW.") + " THEN\n      SELECT ");
      body.append(part.columns().stream().map(RowSync::wideName).collect(joining()));
      body.append("\n        INTO ");
      body.append(part.columns().stream().map(p -> "NEW." + partName(p)).collect(joining()));
      body.append("\n        FROM " + qualified(wide.name()));
      body.append("\n        WHERE " + back(part, "", "NEW.") + ";\n    END IF;\n");
      body.append("    RETURN NEW;\n  END IF;\n");
    }
    if (part.own() == null && part.values().isEmpty() && !part.referred()) {
      body.append("  IF TG_OP = 'DELETE' THEN\n");
      body.append("    -- Not if the row of the other table is being deleted.\n");
      body.append("    IF pg_trigger_depth() = 1 THEN\n      UPDATE " + qualified(wide.name()));
      body.append("\n        SET ");
      body.append(part.columns().stream().map(p -> wideName(p) + " = NULL").collect(joining()));
      body.append("\n        WHERE " + back(part, "", "OLD.") + ";\n    END IF;\n");
      body.append("    RETURN NULL;\n  END IF;\n");
    }
    body.append("  UPDATE " + qualified(wide.name()) + " AS w\n    SET ");
    body.append(assignments(part, "NEW."));
    body.append("\n    WHERE " + back(part, "w.", "NEW."));
    body.append("\n      AND (" + outdated(part, "NEW.") + ");\n  RETURN NULL;\nEND\n");
    return body.toString();
  }

  // What belongs where

  /** Whether a wide row has one in the other table. */
  String belongs(Part part, String row) {
    if (kind != null && !part.values().isEmpty()) {
      return row
          + SqlText.name(kind.column().name())
          + (part.values().size() == 1
              ? " = " + value(part.values().get(0))
              : " IN (" + part.values().stream().map(this::value).collect(joining()) + ")");
    }
    List<String> values = part.columns().stream().map(p -> row + wideName(p)).toList();
    return values.size() == 1
        ? values.get(0) + " IS NOT NULL"
        : "num_nonnulls(" + String.join(", ", values) + ") > 0";
  }

  private static String nulls(Part part, String row) {
    List<String> values = part.columns().stream().map(p -> row + partName(p)).toList();
    return values.size() == 1
        ? values.get(0) + " IS NULL"
        : "num_nonnulls(" + String.join(", ", values) + ") = 0";
  }

  /** A discriminator's value as a literal of its type. */
  String value(String value) {
    boolean number =
        kind != null
            && Set.of("smallint", "integer", "bigint").contains(kind.column().type().text());
    return number ? value : SqlText.literal(value);
  }

  static String match(Part part, String own, String other) {
    return part.key().stream()
        .map(p -> own + partName(p) + " = " + other + wideName(p))
        .collect(Collectors.joining(" AND "));
  }

  static String back(Part part, String own, String other) {
    return part.key().stream()
        .map(p -> own + wideName(p) + " = " + other + partName(p))
        .collect(Collectors.joining(" AND "));
  }

  static String differ(Pair pair, String one, String other) {
    return pair.wide().type().equals(pair.part().type())
        ? ColumnSync.differ(pair.wide(), one, other)
        : one + " IS DISTINCT FROM " + other;
  }

  static Stream<Pair> pairs(Part part) {
    return Stream.concat(part.key().stream(), part.columns().stream());
  }

  /** The columns of a new row of a part. */
  static String columns(Part part) {
    Stream<String> own =
        Stream.ofNullable(numbered(part)).map(number -> SqlText.name(number.column().name()));
    return Stream.concat(own, pairs(part).map(RowSync::partName)).collect(joining());
  }

  static String values(Part part, String row) {
    Stream<String> own = Stream.ofNullable(numbered(part)).map(OwnKey::value);
    return Stream.concat(own, pairs(part).map(p -> row + wideName(p))).collect(joining());
  }

  /** What numbers a row that does not have the number from the referencing row. */
  private static @Nullable OwnKey numbered(Part part) {
    return part.referred() ? null : part.number();
  }

  String upsert(Part part, String rows, String table) {
    String keys = part.key().stream().map(RowSync::partName).collect(joining());
    String action =
        part.columns().isEmpty()
            ? "DO NOTHING"
            : "DO UPDATE SET "
                + part.columns().stream()
                    .map(p -> partName(p) + " = EXCLUDED." + partName(p))
                    .collect(joining())
                + "\n  WHERE "
                + part.columns().stream()
                    .map(p -> differ(p, "n." + partName(p), "EXCLUDED." + partName(p)))
                    .collect(Collectors.joining(" OR "));
    return "INSERT INTO "
        + table
        + " AS n ("
        + columns(part)
        + ")\n  "
        + rows
        + "\n  ON CONFLICT ("
        + keys
        + ") "
        + action;
  }

  static String update(Part part, String row) {
    return "UPDATE "
        + part.name()
        + " AS n\n  SET "
        + part.columns().stream()
            .map(p -> partName(p) + " = " + row + wideName(p))
            .collect(joining())
        + "\n  WHERE "
        + match(part, "n.", row)
        + "\n    AND ("
        + part.columns().stream()
            .map(p -> differ(p, "n." + partName(p), row + wideName(p)))
            .collect(Collectors.joining(" OR "))
        + ")";
  }

  /** What a wide row gets from a row of the other table. */
  String assignments(Part part, String row) {
    List<String> set = new ArrayList<>();
    part.columns().forEach(p -> set.add(wideName(p) + " = " + row + partName(p)));
    String own = part.own();
    if (kind != null && own != null) {
      String name = SqlText.name(kind.column().name());
      set.add(
          name
              + " = "
              + (part.values().size() == 1
                  ? value(own)
                  : "CASE WHEN "
                      + belongs(part, "w.")
                      + " THEN w."
                      + name
                      + " ELSE "
                      + value(own)
                      + " END"));
    }
    return String.join(", ", set);
  }

  String outdated(Part part, String row) {
    List<String> differences = new ArrayList<>();
    part.columns().forEach(p -> differences.add(differ(p, "w." + wideName(p), row + partName(p))));
    if (kind != null && part.own() != null) {
      differences.add("(" + belongs(part, "w.") + ") IS NOT TRUE");
    }
    return String.join(" OR ", differences);
  }

  // Steps

  /** A copy: what it walks, and the statement with and without a range. */
  public record Copy(String walked, List<String> key, Statement ranged, Statement whole) {
    public Copy {
      key = List.copyOf(key);
    }
  }

  /** Gives the new place what the old one has, table by table. */
  public List<Copy> copies() {
    RowCopies copies = new RowCopies(this);
    return splits ? copies.toParts() : copies.toWide();
  }

  /** Gives the old place what the new one has, table by table. */
  public List<Copy> copiesBack() {
    RowCopies copies = new RowCopies(this);
    return splits ? copies.toWide() : copies.toParts();
  }

  /** Fails if the two places of a row differ: then a value would be lost. */
  public List<Statement> check() {
    return new RowProof(this).check();
  }

  /** What is lost with the old place, because it moved nowhere. */
  public List<Warning> warnings() {
    return new RowProof(this).warnings();
  }

  private String names() {
    return parts.stream()
        .map(part -> SqlText.name(part.table().name()))
        .collect(Collectors.joining(", "));
  }

  static String wideName(Pair pair) {
    return SqlText.name(pair.wide().name());
  }

  static String partName(Pair pair) {
    return SqlText.name(pair.part().name());
  }

  /** As it is found with an empty search_path. */
  private static String qualified(QualifiedName name) {
    return SqlText.name(name.namespace()) + "." + SqlText.name(name.name());
  }

  static java.util.stream.Collector<CharSequence, ?, String> joining() {
    return Collectors.joining(", ");
  }
}

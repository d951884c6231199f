package dev.pgmigrate.ddl;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.SchemaObject;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an object has only in the database that executes a step, so that no revision knows of it:
 * owner, grants, comments, security labels. The step reads them from the catalog and gives them to
 * the object that takes its place; what the revisions say comes after that, so the revisions win.
 *
 * <p>An object that is dropped and created leaves them in a setting of the transaction: that needs
 * no privilege, works behind a pooler, and ends with the transaction. An object that is still there
 * beside its successor needs no such detour.
 *
 * <p>PostgreSQL drops some parts silently: the triggers of a view, the indexes of a column. The
 * step refuses to lose one that the revisions do not know.
 */
public final class LiveState {
  /** An object that is dropped and created again. */
  public record Recreated(Definition before, Definition after) {
    private List<String> lostColumns() {
      List<String> old = before.signature();
      List<String> now = after.signature();
      return isRelation(before.id()) && old != null && now != null
          ? old.stream()
              .map(Recreated::name)
              .filter(column -> now.stream().map(Recreated::name).noneMatch(column::equals))
              .toList()
          : List.of();
    }

    /** Whether a revision changes nothing before AS: options, method, tablespace. */
    private boolean keepsOptions() {
      return head(before).equals(head(after));
    }

    private static String head(Definition view) {
      String sql = view.sql().canonical();
      int as = sql.indexOf(" AS\n");
      return as < 0 ? sql : sql.substring(0, as);
    }

    /** A column of a signature, as it stands in SQL: quoted where it must be. */
    private static String name(String column) {
      return column.startsWith("\"")
          ? column.substring(0, column.lastIndexOf('"', column.lastIndexOf(' ')) + 1)
          : column.substring(0, column.indexOf(' '));
    }
  }

  private static final Pattern OWN =
      Pattern.compile(
          "DO \\$\\w*\\$\\s+(DECLARE\\s+lost text;|BEGIN\\s+(PERFORM set_config\\('migrate\\.kept'"
              + "|EXECUTE COALESCE\\(\\(|EXECUTE current_setting\\('migrate\\.kept'\\)|IF .*aclexplode"
              + "|IF \\(SELECT c\\.relrowsecurity))",
          Pattern.DOTALL);

  /** The objects of a block: what each is called, and what it takes over from. */
  private static final Pattern OBJECTS = Pattern.compile("VALUES (\\(.*\\))\\) n \\(name, kind");

  private static final Pattern TEXT = Pattern.compile("'((?:[^']|'')*)'");

  private static final Pattern COLUMN_NAMES =
      Pattern.compile(
          "o\\.attrelid = '((?:[^']|'')*)'::regclass\\s+AND o\\.attname = '((?:[^']|'')*)'");

  /** What gets a successor while it is still there. */
  private static final Set<ObjectKind> SUCCEEDED =
      Set.of(ObjectKind.TABLE, ObjectKind.ENUM, ObjectKind.DOMAIN, ObjectKind.COMPOSITE);

  /** Where PostgreSQL keeps the objects of a kind, and what GRANT and ALTER call them. */
  private enum Place {
    RELATION("TABLE", "pg_class", "rel", "regclass", 'r'),
    ROUTINE("ROUTINE", "pg_proc", "pro", "regprocedure", 'f'),
    TYPE("TYPE", "pg_type", "typ", "regtype", 'T');

    private final String word;
    private final String catalog;

    /** Of the catalog's columns. */
    private final String prefix;

    /** Of its names. */
    private final String type;

    /** What {@code acldefault} calls them. */
    private final char initial;

    Place(String word, String catalog, String prefix, String type, char initial) {
      this.word = word;
      this.catalog = catalog;
      this.prefix = prefix;
      this.type = type;
      this.initial = initial;
    }

    static Place of(ObjectKind kind) {
      return switch (kind) {
        case FUNCTION, PROCEDURE, AGGREGATE -> ROUTINE;
        case ENUM, DOMAIN, COMPOSITE, RANGE -> TYPE;
        default -> RELATION;
      };
    }

    /** The objects of a block, which keep their names. */
    String objects(List<ObjectId> ids) {
      String names =
          ids.stream()
              .map(
                  id ->
                      "("
                          + SqlText.literal(LiveState.name(id))
                          + ", "
                          + SqlText.literal(kind(id))
                          + ")")
              .collect(Collectors.joining(", "));
      return "(VALUES %s) n (name, kind)\n    JOIN %s o ON o.oid = n.name::%s"
          .formatted(names, catalog, type);
    }

    /** One object that takes over from another. */
    String objects(String name, String kind, String was) {
      return "(VALUES (%s, %s, %s)) n (name, kind, was)\n    JOIN %s o ON o.oid = n.was::%s"
          .formatted(
              SqlText.literal(name), SqlText.literal(kind), SqlText.literal(was), catalog, type);
    }

    /** A template about objects of this kind. */
    String of(String template) {
      return template
          .replace("{word}", word)
          .replace("{catalog}", catalog)
          .replace("{prefix}", prefix)
          .replace("{initial}", String.valueOf(initial));
    }
  }

  private LiveState() {}

  /** Whether objects of this kind have privileges, which go with them. */
  static boolean has(ObjectKind kind) {
    return switch (kind) {
      case VIEW, MATERIALIZED_VIEW, FUNCTION, PROCEDURE, AGGREGATE, RANGE -> true;
      default -> false;
    };
  }

  public static Optional<Recreated> recreated(Definition before, @Nullable Definition after) {
    return after == null || !has(after.id().kind())
        ? Optional.empty()
        : Optional.of(new Recreated(before, after));
  }

  /**
   * Keeps what these objects have, before the first of them is dropped.
   *
   * @param there the schema before
   */
  public static List<Statement> keep(List<Recreated> objects, Schema there) {
    List<Statement> statements = new ArrayList<>();
    List<ObjectId> relations =
        objects.stream().map(object -> object.before().id()).filter(LiveState::isRelation).toList();
    if (!relations.isEmpty()) {
      statements.add(nothingLost(relations, there));
    }
    for (Place place : Place.values()) {
      List<Recreated> these =
          objects.stream().filter(o -> Place.of(o.before().id().kind()) == place).toList();
      if (!these.isEmpty()) {
        statements.add(keep(place, these));
      }
    }
    return statements;
  }

  private static Statement nothingLost(List<ObjectId> relations, Schema there) {
    String sql =
        LiveStateSql.LOST
            .replace(
                "{relations}", SqlText.literals(relations.stream().map(SqlText::name).toList()))
            .replace("{known}", SqlText.literals(known(relations, there)));
    return Statement.of("DO " + SqlText.body(sql))
        .withComments(
            List.of(
                "Stop if a trigger, rule, index or default of %s is in no revision: it would be lost."
                    .formatted(names(relations))));
  }

  private static Statement keep(Place place, List<Recreated> objects) {
    List<ObjectId> ids = objects.stream().map(object -> object.before().id()).toList();
    String lost =
        objects.stream()
            .flatMap(
                object ->
                    object.lostColumns().stream()
                        .map(column -> pair(name(object.before().id()), column)))
            .collect(Collectors.joining(", "));
    String still =
        lost.isEmpty() ? "" : " AND (n.name, quote_ident(c.attname)) NOT IN (" + lost + ")";
    String changed =
        SqlText.literals(
            objects.stream()
                .filter(object -> !object.keepsOptions())
                .map(object -> name(object.before().id()))
                .toList());
    String unchanged = changed.isEmpty() ? "" : " AND n.name NOT IN (" + changed + ")";
    String state =
        LiveStateSql.ACCESS
            + (place == Place.RELATION
                ? LiveStateSql.GRANTS_OF_COLUMNS
                    + LiveStateSql.WORDS
                    + LiveStateSql.WORDS_OF_COLUMNS
                    + LiveStateSql.OPTIONS.replace("{unchanged}", unchanged)
                : LiveStateSql.GRANTS + LiveStateSql.WORDS);
    String sql =
        LiveStateSql.KEEP
            .replace("{objects}", place.objects(ids))
            .replace("{state}", indented(place.of(state).replace("{still}", still), 6));
    return Statement.of("DO " + SqlText.body(sql))
        .withComments(
            List.of(
                "Save the owner, grants, options, comments and labels of "
                    + names(ids)
                    + " in this database."));
  }

  private static String names(List<ObjectId> ids) {
    return ids.stream().map(SqlText::name).collect(Collectors.joining(", "));
  }

  /** The parts of these that revisions know, as the catalog identifies them. */
  private static List<String> known(List<ObjectId> relations, Schema there) {
    Set<String> known = new TreeSet<>();
    for (Definition part : there.definitions()) {
      ObjectId id = part.id();
      boolean indexes = id.kind() == ObjectKind.INDEX || id.kind() == ObjectKind.STATISTICS;
      if (indexes && relations.stream().anyMatch(r -> there.uses().of(id).contains(r))) {
        known.add(qualified(id.qualifiedName()));
      } else if (part.isPart()
          && relations.stream().anyMatch(r -> r.qualifiedName().equals(id.qualifiedName()))) {
        known.add(SqlText.name(id.name()) + " on " + qualified(id.qualifiedName()));
      }
    }
    for (ObjectId relation : relations) {
      boolean defaults =
          there.definition(relation).stream()
              .flatMap(view -> view.settings().keySet().stream())
              .anyMatch(aspect -> aspect.startsWith("default:"));
      there.definition(relation).stream()
          .filter(view -> defaults)
          .flatMap(view -> Stream.ofNullable(view.signature()).flatMap(List::stream))
          .map(
              column -> "for " + qualified(relation.qualifiedName()) + "." + Recreated.name(column))
          .forEach(known::add);
    }
    return List.copyOf(known);
  }

  private static String qualified(QualifiedName name) {
    return SqlText.name(name.namespace()) + "." + SqlText.name(name.name());
  }

  /** Gives a created object what was kept. */
  static Statement restore(ObjectId object) {
    String block =
        "BEGIN EXECUTE current_setting('migrate.kept')::jsonb ->> "
            + SqlText.literal(name(object))
            + "; END";
    return Statement.of(
        "DO " + (block.contains("$$") ? SqlText.body(block + "\n") : "$$ " + block + " $$"));
  }

  /** A view has the owner and the grants of the table that it stands for. */
  public static Statement standIn(Definition view, ObjectId table) {
    boolean filtered = view.sql().text().contains("security_invoker");
    return copied(
        (filtered ? LiveStateSql.NO_COLUMNS : LiveStateSql.NO_FILTER)
            .replace("{table}", SqlText.literal(SqlText.name(table))),
        Place.RELATION.objects(name(view.id()), "VIEW", SqlText.name(table)),
        Place.RELATION.of(LiveStateSql.ACCESS + LiveStateSql.GRANTS_OF_COLUMNS),
        "Roles that may use "
            + SqlText.name(table)
            + " in this database may use it under its old name, too.");
  }

  /** A new type has what the old one has, which has another name by now. */
  public static Statement successor(ObjectId type, QualifiedName old) {
    return copied(
        "",
        Place.TYPE.objects(name(type), kind(type), SqlText.typeName(old)),
        Place.TYPE.of(LiveStateSql.ACCESS + LiveStateSql.GRANTS + LiveStateSql.WORDS),
        "Copy the owner, grants, comment and labels of the old type in this database.");
  }

  /**
   * A role that may insert rows needs the sequence that numbers them; an identity needs no grant.
   */
  public static Statement usage(QualifiedName sequence, List<Numbered> rows) {
    List<QualifiedName> tables = rows.stream().map(Numbered::table).distinct().toList();
    List<String> known =
        rows.stream()
            .flatMap(one -> one.roles().stream())
            .distinct()
            .map(role -> role.equals("PUBLIC") ? role : SqlText.name(role))
            .toList();
    String others =
        known.isEmpty()
            ? ""
            : "\n  AND COALESCE(NULLIF(x.grantee::regrole::text, '-'), 'PUBLIC') <> ALL (ARRAY["
                + SqlText.literals(known)
                + "])";
    String names =
        tables.stream()
            .distinct()
            .map(
                table ->
                    "("
                        + SqlText.literal(SqlText.name(sequence))
                        + ", 'SEQUENCE', "
                        + SqlText.literal(SqlText.name(table))
                        + ")")
            .collect(Collectors.joining(", "));
    return copied(
        "",
        "(VALUES %s) n (name, kind, was)\n    JOIN pg_class o ON o.oid = n.was::regclass"
            .formatted(names),
        LiveStateSql.USAGE.stripTrailing() + others,
        "Roles that may insert into "
            + tables.stream().distinct().map(SqlText::name).collect(Collectors.joining(", "))
            + " in this database may use sequence "
            + SqlText.name(sequence)
            + ".");
  }

  /** A column has what another column of its table has. */
  public static Statement column(QualifiedName table, Column from, Column to) {
    String name = SqlText.literal(SqlText.name(table));
    String objects =
        "(VALUES (%s)) n (name)\n    JOIN pg_attribute o ON o.attrelid = %s::regclass AND o.attname = %s"
            .formatted(SqlText.literal(to.name()), name, SqlText.literal(from.name()));
    return copied(
        "",
        objects,
        LiveStateSql.COLUMN
            .replace("{storage}", from.type().equals(to.type()) ? LiveStateSql.STORAGE.strip() : "")
            .replace("{table}", name),
        "Copy the grants, comment, labels and settings of "
            + SqlText.name(from.name())
            + " in this database.");
  }

  /**
   * Fails if a column has an index or a constraint that no revision creates.
   *
   * @param known indexes and constraints that the revisions know
   */
  public static Statement parts(QualifiedName table, Column column, List<String> known) {
    return Statement.of(
            "DO "
                + SqlText.body(
                    LiveStateSql.PARTS
                        .replace("{table}", SqlText.literal(SqlText.name(table)))
                        .replace("{this}", SqlText.literal(column.name()))
                        .replace("{known}", SqlText.literals(known))
                        .replace(
                            "{name}",
                            (SqlText.name(table) + "." + SqlText.name(column.name()))
                                .replace("'", "''")
                                .replace("%", "%%"))))
        .withComments(
            List.of(
                "Stop if an index or constraint of %s.%s is in no revision: it would be lost."
                    .formatted(SqlText.name(table), SqlText.name(column.name()))));
  }

  /** The objects of a schema whose live state a statement reads; none if it is another's. */
  public static List<ObjectId> read(Statement statement, Schema live) {
    if (!isOwn(statement)) {
      return List.of();
    }
    Set<String> names = new TreeSet<>();
    Matcher objects = OBJECTS.matcher(statement.sql());
    if (objects.find()) {
      Matcher text = TEXT.matcher(objects.group(1));
      while (text.find()) {
        names.add(text(text.group(1)));
      }
    }
    Set<ObjectId> ids = new TreeSet<>();
    live.objects()
        .map(SchemaObject::id)
        .filter(id -> has(id.kind()) || SUCCEEDED.contains(id.kind()))
        .filter(id -> names.contains(name(id)))
        .forEach(ids::add);
    Matcher column = COLUMN_NAMES.matcher(statement.sql());
    if (column.find()) {
      String table = text(column.group(1));
      live.tables().stream()
          .filter(one -> name(one.id()).equals(table))
          .map(one -> one.columnId(text(column.group(2))))
          .forEach(ids::add);
    }
    return List.copyOf(ids);
  }

  /** Whether a statement only carries over what is there. */
  public static boolean isOwn(Statement statement) {
    return OWN.matcher(statement.sql()).lookingAt();
  }

  private static String text(String literal) {
    return literal.replace("''", "'");
  }

  private static Statement copied(String first, String objects, String state, String comment) {
    String sql =
        LiveStateSql.COPY
            .replace("{first}", first)
            .replace("{objects}", objects)
            .replace("{state}", indented(state.replace("{still}", ""), 6));
    return Statement.of("DO " + SqlText.body(sql)).withComments(List.of(comment));
  }

  private static String pair(String one, String other) {
    return "(" + SqlText.literal(one) + ", " + SqlText.literal(other) + ")";
  }

  private static boolean isRelation(ObjectId object) {
    return Place.of(object.kind()) == Place.RELATION;
  }

  /** How GRANT names it: a routine with its arguments. */
  private static String name(ObjectId object) {
    return switch (object.kind()) {
      case FUNCTION, PROCEDURE -> SqlText.name(object) + object.name();
      case AGGREGATE -> SqlText.name(object) + AccessSql.argumentTypes(object);
      default -> SqlText.name(object);
    };
  }

  /** What ALTER and COMMENT call its kind. */
  private static String kind(ObjectId object) {
    return switch (object.kind()) {
      case MATERIALIZED_VIEW -> "MATERIALIZED VIEW";
      case RANGE, ENUM, COMPOSITE -> "TYPE";
      case AGGREGATE -> "ROUTINE"; // An aggregate wants (*) where all others want ().
      default -> object.kind().name();
    };
  }

  private static String indented(String text, int blanks) {
    return text.strip().replace("\n", "\n" + " ".repeat(blanks));
  }
}

package dev.pgmigrate.expand;

import dev.pgmigrate.change.AlterColumn;
import dev.pgmigrate.diff.Hangs;
import dev.pgmigrate.intent.Answers;
import dev.pgmigrate.intent.Move;
import dev.pgmigrate.intent.RowLink;
import dev.pgmigrate.intent.UnfitAnswerException;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.PrimaryKey;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.SchemaObject;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Identifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Columns that move to other tables, and what comes and goes with them: while both places are
 * there, neither release has to write both.
 */
public final class MovedColumns {
  private final Schema current;
  private final Schema target;
  private final RowLink links;
  private final List<EntityKind> kinds;
  private final List<RowSync> syncs = new ArrayList<>();

  private MovedColumns(Schema current, Schema target, List<EntityKind> kinds) {
    this.current = current;
    this.target = target;
    this.kinds = kinds;
    this.links = new RowLink(current, target);
  }

  /**
   * The moves between two schemas.
   *
   * @param current the database after the renames
   * @param kinds what is known of hierarchies of entities
   * @throws UnfitAnswerException when nobody can say which rows belong together
   */
  public static MovedColumns of(
      Schema current, Schema target, List<Move> moves, List<EntityKind> kinds) {
    MovedColumns moved = new MovedColumns(current, target, kinds);
    Map<String, List<Move>> groups = new TreeMap<>();
    for (Move move : moves) {
      QualifiedName wide = moved.wide(move);
      boolean splits = wide.equals(move.from().qualifiedName());
      QualifiedName part = (splits ? move.to() : move.from()).qualifiedName();
      String alone = moved.links.isReferred(part, wide) ? part.toString() : "";
      groups.computeIfAbsent(wide + " " + splits + " " + alone, key -> new ArrayList<>()).add(move);
    }
    groups.values().forEach(group -> moved.syncs.add(moved.sync(group)));
    return moved;
  }

  /** How the places are kept in step: one for all tables that share a key. */
  public List<RowSync> syncs() {
    return List.copyOf(syncs);
  }

  /** Whether a column has the values of another one. */
  public boolean fills(ObjectId column) {
    return syncs.stream()
        .anyMatch(
            sync ->
                Stream.ofNullable(sync.kind())
                        .anyMatch(k -> sync.wide().columnId(k.column().name()).equals(column))
                    || sync.parts().stream()
                        .anyMatch(
                            part ->
                                Stream.concat(
                                        part.columns().stream(),
                                        part.referred() ? part.key().stream() : Stream.of())
                                    .anyMatch(
                                        p ->
                                            part.table().columnId(p.part().name()).equals(column)
                                                || sync.wide()
                                                    .columnId(p.wide().name())
                                                    .equals(column))));
  }

  private QualifiedName wide(Move move) {
    return links
        .wide(move.from().qualifiedName(), move.to().qualifiedName())
        .orElseThrow(
            () ->
                unfit(
                    move,
                    "the rows of the two tables do not belong together: neither's primary key"
                        + " refers to the other"));
  }

  private static UnfitAnswerException unfit(Move move, String why) {
    return new UnfitAnswerException(
        "-Dmigrate.rename="
            + Answers.show(move.from())
            + ":"
            + Answers.showTarget(move.from(), move.to()),
        why);
  }

  private RowSync sync(List<Move> moves) {
    Move first = moves.get(0);
    QualifiedName wide = wide(first);
    boolean splits = wide.equals(first.from().qualifiedName());
    Table then = target.table(wide).orElse(null);
    Table before = current.table(wide).orElse(null);
    if (then == null || before == null) {
      throw unfit(first, wide + " is not there both before and afterwards");
    }
    for (Move move : moves) {
      Column from = column(current, move.from());
      Column to = column(target, move.to());
      if (!from.type().equals(to.type()) && !AlterColumn.keepsEveryValue(from, to)) {
        throw unfit(
            move,
            to.type().text()
                + " does not hold every value of "
                + from.type().text()
                + "; change the type in a revision of its own");
      }
    }
    Set<QualifiedName> narrow = new TreeSet<>();
    moves.forEach(m -> narrow.add((splits ? m.to() : m.from()).qualifiedName()));
    // A class without properties of its own has no column that moves, and rows all the same.
    links.below(wide).stream()
        .filter(table -> splits ? isIn(target, table) && !isIn(current, table) : isGone(table))
        .filter(table -> kinds.stream().anyMatch(k -> k.owns(table)))
        .filter(table -> narrow.stream().anyMatch(n -> isOfHierarchy(n)))
        .forEach(narrow::add);
    RowSync.@Nullable Kind kind =
        narrow.stream().anyMatch(this::isOfHierarchy) ? kind(first, wide, splits) : null;
    List<RowSync.Part> parts =
        narrow.stream()
            .sorted(
                Comparator.<QualifiedName>comparingInt(n -> links.above(n).indexOf(wide))
                    .thenComparing(Comparator.naturalOrder()))
            .map(name -> part(name, wide, moves, splits, kind != null))
            .toList();
    return new RowSync(splits ? before : then, parts, kind, splits);
  }

  private static boolean isIn(Schema schema, QualifiedName table) {
    return schema.table(table).isPresent();
  }

  private boolean isGone(QualifiedName table) {
    return isIn(current, table) && !isIn(target, table);
  }

  private boolean isOfHierarchy(QualifiedName narrow) {
    return kinds.stream().anyMatch(k -> k.owns(narrow));
  }

  private static Column column(Schema schema, ObjectId id) {
    return schema.table(id.qualifiedName()).flatMap(t -> t.column(id.name())).orElseThrow();
  }

  private RowSync.Part part(
      QualifiedName name, QualifiedName wide, List<Move> moves, boolean splits, boolean hierarchy) {
    if (links.isMany(name, wide)) {
      throw unfit(
          moves.get(0),
          "a row of "
              + wide
              + " may have any number of rows in "
              + name
              + ": write the copy by hand (-Dmigrate.empty), then drop the old place"
              + " (-Dmigrate.drop)");
    }
    Table table = (splits ? target : current).table(name).orElseThrow();
    Table other = (splits ? current : target).table(wide).orElseThrow();
    List<RowSync.Pair> key =
        links.key(name, wide).entrySet().stream()
            .map(
                e ->
                    new RowSync.Pair(
                        other
                            .column(e.getValue())
                            .or(() -> either(wide, e.getValue()))
                            .orElseThrow(),
                        table.column(e.getKey()).or(() -> either(name, e.getKey())).orElseThrow()))
            .toList();
    List<RowSync.Pair> columns =
        moves.stream()
            .filter(m -> (splits ? m.to() : m.from()).qualifiedName().equals(name))
            .map(
                m ->
                    new RowSync.Pair(
                        column(splits ? current : target, splits ? m.from() : m.to()),
                        column(splits ? target : current, splits ? m.to() : m.from())))
            .toList();
    boolean stays = isIn(current, name) && isIn(target, name);
    boolean referred = links.isReferred(name, wide);
    RowSync.@Nullable OwnKey number = null;
    if (links.isNumbered(name, wide)) {
      number = number(moves.get(0), table, splits ? target : current, referred);
    }
    boolean own = hierarchy && isOfHierarchy(name);
    if (stays && !own && kinds.stream().noneMatch(k -> k.owns(name))) {
      throw unfit(
          moves.get(0),
          name
              + " is there before and afterwards, so both releases insert its rows; move the column"
              + " in two revisions by hand");
    }
    Set<String> names = new HashSet<>();
    key.forEach(p -> names.add(p.part().name()));
    columns.forEach(p -> names.add(p.part().name()));
    if (links.isNumbered(name, wide)) {
      table.primaryKey().ifPresent(k -> names.addAll(k.columns()));
    }
    if (splits && !stays) {
      table.columns().stream()
          .filter(c -> !names.contains(c.name()) && c.needsValue())
          .findFirst()
          .ifPresent(
              c -> {
                throw unfit(
                    moves.get(0),
                    table.columnId(c.name())
                        + " needs a value in every row, and nothing says which: give it a default"
                        + " (@ColumnDefault)");
              });
    }
    return new RowSync.Part(
        table,
        key,
        columns,
        own ? value(name) : null,
        own ? values(name) : List.of(),
        names.size() == table.columns().size(),
        stays,
        number,
        referred);
  }

  /** What gives a new row its own key; null where PostgreSQL does. */
  private static RowSync.@Nullable OwnKey number(
      Move move, Table table, Schema schema, boolean referred) {
    List<String> key = table.primaryKey().map(PrimaryKey::columns).orElse(List.of());
    if (key.isEmpty() && !referred) {
      return null;
    }
    if (key.size() != 1) {
      throw unfit(move, "the primary key of " + table.name() + " is not one column");
    }
    Column column = table.column(key.get(0)).orElseThrow();
    Expression value = column.defaultValue();
    if (!referred && (value != null || column.identity() != null)) {
      return null;
    }
    if (value != null) {
      return new RowSync.OwnKey(column, value.canonical());
    }
    if (column.identity() != null && !column.identity().always()) {
      return new RowSync.OwnKey(
          column,
          "nextval(pg_get_serial_sequence("
              + literal(quoted(table.name()))
              + ", "
              + literal(column.name())
              + "))");
    }
    if (column.type().text().equals("uuid")) {
      return new RowSync.OwnKey(column, "gen_random_uuid()");
    }
    QualifiedName sequence =
        new QualifiedName(table.name().namespace(), table.name().name() + "_seq");
    if (schema.sequences().stream().noneMatch(s -> s.name().equals(sequence))) {
      throw unfit(
          move,
          "nothing says what numbers the rows of "
              + table.name()
              + ": neither an identity nor the sequence "
              + sequence);
    }
    return new RowSync.OwnKey(column, "nextval(" + literal(quoted(sequence)) + ")");
  }

  private static String quoted(QualifiedName name) {
    return Identifier.quote(name.namespace()) + "." + Identifier.quote(name.name());
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** A column of a table before or afterwards. */
  private Optional<Column> either(QualifiedName table, String column) {
    return Stream.of(current, target)
        .flatMap(schema -> schema.table(table).stream())
        .flatMap(t -> t.column(column).stream())
        .findFirst();
  }

  // The discriminator

  private @Nullable String value(QualifiedName table) {
    return kinds.stream()
        .filter(k -> k.owns(table))
        .map(EntityKind::value)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** The values of a table's class and of those below it, its own first. */
  private List<String> values(QualifiedName table) {
    return Stream.concat(Stream.of(table), links.below(table).stream())
        .map(this::value)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private RowSync.Kind kind(Move first, QualifiedName wide, boolean splits) {
    Table table = (splits ? current : target).table(wide).orElseThrow();
    Table other = (splits ? target : current).table(wide).orElseThrow();
    List<Column> required = table.columns().stream().filter(Column::isFilled).toList();
    Column column =
        required.stream()
            .filter(c -> c.name().equalsIgnoreCase("dtype"))
            .findFirst()
            .or(
                () ->
                    only(
                        required.stream()
                            .filter(c -> c.type().text().equals("character varying(31)"))
                            .toList()))
            .or(
                () ->
                    only(
                        required.stream()
                            .filter(c -> other.column(c.name()).isEmpty() && !isKey(table, c))
                            .toList()))
            .orElseThrow(
                () ->
                    unfit(
                        first,
                        "no column of "
                            + wide
                            + " tells which class a row is of: write the"
                            + " revision by hand (-Dmigrate.empty)"));
    @Nullable String root =
        kinds.stream()
            .filter(k -> k.isRoot(wide))
            .map(EntityKind::value)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    List<String> known = new ArrayList<>();
    if (root != null) {
      known.add(root);
    }
    links.below(wide).stream()
        .map(this::value)
        .filter(Objects::nonNull)
        .filter(v -> !known.contains(v))
        .forEach(known::add);
    return new RowSync.Kind(column, root, known);
  }

  private static Optional<Column> only(List<Column> columns) {
    return columns.size() == 1 ? Optional.of(columns.get(0)) : Optional.empty();
  }

  private static boolean isKey(Table table, Column column) {
    return table.primaryKey().filter(k -> k.columns().contains(column.name())).isPresent();
  }

  // Schemas on the way

  /** The target with the old places, in which neither release has to write what the other does. */
  public Schema meanwhile() {
    Schema between = target;
    for (RowSync sync : syncs) {
      between = between(between, sync);
    }
    return between;
  }

  private Schema between(Schema schema, RowSync sync) {
    Map<QualifiedName, Table> tables = new TreeMap<>();
    schema.tables().forEach(t -> tables.put(t.name(), t));
    tables.compute(sync.wide().name(), (name, wide) -> wideBetween(sync, wide));
    for (RowSync.Part part : sync.parts()) {
      Set<String> key = new HashSet<>();
      part.key().forEach(p -> key.add(p.part().name()));
      part.table().primaryKey().ifPresent(k -> key.addAll(k.columns()));
      Map<String, Column> moved = new HashMap<>();
      part.columns().forEach(p -> moved.put(p.part().name(), p.part()));
      Table then = tables.get(part.table().name());
      Table merged =
          sync.splits() ? Objects.requireNonNull(then) : with(then, part.table(), moved.keySet());
      tables.put(
          merged.name(),
          mapped(
              merged,
              c ->
                  moved.containsKey(c.name())
                          || (!sync.splits() && then == null && !key.contains(c.name()))
                      ? c.optional()
                      : c));
    }
    List<Table> all = List.copyOf(tables.values());
    Set<QualifiedName> types = new HashSet<>();
    Set<ObjectId> owners = new HashSet<>();
    for (Table table : all) {
      for (Column column : table.columns()) {
        Stream.ofNullable(column.type().userDefined()).forEach(types::add);
        owners.add(table.columnId(column.name()));
      }
    }
    return new Schema(
        schema.namespaces(),
        kept(schema.enums(), current.enums(), o -> types.contains(o.name())),
        kept(schema.composites(), current.composites(), o -> types.contains(o.name())),
        kept(schema.domains(), current.domains(), o -> types.contains(o.name())),
        kept(
            schema.sequences(),
            current.sequences(),
            o -> o.ownedBy() != null && owners.contains(o.ownedBy())),
        all,
        schema.definitions(),
        schema.uses());
  }

  private static <T extends SchemaObject> List<T> kept(
      List<T> objects, List<T> before, java.util.function.Predicate<T> needed) {
    Set<ObjectId> there = objects.stream().map(SchemaObject::id).collect(Collectors.toSet());
    return Stream.concat(
            objects.stream(), before.stream().filter(o -> !there.contains(o.id())).filter(needed))
        .sorted(Comparator.comparing(SchemaObject::id))
        .toList();
  }

  private Table wideBetween(RowSync sync, @Nullable Table wide) {
    Table then = Objects.requireNonNull(wide);
    Set<String> moved = new HashSet<>();
    sync.parts().forEach(part -> part.columns().forEach(p -> moved.add(p.wide().name())));
    RowSync.Kind kind = sync.kind();
    Set<String> old = new HashSet<>(sync.splits() ? moved : Set.of());
    if (sync.splits() && kind != null) {
      old.add(kind.column().name());
    }
    sync.parts().stream()
        .filter(RowSync.Part::referred)
        .flatMap(part -> part.key().stream())
        .map(p -> p.wide().name())
        .forEach(
            name -> {
              moved.add(name);
              old.add(name);
            });
    return mapped(
        with(then, current.table(then.name()).orElseThrow(), old),
        c -> {
          if (kind != null && kind.column().name().equals(c.name())) {
            String root = kind.root();
            return root == null ? c.optional() : c.withDefault(Expression.of(value(kind, root)));
          }
          return moved.contains(c.name()) ? c.optional() : c;
        });
  }

  private static String value(RowSync.Kind kind, String value) {
    return kind.column().type().text().matches("smallint|integer|bigint") ? value : literal(value);
  }

  /** A table with columns that another state of it has, and with what depends on those. */
  private static Table with(@Nullable Table then, Table before, Set<String> columns) {
    if (then == null) {
      return before;
    }
    List<Column> all = new ArrayList<>(then.columns());
    before.columns().stream()
        .filter(c -> columns.contains(c.name()) && then.column(c.name()).isEmpty())
        .forEach(all::add);
    Set<String> added =
        all.stream()
            .map(Column::name)
            .filter(name -> then.column(name).isEmpty())
            .collect(Collectors.toSet());
    List<Constraint> constraints = new ArrayList<>(then.constraints());
    before.constraints().stream()
        .filter(c -> c.kind() != ObjectKind.PRIMARY_KEY && Hangs.onColumns(c, added))
        .filter(c -> then.constraint(c.name()).isEmpty())
        .forEach(constraints::add);
    constraints.sort(Comparator.comparing(Constraint::name));
    List<Index> indexes = new ArrayList<>(then.indexes());
    before.indexes().stream()
        .filter(i -> Hangs.onColumns(i, added) && then.index(i.name()).isEmpty())
        .forEach(indexes::add);
    indexes.sort(Comparator.comparing(Index::name));
    return then.withParts(all, constraints, indexes);
  }

  private static Table mapped(Table table, Function<Column, Column> column) {
    return table.withParts(
        table.columns().stream().map(column).toList(), table.constraints(), table.indexes());
  }

  /** The schema without triggers, and without what depends on the old places. */
  public Schema released(Schema both) {
    Schema released = both;
    for (RowSync sync : syncs) {
      Map<QualifiedName, Set<String>> old = old(sync);
      Set<ObjectId> gone = new HashSet<>();
      both.definitions().stream().filter(sync::has).forEach(d -> gone.add(d.id()));
      released =
          released
              .mapTables(t -> stripped(t, old.getOrDefault(t.name(), Set.of())))
              .withoutDefinitions(gone);
    }
    return released;
  }

  private Table stripped(Table table, Set<String> columns) {
    if (!isIn(target, table.name()) && !columns.isEmpty()) {
      // Else a row could not be deleted while its like is there and no trigger deletes it.
      return table.withConstraints(
          table.constraints().stream().filter(c -> c.kind() != ObjectKind.FOREIGN_KEY).toList());
    }
    return columns.isEmpty()
        ? table
        : table.withParts(
            table.columns(),
            table.constraints().stream().filter(c -> !Hangs.onColumns(c, columns)).toList(),
            table.indexes().stream().filter(i -> !Hangs.onColumns(i, columns)).toList());
  }

  /** The schema once the old places are gone. */
  public Schema settled(Schema released) {
    Schema settled = released;
    for (RowSync sync : syncs) {
      Map<QualifiedName, Set<String>> old = old(sync);
      settled =
          settled.withTables(
              settled.tables().stream()
                  .filter(t -> !old.containsKey(t.name()) || isIn(target, t.name()))
                  .map(
                      t -> {
                        Set<String> columns = old.getOrDefault(t.name(), Set.of());
                        return t.withParts(
                            t.columns().stream().filter(c -> !columns.contains(c.name())).toList(),
                            t.constraints(),
                            t.indexes());
                      })
                  .toList());
    }
    return settled;
  }

  /** The old places: by table the columns that the target has no more. */
  private Map<QualifiedName, Set<String>> old(RowSync sync) {
    Map<QualifiedName, Set<String>> old = new HashMap<>();
    if (sync.splits()) {
      Set<String> columns = new HashSet<>();
      sync.parts().forEach(part -> part.columns().forEach(p -> columns.add(p.wide().name())));
      RowSync.Kind kind = sync.kind();
      Table then = target.table(sync.wide().name()).orElseThrow();
      if (kind != null) {
        columns.add(kind.column().name());
      }
      columns.removeIf(name -> then.column(name).isPresent());
      old.put(sync.wide().name(), columns);
    } else {
      Table then = target.table(sync.wide().name()).orElseThrow();
      Set<String> references =
          sync.parts().stream()
              .filter(RowSync.Part::referred)
              .flatMap(part -> part.key().stream())
              .map(p -> p.wide().name())
              .filter(name -> then.column(name).isEmpty())
              .collect(Collectors.toSet());
      old.put(sync.wide().name(), references);
      for (RowSync.Part part : sync.parts()) {
        old.put(
            part.table().name(),
            Stream.concat(part.key().stream(), part.columns().stream())
                .map(p -> p.part().name())
                .filter(
                    name ->
                        target.table(part.table().name()).flatMap(t -> t.column(name)).isEmpty())
                .collect(Collectors.toSet()));
      }
    }
    return old;
  }
}

package dev.pgmigrate.project;

import dev.pgmigrate.ddl.LiveState;
import dev.pgmigrate.graph.Graphs;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Fingerprint;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Partition;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.SchemaObject;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.Uses;
import dev.pgmigrate.sql.Lexer;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.Token;
import dev.pgmigrate.sql.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The objects of a database that statements may touch: all objects with a name that is a word of a
 * statement, the objects that use those, and the objects that those use. Rather too many than too
 * few; statements that can touch anything (DO, CALL, a function that is called, a whole schema)
 * touch everything.
 *
 * @param parts each object, and each part of a table, with its state
 * @param tables the tables that are named
 */
public record TouchedObjects(SortedMap<ObjectId, String> parts, List<Table> tables) {
  /** With these a statement says itself what it touches. */
  private static final Set<String> TELLING =
      Set.of(
          "alter",
          "analyze",
          "cluster",
          "comment",
          "create",
          "delete",
          "drop",
          "grant",
          "insert",
          "refresh",
          "reindex",
          "reset",
          "revoke",
          "set",
          "truncate",
          "update",
          "vacuum",
          "lock",
          "merge",
          "with");

  /** Words of statements about all objects of a namespace or of an owner. */
  private static final Set<String> SWEEPING = Set.of("schema", "owned", "database", "system");

  public TouchedObjects {
    tables = List.copyOf(tables);
  }

  /** The tables, as {@code namespace.name}. */
  public List<String> tableNames() {
    return tables.stream().map(t -> t.name().namespace() + "." + t.name().name()).toList();
  }

  /** Without a known schema: all words of the tasks' statements, because each may be a name. */
  public static SortedSet<String> words(List<Task> tasks) {
    SortedSet<String> words = new TreeSet<>();
    for (Task task : tasks) {
      task.steps().stream()
          .flatMap(step -> step.statements().stream())
          .forEach(statement -> words.addAll(Words.of(statement.sql())));
    }
    return words;
  }

  /** The objects in this schema that the statements of these tasks touch. */
  public static TouchedObjects of(List<Task> tasks, Schema schema) {
    Set<String> words = words(tasks);
    boolean everything = false;
    for (Task task : tasks) {
      for (Step step : task.steps()) {
        for (Statement statement : step.statements()) {
          everything |= touchesAnything(statement) && !LiveState.isOwn(statement);
        }
      }
    }
    List<Table> tables = new ArrayList<>(schema.tables());
    tables.removeIf(table -> !names(table, words));
    SortedMap<ObjectId, String> all = new TreeMap<>();
    schema.forEachPart(
        (id, aspects) -> all.merge(id, new TreeMap<>(aspects).toString(), (a, b) -> a + "\n" + b));
    if (!everything) {
      Set<ObjectId> reached = reached(schema, words, tables);
      // pg_depend knows a key by its name, the model perhaps by its structure: then all its table.
      Set<List<String>> owners = new HashSet<>();
      reached.stream()
          .filter(id -> !all.containsKey(id) && id.path().size() > 2)
          .forEach(id -> owners.add(id.path().subList(0, 2)));
      all.keySet()
          .removeIf(
              id ->
                  !reached.contains(id)
                      && !(id.path().size() > 2 && owners.contains(id.path().subList(0, 2))));
    }
    return new TouchedObjects(all, tables);
  }

  private static boolean touchesAnything(Statement statement) {
    List<Token> tokens = Lexer.tokens(statement.sql());
    String first =
        tokens.stream()
            .filter(token -> token.kind() == Token.Kind.WORD)
            .map(Token::folded)
            .findFirst()
            .orElse("");
    return !TELLING.contains(first)
        || tokens.stream()
            .anyMatch(
                token -> token.kind() == Token.Kind.WORD && SWEEPING.contains(token.folded()));
  }

  /** By its own name or by that of one of its indexes or keys. */
  private static boolean names(Table table, Set<String> words) {
    return words.contains(table.name().name())
        || table.indexes().stream().anyMatch(index -> words.contains(index.name()))
        || table.constraints().stream().anyMatch(key -> words.contains(key.name()));
  }

  private static Set<ObjectId> reached(Schema schema, Set<String> words, List<Table> tables) {
    Set<ObjectId> named = new HashSet<>();
    Set<QualifiedName> family = new HashSet<>();
    tables.forEach(table -> family.add(table.name()));
    schema.tables().stream()
        .filter(table -> family.contains(table.name()) || descends(table, family, schema))
        .forEach(table -> table.forEachPart((id, aspects) -> named.add(id)));
    schema.tables().forEach(table -> keysTo(family, table).forEach(named::add));
    schema
        .objects()
        .filter(object -> !(object instanceof Table))
        .filter(object -> isNamed(object, words, named))
        .forEach(object -> named.add(object.id()));
    schema.domains().stream()
        .filter(domain -> named.contains(domain.id()))
        .forEach(domain -> domain.forEachPart((id, aspects) -> named.add(id)));
    Set<ObjectId> reached = Graphs.closure(named, schema.uses()::of);
    reached.addAll(Graphs.closure(named, users(schema.uses())));
    return reached;
  }

  /** Whether it is a partition or a child of one of them, however far down. */
  private static boolean descends(Table table, Set<QualifiedName> family, Schema schema) {
    Partition partition = table.partition();
    List<QualifiedName> parents =
        partition == null ? table.inherits() : List.of(partition.parent());
    return parents.stream()
        .anyMatch(
            parent ->
                family.contains(parent)
                    || schema.table(parent).filter(p -> descends(p, family, schema)).isPresent());
  }

  private static Stream<ObjectId> keysTo(Set<QualifiedName> family, Table table) {
    return table.constraints(ForeignKey.class).stream()
        .filter(key -> family.contains(key.target()))
        .map(table::constraintId);
  }

  /** What stands for itself by its own name, what is a part of a table by that of its table. */
  private static boolean isNamed(SchemaObject object, Set<String> words, Set<ObjectId> tables) {
    ObjectId id = object.id();
    if (object instanceof Definition part && part.isPart()) {
      return tables.contains(ObjectId.table(id.qualifiedName()))
          || words.contains(id.path().get(1));
    }
    return words.contains(ownName(id)) || id.kind() == ObjectKind.EVENT_TRIGGER;
  }

  private static String ownName(ObjectId id) {
    return id.path().get(Math.min(1, id.path().size() - 1));
  }

  private static Function<ObjectId, SortedSet<ObjectId>> users(Uses uses) {
    Map<ObjectId, SortedSet<ObjectId>> users = new TreeMap<>();
    uses.byUser()
        .forEach(
            (user, used) ->
                used.forEach(id -> users.computeIfAbsent(id, key -> new TreeSet<>()).add(user)));
    return id -> users.getOrDefault(id, Collections.emptySortedSet());
  }

  String fingerprint() {
    Fingerprint fingerprint = new Fingerprint();
    parts.forEach((id, value) -> fingerprint.add(id.toString()).add(value));
    return fingerprint.hex();
  }

  /** For a message: the tables, or what else there is. */
  String inWords() {
    List<String> names = new ArrayList<>();
    tables.forEach(table -> names.add(table.id().toString()));
    if (names.isEmpty()) {
      parts.keySet().forEach(id -> names.add(id.toString()));
    }
    int most = 10;
    return names.isEmpty()
        ? "nothing that is there"
        : String.join(", ", names.subList(0, Math.min(most, names.size())))
            + (names.size() > most ? " and " + (names.size() - most) + " more" : "");
  }
}

package dev.pgmigrate.catalog;

import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Uses;
import dev.pgmigrate.sql.DefaultNamespace;
import dev.pgmigrate.sql.Identifier;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what PostgreSQL keeps whole: views, functions, triggers; and who uses whom. */
final class DefinitionReader {
  private static final SortedMap<String, Printed> NO_SETTINGS = new TreeMap<>();

  private record Oid(String catalog, long oid) {
    static Oid of(Row row) throws SQLException {
      return new Oid(row.text("catalog"), row.number("oid"));
    }
  }

  /** The statements of a setting, under one search_path. */
  private record Printed(String set, String reset) {}

  /** A definition as the first reading finds it. */
  private record Draft(
      Oid oid,
      ObjectId id,
      String sql,
      @Nullable List<String> signature,
      @Nullable String comment,
      Access access) {}

  private final Queries queries;
  private final Map<Long, SortedMap<String, String>> columnComments = new HashMap<>();
  private final Map<Long, SortedMap<String, Access>> columnAccess = new HashMap<>();

  DefinitionReader(Queries queries) {
    this.queries = queries;
  }

  Optional<String> printed(ObjectId definition) throws SQLException {
    List<String> found = new ArrayList<>();
    queries.read(
        "definitions",
        row -> {
          if (id(row, "kind", "path").equals(definition)) {
            found.add(row.text("sql"));
          }
        });
    return found.stream().findFirst();
  }

  List<Definition> definitions(Privileges privileges) throws SQLException {
    List<Draft> drafts = new ArrayList<>();
    queries.read("definitions", row -> drafts.add(draft(row, privileges)));
    if (drafts.isEmpty()) {
      return List.of();
    }
    readColumns(privileges);
    Map<Oid, SortedMap<String, Printed>> settings = settings();
    // What a person reads and a migration holds: names without the default namespace.
    queries.run("SET LOCAL search_path = " + Identifier.quote(DefaultNamespace.name()));
    Map<Oid, String> pretty = new HashMap<>();
    queries.read("definitions", row -> pretty.put(Oid.of(row), row.text("sql")));
    Map<Oid, SortedMap<String, Printed>> prettySettings =
        settings.isEmpty() ? settings : settings();
    queries.run("SET LOCAL search_path = ''");
    return drafts.stream()
        .map(
            draft ->
                new Definition(
                    draft.id(),
                    new Expression(draft.sql(), at(pretty, draft.oid())),
                    draft.signature(),
                    both(
                        settings.getOrDefault(draft.oid(), NO_SETTINGS),
                        prettySettings.getOrDefault(draft.oid(), NO_SETTINGS)),
                    columnComments.getOrDefault(draft.oid().oid(), new TreeMap<>()),
                    columnAccess.getOrDefault(draft.oid().oid(), new TreeMap<>()),
                    draft.comment(),
                    draft.access()))
        .sorted(Comparator.comparing(Definition::id))
        .toList();
  }

  private Draft draft(Row row, Privileges privileges) throws SQLException {
    Oid oid = Oid.of(row);
    return new Draft(
        oid,
        id(row, "kind", "path"),
        row.text("sql"),
        row.is("replaceable") ? row.texts("signature") : null,
        row.textOrNull("comment"),
        row.text("owner").isEmpty() ? Access.DEFAULT : privileges.of(oid.catalog(), row));
  }

  private void readColumns(Privileges privileges) throws SQLException {
    queries.read(
        "definition_columns",
        row -> {
          long oid = row.number("oid");
          String comment = row.textOrNull("comment");
          if (comment != null) {
            columnComments
                .computeIfAbsent(oid, o -> new TreeMap<>())
                .put(row.text("name"), comment);
          }
          Access access = privileges.of(new ColumnNumber(oid, row.integer("number")));
          if (!access.equals(Access.DEFAULT)) {
            columnAccess.computeIfAbsent(oid, o -> new TreeMap<>()).put(row.text("name"), access);
          }
        });
  }

  private Map<Oid, SortedMap<String, Printed>> settings() throws SQLException {
    Map<Oid, SortedMap<String, Printed>> settings = new HashMap<>();
    queries.read(
        "definition_settings",
        row ->
            settings
                .computeIfAbsent(Oid.of(row), oid -> new TreeMap<>())
                .put(row.text("aspect"), new Printed(row.text("set_sql"), row.text("reset_sql"))));
    return settings;
  }

  private static SortedMap<String, Definition.Setting> both(
      SortedMap<String, Printed> canonical, SortedMap<String, Printed> pretty) {
    SortedMap<String, Definition.Setting> settings = new TreeMap<>();
    canonical.forEach(
        (aspect, plain) -> {
          Printed shown = at(pretty, aspect);
          settings.put(
              aspect,
              new Definition.Setting(
                  new Expression(plain.set(), shown.set()),
                  new Expression(plain.reset(), shown.reset())));
        });
    return settings;
  }

  Uses uses() throws SQLException {
    SortedMap<ObjectId, SortedSet<ObjectId>> uses = new TreeMap<>();
    queries.read(
        "uses",
        row -> {
          ObjectId user = id(row, "user_kind", "user_path");
          ObjectId used = id(row, "used_kind", "used_path");
          if (!user.equals(used)) {
            uses.computeIfAbsent(user, u -> new TreeSet<>()).add(used);
          }
        });
    return new Uses(uses);
  }

  private static ObjectId id(Row row, String kind, String path) throws SQLException {
    return new ObjectId(ObjectKind.of(row.text(kind)), row.texts(path));
  }

  private static <K, V> V at(Map<K, V> map, K key) {
    return Objects.requireNonNull(map.get(key), key::toString);
  }
}

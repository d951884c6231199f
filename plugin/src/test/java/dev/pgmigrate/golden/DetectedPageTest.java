package dev.pgmigrate.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.change.WarningKind;
import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.EnumType;
import dev.pgmigrate.schema.Exclusion;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.Namespace;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.PrimaryKey;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.Unique;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The page "What is detected, and what is not" tells the truth: every aspect of the model and every
 * warning has a row, and the golden case that a row names shows what the row says.
 */
class DetectedPageTest {
  private static final Path PAGE = Path.of("src/site/markdown/detected.md");
  private static final Path CASES = Path.of("src/test/resources/diff");
  private static final Pattern OBJECT_ROW =
      Pattern.compile("(?m)^\\| ([a-z-]+) \\| `([a-z-]+)` \\|[^|]*\\| ([a-z0-9-]+) \\|$");
  private static final Pattern WARNING_ROW =
      Pattern.compile("(?m)^\\| \\[`([a-z-]+)`\\]\\([^)]*\\) \\|[^|]*\\| ([a-zA-Z0-9-]+) \\|$");

  /** The parts of a record that go by other words as aspects. */
  private static final Map<String, List<String>> WORDS =
      Map.ofEntries(
          Map.entry("default-value", List.of("default")),
          Map.entry("validated", List.of("not-valid")),
          Map.entry("enforced", List.of("not-enforced")),
          Map.entry(
              "not-null-constraint",
              List.of(
                  "not-null-name",
                  "not-null-not-valid",
                  "not-null-no-inherit",
                  "not-null-comment")),
          Map.entry("access", List.of("owner", "privileges", "revoked")),
          Map.entry("column access", List.of("privileges")),
          Map.entry("index keys", List.of("keys", "operator-classes", "collations", "order")),
          Map.entry("primary-key columns", List.of("definition")),
          Map.entry("unique columns", List.of("definition")),
          Map.entry("check expression", List.of("definition")),
          Map.entry("foreign-key columns", List.of("definition")),
          Map.entry("foreign-key target", List.of("definition")),
          Map.entry("foreign-key target-columns", List.of("definition")),
          Map.entry("exclusion method", List.of("definition")),
          Map.entry("exclusion keys", List.of("definition")),
          Map.entry("exclusion operators", List.of("definition")),
          Map.entry("exclusion predicate", List.of("definition")));

  /** The parts of a record that have rows of their own, or are no aspect. */
  private static final Set<String> NO_ASPECT =
      Set.of(
          "schema name",
          "enum name",
          "domain name",
          "domain checks",
          "sequence name",
          "table name",
          "table columns",
          "table constraints",
          "table indexes",
          "column name",
          // Whether a child's part is its own, not only its parent's.
          "column local",
          "check local",
          // An invalid index is of no use; the valid one is always made.
          "index valid");

  /** What still lacks a golden case that creates or drops it. */
  private static final Map<ObjectKind, Class<? extends Record>> RECORDS =
      Map.ofEntries(
          Map.entry(ObjectKind.NAMESPACE, Namespace.class),
          Map.entry(ObjectKind.ENUM, EnumType.class),
          Map.entry(ObjectKind.DOMAIN, Domain.class),
          Map.entry(ObjectKind.SEQUENCE, Sequence.class),
          Map.entry(ObjectKind.TABLE, Table.class),
          Map.entry(ObjectKind.COLUMN, Column.class),
          Map.entry(ObjectKind.PRIMARY_KEY, PrimaryKey.class),
          Map.entry(ObjectKind.UNIQUE, Unique.class),
          Map.entry(ObjectKind.CHECK, Check.class),
          Map.entry(ObjectKind.FOREIGN_KEY, ForeignKey.class),
          Map.entry(ObjectKind.EXCLUSION, Exclusion.class),
          Map.entry(ObjectKind.INDEX, Index.class));

  @Test
  void everyAspectOfTheModelHasARow() throws IOException {
    Set<String> rows = rows().keySet();
    List<String> missing = new ArrayList<>();
    for (ObjectKind kind : ObjectKind.values()) {
      expected(kind).filter(aspect -> !rows.contains(aspect)).forEach(missing::add);
    }
    assertThat(missing).as("aspects without a row in %s", PAGE).isEmpty();
  }

  @Test
  void everyWarningHasARow() throws IOException {
    Map<String, String> rows = new HashMap<>();
    WARNING_ROW
        .matcher(Files.readString(PAGE))
        .results()
        .forEach(row -> rows.put(row.group(1), row.group(2)));

    assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(warningIds());
    rows.forEach(DetectedPageTest::isShown);
  }

  /** One test per case, of the rows that it proves. */
  @TestFactory
  Stream<DynamicTest> everyRowIsProven() throws IOException {
    Map<String, Set<String>> byCase = new TreeMap<>();
    rows().forEach((row, name) -> byCase.computeIfAbsent(name, c -> new TreeSet<>()).add(row));
    assertThat(byCase).isNotEmpty();
    return byCase.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () ->
                        assertThat(shownBy(entry.getKey()))
                            .as("what %s shows", entry.getKey())
                            .containsAll(entry.getValue())));
  }

  /** Object and aspect to the case that proves it. */
  private static Map<String, String> rows() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    for (MatchResult row : OBJECT_ROW.matcher(Files.readString(PAGE)).results().toList()) {
      rows.put(row.group(1) + " " + row.group(2), row.group(3));
    }
    return rows;
  }

  private static Stream<String> expected(ObjectKind kind) {
    String object = kind.word();
    Class<? extends Record> model = RECORDS.get(kind);
    // The rest is printed whole, as a definition.
    Stream<String> parts =
        model == null
            ? Stream.of()
            : Stream.of(model.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT))
                .filter(part -> !NO_ASPECT.contains(object + " " + part))
                .flatMap(
                    part ->
                        WORDS
                            .getOrDefault(
                                object + " " + part, WORDS.getOrDefault(part, List.of(part)))
                            .stream());
    return Stream.concat(Stream.of("existence"), parts)
        .distinct()
        .map(aspect -> object + " " + aspect);
  }

  private static Set<String> warningIds() throws IOException {
    Set<String> ids = new TreeSet<>();
    Stream.of(WarningKind.values()).forEach(kind -> ids.add(kind.id()));
    Pattern made = Pattern.compile("new Warning\\(\\s*\"([a-z-]+)\"");
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
        made.matcher(Files.readString(source)).results().forEach(id -> ids.add(id.group(1)));
      }
    }
    return ids;
  }

  /** A golden case holds the warning; what no schema alone can show is the business of a test. */
  private static void isShown(String id, String where) {
    try {
      if (Files.isDirectory(CASES.resolve(where))) {
        assertThat(Files.readString(CASES.resolve(where).resolve("up.sql")))
            .contains("-- warning " + id + ": ");
      } else if (where.equals("OnlineFormsTest")) {
        assertThat(
                Files.readString(
                    Path.of("src/test/resources/online/an-exclusion-constraint/revision.sql")))
            .contains("-- warning " + id + ": ");
      } else {
        try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
          Path test =
              tests.filter(file -> file.endsWith(where + ".java")).findFirst().orElseThrow();
          assertThat(Files.readString(test)).contains('"' + id + '"');
        }
      }
    } catch (IOException e) {
      throw new AssertionError("neither a golden case nor a test: " + where, e);
    }
  }

  /** Object and aspect of all that differs between the two sides of a case. */
  private static Set<String> shownBy(String name) throws IOException, SQLException {
    Path folder = CASES.resolve(name);
    try (Migration migration =
        Migration.between(
            GoldenDiffTest.server(folder),
            Files.readString(folder.resolve("from.sql")),
            Files.readString(folder.resolve("to.sql")))) {
      Map<ObjectId, Map<String, Object>> from = objects(migration.from());
      Map<ObjectId, Map<String, Object>> to = objects(migration.to());
      Set<String> shown = new TreeSet<>();
      Stream.concat(from.keySet().stream(), to.keySet().stream())
          .filter(id -> !from.containsKey(id) || !to.containsKey(id))
          .forEach(id -> shown.add(id.kind().word() + " existence"));
      from.forEach(
          (id, aspects) -> {
            Map<String, Object> others = to.getOrDefault(id, aspects);
            Stream.concat(aspects.keySet().stream(), others.keySet().stream())
                .filter(aspect -> !Objects.equals(aspects.get(aspect), others.get(aspect)))
                .forEach(aspect -> shown.add(id.kind().word() + " " + aspect));
          });
      renamed(migration.from(), migration.to()).forEach(kind -> shown.add(kind + " name"));
      return shown;
    }
  }

  private static Map<ObjectId, Map<String, Object>> objects(Schema schema) {
    Map<ObjectId, Map<String, Object>> objects = new HashMap<>();
    schema.objects().forEach(object -> objects.put(object.id(), object.aspects()));
    for (Domain domain : schema.domains()) {
      domain.checks().forEach(check -> put(objects, domain.name(), check));
    }
    for (Table table : schema.tables()) {
      table.columns().forEach(c -> objects.put(table.columnId(c.name()), aspects(c)));
      table.constraints().forEach(constraint -> put(objects, table.name(), constraint));
      table
          .indexes()
          .forEach(
              index ->
                  objects.put(
                      ObjectId.of(ObjectKind.INDEX, table.name(), index.name()), index.aspects()));
    }
    return objects;
  }

  private static Map<String, Object> aspects(Column column) {
    Map<String, Object> aspects = new TreeMap<>(column.aspects());
    if (column.notNullConstraint() != null && column.notNullConstraint().named()) {
      aspects.put("not-null-name", column.notNullConstraint().name());
    }
    return aspects;
  }

  private static void put(
      Map<ObjectId, Map<String, Object>> objects, QualifiedName owner, Constraint constraint) {
    Map<String, Object> aspects = new TreeMap<>(constraint.aspects());
    aspects.put("definition", constraint.structure());
    objects.put(ObjectId.of(constraint.kind(), owner, constraint.name()), aspects);
  }

  /** The kinds of which something has another name and is the same otherwise. */
  private static Set<String> renamed(Schema from, Schema to) {
    Set<String> before = named(from);
    Set<String> after = named(to);
    Set<String> kinds = new TreeSet<>();
    for (String one : before) {
      for (String other : after) {
        List<String> a = List.of(one.split("\n"));
        List<String> b = List.of(other.split("\n"));
        boolean renamed =
            a.get(0).equals(b.get(0)) && a.get(1).equals(b.get(1)) && !a.get(2).equals(b.get(2));
        if (renamed && !after.contains(one) && !before.contains(other)) {
          kinds.add(a.get(0).substring(0, a.get(0).indexOf(' ')));
        }
      }
    }
    return kinds;
  }

  /** Kind and owner, structure, name. */
  private static Set<String> named(Schema schema) {
    return schema.tables().stream()
        .flatMap(
            table ->
                Stream.concat(
                    table.constraints().stream()
                        .map(
                            c ->
                                c.kind().word()
                                    + " "
                                    + table.name()
                                    + "\n"
                                    + c.structure()
                                    + "\n"
                                    + c.name()),
                    table.indexes().stream()
                        .map(
                            i -> "index " + table.name() + "\n" + i.structure() + "\n" + i.name())))
        .collect(Collectors.toSet());
  }
}

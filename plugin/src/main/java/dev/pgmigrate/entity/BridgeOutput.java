package dev.pgmigrate.entity;

import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.sql.Identifier;
import dev.pgmigrate.sql.Literal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What came back from the other class loader, given types. */
final class BridgeOutput {
  /** {@code schema = "public"} must not make the DDL fail where there is one. */
  private static final Pattern CREATE_SCHEMA =
      Pattern.compile("^create schema (?!if not exists )", Pattern.CASE_INSENSITIVE);

  private static final Pattern COMMENT =
      Pattern.compile("(comment on (?:table|column) .+? is )'(.*)'", Pattern.DOTALL);

  /**
   * About the connection that it is not given, the dialect that it is, and the services of the
   * build's own class loader, which Hibernate asks besides ours and which do not fit.
   */
  private static final Pattern OUR_OWN_DOING =
      Pattern.compile("^HHH(000181|000505|102003|90000025|90000026):");

  private final Map<String, Object> output;
  private final Scan scan;
  private final List<String> otherWarnings;

  BridgeOutput(Map<String, Object> output, Scan scan, List<String> otherWarnings) {
    this.output = output;
    this.scan = scan;
    this.otherWarnings = otherWarnings;
  }

  /**
   * @throws EntityModelException when Hibernate failed
   */
  EntityModel model() {
    if (output.containsKey("failure")) {
      String provider = String.valueOf(output.getOrDefault("provider", "Hibernate"));
      throw new Rejection(maps(output, "failure"), scan, provider).exception();
    }
    refuseReservedNames();
    List<MappedTable> tables =
        maps(output, "tables").stream()
            .map(this::table)
            .sorted(Comparator.comparing(MappedTable::name).thenComparing(MappedTable::entityClass))
            .toList();
    List<String> ddl = ddl("ddl");
    List<String> plainDdl = output.containsKey("plainDdl") ? ddl("plainDdl") : ddl;
    List<NumberedColumn> numbered = maps(output, "numbered").stream().map(this::numbered).toList();
    return new EntityModel(ddl, plainDdl, tables, numbered, List.of(), warnings(tables));
  }

  private List<String> ddl(String key) {
    return strings(output, key).stream()
        .map(sql -> CREATE_SCHEMA.matcher(sql).replaceFirst("create schema if not exists "))
        .map(BridgeOutput::quotedComment)
        .toList();
  }

  /** Hibernate puts a comment between quotes as it is, its own quotes included. */
  private static String quotedComment(String sql) {
    Matcher comment = COMMENT.matcher(sql);
    if (!comment.matches() || !comment.group(2).replace("''", "").contains("'")) {
      return sql;
    }
    return comment.group(1) + Literal.quote(comment.group(2));
  }

  /** PostgreSQL would only say "syntax error"; here we know whose name it is. */
  private void refuseReservedNames() {
    for (Map<String, Object> table : maps(output, "tables")) {
      String entity = string(table, "entity");
      if (reserved(table, "table")) {
        throw reserved(entity, null, "table", string(table, "table"));
      }
      for (Map<String, Object> column : maps(table, "columns")) {
        if (reserved(column, "column")) {
          throw reserved(entity, string(column, "property"), "column", string(column, "column"));
        }
      }
    }
  }

  private static boolean reserved(Map<String, Object> entry, String key) {
    return !Boolean.TRUE.equals(entry.get("quoted"))
        && ReservedWords.ALL.contains(Identifier.fold(string(entry, key)));
  }

  private static EntityModelException reserved(
      String entity, @Nullable String property, String kind, String name) {
    String annotation = kind.equals("table") ? "@Table" : "@Column";
    return new EntityModelException(
        entity
            + (property == null ? "" : "." + property)
            + " maps to the "
            + kind
            + " "
            + name
            + ", a reserved word of PostgreSQL.",
        "Quote it, "
            + annotation
            + "(name = \"\\\""
            + name
            + "\\\"\"), or give it another name."
            + " hibernate.globally_quoted_identifiers=true quotes all names.",
        entity,
        property);
  }

  private List<String> warnings(List<MappedTable> tables) {
    List<String> warnings = new ArrayList<>(scan.warnings());
    warnings.addAll(otherWarnings);
    Object problem = output.get("validationProblem");
    boolean constrained =
        tables.stream()
            .flatMap(table -> table.columns().stream())
            .anyMatch(column -> !column.constraints().isEmpty());
    if (problem != null && constrained) {
      warnings.add(
          "The schema lacks what Bean Validation adds to columns (@NotNull, @Size): no"
              + " validator starts with the project's class path ("
              + problem
              + "). If the application runs with that class path, Hibernate leaves it out,"
              + " too.");
    }
    strings(output, "warnings").stream()
        .map(String::strip)
        .filter(w -> !OUR_OWN_DOING.matcher(w).find())
        .distinct()
        .forEach(warnings::add);
    return warnings;
  }

  private MappedTable table(Map<String, Object> table) {
    String entity = string(table, "entity");
    return new MappedTable(
        entity,
        name(table, "namespace", catalogName(table, "table")),
        scan.sources().get(entity),
        maps(table, "columns").stream()
            .map(this::column)
            .sorted(Comparator.comparing(MappedColumn::column))
            .toList(),
        checks(strings(table, "checks")),
        Boolean.TRUE.equals(table.get("hierarchy")),
        (String) table.get("discriminator"));
  }

  private NumberedColumn numbered(Map<String, Object> entry) {
    return new NumberedColumn(
        name(entry, "namespace", catalogName(entry, "table")),
        catalogName(entry, "column", "columnQuoted"),
        name(entry, "sequenceNamespace", catalogName(entry, "sequence", "sequenceQuoted")),
        string(entry, "optimizer"));
  }

  private QualifiedName name(Map<String, Object> entry, String namespace, String name) {
    return new QualifiedName(
        entry.containsKey(namespace)
            ? string(entry, namespace)
            : string(output, "defaultNamespace"),
        name);
  }

  private static List<MappedCheck> checks(List<String> namesAndExpressions) {
    List<MappedCheck> checks = new ArrayList<>();
    for (int i = 0; i < namesAndExpressions.size(); i += 2) {
      String name = namesAndExpressions.get(i);
      checks.add(new MappedCheck(name.isEmpty() ? null : name, namesAndExpressions.get(i + 1)));
    }
    return checks;
  }

  private MappedColumn column(Map<String, Object> column) {
    return new MappedColumn(
        catalogName(column, "column"),
        string(column, "property"),
        string(column, "javaType"),
        strings(column, "enumConstants"),
        (@Nullable String) column.get("default"),
        (@Nullable String) column.get("check"),
        initializer(column),
        Boolean.TRUE.equals(column.get("converted")),
        maps(column, "constraints").stream()
            .map(BridgeOutput::constraint)
            .sorted(Comparator.comparing(MappedConstraint::name))
            .toList());
  }

  private static MappedConstraint constraint(Map<String, Object> constraint) {
    return new MappedConstraint(
        string(constraint, "name"),
        string(constraint, "text"),
        (@Nullable Long) constraint.get("max"));
  }

  private @Nullable String initializer(Map<String, Object> column) {
    if (!column.containsKey("owner")) {
      return (@Nullable String) column.get("initial");
    }
    return scan.initializers()
        .getOrDefault(string(column, "owner"), Map.of())
        .get(string(column, "member"));
  }

  /** PostgreSQL folds a name that is not quoted. */
  private static String catalogName(Map<String, Object> entry, String key) {
    return catalogName(entry, key, "quoted");
  }

  private static String catalogName(Map<String, Object> entry, String key, String quoted) {
    String name = string(entry, key);
    return Boolean.TRUE.equals(entry.get(quoted)) ? name : Identifier.fold(name);
  }

  private static String string(Map<String, Object> entry, String key) {
    return String.valueOf(entry.get(key));
  }

  @SuppressWarnings("unchecked")
  private static List<String> strings(Map<String, Object> entry, String key) {
    return (List<String>) entry.getOrDefault(key, List.of());
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> maps(Map<String, Object> entry, String key) {
    return (List<Map<String, Object>>) entry.getOrDefault(key, List.of());
  }
}

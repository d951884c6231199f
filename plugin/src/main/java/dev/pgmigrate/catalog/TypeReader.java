package dev.pgmigrate.catalog;

import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.CompositeType;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.EnumType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads enum types, composite types and domains. */
final class TypeReader {
  private final Queries queries;
  private final Privileges privileges;

  TypeReader(Queries queries, Privileges privileges) {
    this.queries = queries;
    this.privileges = privileges;
  }

  List<EnumType> enums() throws SQLException {
    List<EnumType> enums = new ArrayList<>();
    queries.read(
        "enums",
        row ->
            enums.add(
                new EnumType(
                    row.name("name"),
                    row.texts("labels"),
                    row.textOrNull("comment"),
                    privileges.of("pg_type", row))));
    enums.sort(Comparator.comparing(EnumType::name));
    return enums;
  }

  List<CompositeType> composites() throws SQLException {
    Map<Long, List<CompositeType.Attribute>> attributes = new HashMap<>();
    Map<Long, CompositeType> types = new HashMap<>();
    queries.read(
        "composites",
        row -> {
          long oid = row.number("oid");
          List<CompositeType.Attribute> those =
              attributes.computeIfAbsent(oid, key -> new ArrayList<>());
          if (row.textOrNull("attribute") != null) {
            those.add(
                new CompositeType.Attribute(
                    row.text("attribute"),
                    row.type(),
                    row.nameOrNull("collation"),
                    row.textOrNull("attribute_comment")));
          }
          types.put(
              oid,
              new CompositeType(
                  row.name("name"),
                  those,
                  row.textOrNull("comment"),
                  privileges.of("pg_type", row)));
        });
    return types.values().stream().sorted(Comparator.comparing(CompositeType::name)).toList();
  }

  List<Domain> domains() throws SQLException {
    Map<Long, List<Check>> checks = checks();
    List<Domain> domains = new ArrayList<>();
    queries.read(
        "domains",
        row ->
            domains.add(
                new Domain(
                    row.name("name"),
                    row.type(),
                    row.nameOrNull("collation"),
                    row.is("not_null"),
                    row.expressionOrNull("default_value"),
                    checks.getOrDefault(row.number("oid"), List.of()),
                    row.textOrNull("comment"),
                    privileges.of("pg_type", row))));
    domains.sort(Comparator.comparing(Domain::name));
    return domains;
  }

  private Map<Long, List<Check>> checks() throws SQLException {
    Map<Long, List<Check>> checks = new HashMap<>();
    queries.read(
        "domain_checks",
        row ->
            checks
                .computeIfAbsent(row.number("domain"), domain -> new ArrayList<>())
                .add(
                    new Check(
                        row.text("name"),
                        row.expression("expression"),
                        true,
                        row.is("validated"),
                        false,
                        true,
                        row.textOrNull("comment"))));
    checks.values().forEach(list -> list.sort(Comparator.comparing(Check::name)));
    return checks;
  }
}

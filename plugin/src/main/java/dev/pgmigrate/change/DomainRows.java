package dev.pgmigrate.change;

import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What domains demand of the rows that have a column of them: a change of a column, or of the
 * domain itself, does not know this alone.
 */
public final class DomainRows {
  private DomainRows() {}

  /** The domains that a value of the type has to satisfy: the type itself, and what it is over. */
  static List<Domain> domains(DataType type, Schema schema) {
    List<Domain> all = new ArrayList<>();
    DataType next = type;
    while (next.userDefined() != null && !next.text().endsWith("[]")) {
      Domain domain = schema.domain(next.userDefined()).orElse(null);
      if (domain == null) {
        break;
      }
      all.add(domain);
      next = domain.type();
    }
    return all;
  }

  /** Whether rows have no value for a column whose domain is NOT NULL. */
  static boolean needsValue(Column column, Schema schema) {
    List<Domain> domains = domains(column.type(), schema);
    if (domains.stream().noneMatch(Domain::notNull) || !column.isBare()) {
      return false;
    }
    // A default of the column goes before that of the domain: also DEFAULT NULL.
    Expression own = column.defaultValue();
    Expression given = own != null ? own : domains.get(0).defaultValue();
    return given == null || given.isNull();
  }

  /**
   * The column with the type that the domains are over, at the bottom: it takes NULL. Its default
   * and its checks are the column's own only.
   */
  static Column withoutDomains(Column column, Schema schema) {
    List<Domain> domains = domains(column.type(), schema);
    return domains.isEmpty()
        ? column
        : column.withType(domains.get(domains.size() - 1).type()).withNotNull(false, null);
  }

  /** The columns of existing tables whose values the domain judges. */
  private static Stream<ObjectId> columns(Domain domain, Schema schema) {
    return schema.tables().stream()
        .flatMap(
            table ->
                table.columns().stream()
                    .filter(column -> isOf(column, domain, schema))
                    .map(column -> table.columnId(column.name())));
  }

  private static boolean isOf(Column column, Domain domain, Schema schema) {
    return domains(column.type(), schema).stream()
        .anyMatch(one -> one.name().equals(domain.name()));
  }

  /** The tables that have such a column. */
  static List<ObjectId> tables(Domain domain, Schema schema) {
    return schema.tables().stream()
        .filter(table -> table.columns().stream().anyMatch(one -> isOf(one, domain, schema)))
        .map(Table::id)
        .toList();
  }

  /** What existing rows may have against a change, because of a domain. */
  public static Stream<Warning> warnings(Change change, Schema from, Schema to) {
    if (change instanceof AddColumn add) {
      return needsValue(add.column(), to) ? Stream.of(withoutValue(add)) : Stream.of();
    }
    if (change instanceof AlterColumn alter) {
      return retyped(alter, from, to);
    }
    if (change instanceof AlterDomain alter) {
      return stricter(alter, alter.from(), alter.to(), from);
    }
    if (change instanceof ReplaceDomain replace) {
      return stricter(replace, replace.from(), replace.to(), from);
    }
    return change instanceof ReplaceTypes types
        ? types.swaps().stream()
            .flatMap(swap -> Stream.ofNullable(swap.own()))
            .flatMap(own -> warnings(own, from, to))
        : Stream.of();
  }

  private static Warning withoutValue(AddColumn add) {
    String name = SqlText.name(add.table().name()) + "." + SqlText.name(add.column().name());
    return WarningKind.NOT_NULL_WITHOUT_DEFAULT.on(
        add.object(),
        name
            + " is of "
            + SqlText.type(add.column().type())
            + ", a NOT NULL domain, and has no default; fails if the table has rows",
        Offenders.all(add.table().name(), "have no value yet"));
  }

  /** A column that gets domains which demand more than those that it had. */
  private static Stream<Warning> retyped(AlterColumn alter, Schema from, Schema to) {
    List<Domain> old = domains(alter.from().type(), from);
    List<Check> met = old.stream().flatMap(domain -> domain.checks().stream()).toList();
    boolean filled = alter.from().isFilled() || old.stream().anyMatch(Domain::notNull);
    String column = SqlText.name(alter.to().name());
    String name = SqlText.name(alter.table().name()) + "." + column;
    List<Warning> warnings = new ArrayList<>();
    for (Domain domain : domains(alter.to().type(), to)) {
      if (domain.notNull() && !filled) {
        filled = true;
        warnings.add(
            WarningKind.NOT_NULL_WITHOUT_DEFAULT.on(
                alter.object(),
                name
                    + " becomes NOT NULL, as its domain "
                    + SqlText.name(domain.name())
                    + " is; fails if a row has no value for it",
                Offenders.where(alter.table().name(), column + " IS NULL", "have no value")));
      }
      if (!met.containsAll(domain.checks())) {
        warnings.add(
            WarningKind.NEW_CHECK.on(
                alter.object(),
                "fails if a value of "
                    + name
                    + " does not meet the checks of domain "
                    + SqlText.name(domain.name())));
      }
    }
    return warnings.stream();
  }

  private static Stream<Warning> stricter(Change change, Domain from, Domain to, Schema schema) {
    List<ObjectId> columns = columns(from, schema).toList();
    if (columns.isEmpty()) {
      return Stream.of();
    }
    List<Warning> warnings = new ArrayList<>();
    String name = SqlText.name(to.name());
    if (to.notNull() && !from.notNull()) {
      warnings.add(
          WarningKind.NOT_NULL_WITHOUT_DEFAULT.on(
              change.object(),
              "domain "
                  + name
                  + " becomes NOT NULL; fails if a row has NULL in a column of this domain",
              columns.stream()
                  .map(
                      column ->
                          Offenders.where(
                              column.qualifiedName(),
                              SqlText.name(column.name()) + " IS NULL",
                              "have no " + SqlText.name(column.name())))
                  .toArray(Offenders[]::new)));
    }
    for (Check check : to.checks()) {
      if (check.validated() && !from.checks().contains(check)) {
        warnings.add(
            WarningKind.NEW_CHECK.on(
                change.object(),
                "fails if a row has a value of domain "
                    + name
                    + " that does not meet check "
                    + SqlText.name(check.name())));
      }
    }
    return warnings.stream();
  }
}

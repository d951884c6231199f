package dev.pgmigrate.ddl;

import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.Grant;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** ALTER .. OWNER, GRANT and REVOKE. */
public final class AccessSql {
  /** An argument as PostgreSQL prints it: the name may be left out, a type may be two words. */
  private static final Pattern ARGUMENT =
      Pattern.compile(
          "(?:VARIADIC )?(?:(?:\"(?:[^\"]|\"\")*\"|[^\" ]+) "
              + "(?!precision|varying|with time zone|without time zone))?(.*)");

  private static final Pattern ARGUMENTS = Pattern.compile("(?:\"(?:[^\"]|\"\")*\"|[^\",])+");

  private AccessSql() {}

  /** Owner and privileges of a new object. */
  public static List<String> of(ObjectId object, Access access) {
    return between(object, Access.DEFAULT, access);
  }

  /** The statements that lead from the one to the other. */
  public static List<String> between(ObjectId object, Access from, Access to) {
    List<String> sql = new ArrayList<>();
    // Before the owner changes: what a new owner was granted becomes his own, and a REVOKE would
    // take from that.
    revoke(sql, object, minus(from.granted(), to.granted()), from);
    if (!Objects.equals(from.owner(), to.owner())) {
      sql.add("ALTER " + ObjectSql.of(object) + " OWNER TO " + role(to.owner()));
    }
    grant(sql, object, minus(from.revoked(), to.revoked()), to);
    grant(sql, object, minus(to.granted(), from.granted()), to);
    revoke(sql, object, minus(to.revoked(), from.revoked()), to);
    return sql;
  }

  /** How GRANT and REVOKE name the object. */
  public static String on(ObjectId object) {
    return " ON " + target(object);
  }

  private static SortedSet<Grant> minus(SortedSet<Grant> some, SortedSet<Grant> others) {
    SortedSet<Grant> rest = new TreeSet<>(some);
    rest.removeAll(others);
    return rest;
  }

  private static void grant(
      List<String> sql, ObjectId object, SortedSet<Grant> grants, Access access) {
    byGrantee(grants)
        .forEach(
            (grantee, those) -> {
              for (boolean option : new boolean[] {false, true}) {
                String privileges = privileges(object, those, option);
                if (!privileges.isEmpty()) {
                  sql.add(
                      "GRANT "
                          + privileges
                          + on(object)
                          + " TO "
                          + grantee(grantee, access)
                          + (option ? " WITH GRANT OPTION" : ""));
                }
              }
            });
  }

  private static void revoke(
      List<String> sql, ObjectId object, SortedSet<Grant> grants, Access access) {
    byGrantee(grants)
        .forEach(
            (grantee, those) -> {
              SortedSet<Grant> plain =
                  those.stream()
                      .map(g -> new Grant(g.grantee(), g.privilege(), false))
                      .collect(Collectors.toCollection(TreeSet::new));
              sql.add(
                  "REVOKE "
                      + privileges(object, plain, false)
                      + on(object)
                      + " FROM "
                      + grantee(grantee, access));
            });
  }

  private static Map<String, SortedSet<Grant>> byGrantee(SortedSet<Grant> grants) {
    return grants.stream()
        .collect(
            Collectors.groupingBy(
                Grant::grantee, TreeMap::new, Collectors.toCollection(TreeSet::new)));
  }

  private static String privileges(ObjectId object, SortedSet<Grant> grants, boolean option) {
    String columns =
        switch (object.kind()) {
          case COLUMN -> " " + SqlText.list(List.of(object.name()));
          default -> "";
        };
    return grants.stream()
        .filter(grant -> grant.grantable() == option)
        .map(grant -> grant.privilege() + columns)
        .collect(Collectors.joining(", "));
  }

  private static String grantee(String grantee, Access access) {
    return switch (grantee) {
      case "" -> role(access.owner());
      case "PUBLIC" -> "PUBLIC";
      default -> SqlText.name(grantee);
    };
  }

  private static String role(@Nullable String role) {
    return role == null ? "CURRENT_USER" : SqlText.name(role);
  }

  /** What GRANT names: a view is a table to it, a domain a type, a procedure a routine. */
  private static String target(ObjectId object) {
    return switch (object.kind()) {
      case DOMAIN -> "TYPE " + SqlText.name(object);
      // To GRANT an aggregate is a function, and no argument comes behind ORDER BY.
      case AGGREGATE -> "FUNCTION " + aggregate(object);
      case TABLE, COLUMN, VIEW, MATERIALIZED_VIEW -> SqlText.name(object);
      default -> ObjectSql.of(object);
    };
  }

  private static String aggregate(ObjectId aggregate) {
    return SqlText.name(aggregate) + arguments(aggregate);
  }

  private static String arguments(ObjectId aggregate) {
    return aggregate
        .name()
        .replace("(ORDER BY ", "(")
        .replace(" ORDER BY ", ", ")
        .replace("(*)", "()");
  }

  /** The arguments of an aggregate without their names, as its {@code regprocedure} has them. */
  static String argumentTypes(ObjectId aggregate) {
    String arguments = arguments(aggregate);
    return ARGUMENTS
        .matcher(arguments.substring(1, arguments.length() - 1))
        .results()
        .map(argument -> ARGUMENT.matcher(argument.group().strip()).replaceFirst("$1"))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /**
   * What leads to the second where all of the first and of the second was given: takes away what
   * only the first has.
   */
  public static List<String> retracted(ObjectId object, Access from, Access to) {
    List<String> sql = new ArrayList<>();
    SortedSet<Grant> gone = minus(from.granted(), to.granted());
    // What a new owner was granted is his own by now.
    gone.removeIf(grant -> grant.grantee().equals(to.owner()));
    revoke(sql, object, gone, to);
    grant(sql, object, minus(from.revoked(), to.revoked()), to);
    if (from.owner() != null && to.owner() == null && object.kind() != ObjectKind.COLUMN) {
      sql.add("ALTER " + ObjectSql.of(object) + " OWNER TO " + role(null));
      // What was granted to the old owner went to the new one.
      SortedSet<Grant> again = new TreeSet<>(to.granted());
      again.removeIf(grant -> !grant.grantee().equals(from.owner()));
      grant(sql, object, again, to);
    }
    return sql;
  }
}

package dev.pgmigrate.role;

import dev.pgmigrate.jdbc.SqlResource;
import dev.pgmigrate.run.HiddenRows;
import dev.pgmigrate.sql.Identifier;
import dev.pgmigrate.sql.SqlState;
import dev.pgmigrate.sql.Statement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/**
 * What the server said, in English, when it did not let a role execute a statement.
 *
 * @param said its sentence
 * @param detail what it said more, with its hint; or empty
 * @param rows whether it refused to hide rows
 */
record RoleRefusal(String said, String detail, boolean rows) {
  private static final String OWNER = SqlResource.text(RoleRefusal.class, "owner");
  private static final String ROLE = "<deploy role>";

  /** GRANT and REVOKE that do nothing, or not all, succeed; so do VACUUM and its kin. */
  private static final Set<String> NOTHING_GRANTED =
      Set.of(SqlState.PRIVILEGE_NOT_REVOKED, SqlState.PRIVILEGE_NOT_GRANTED);

  private static final Pattern SKIPPED =
      Pattern.compile("permission denied to \\w+ \".*\", skipping it|skipping \".*\" --- only .*");

  private static final Pattern DENIED_FOR =
      Pattern.compile("permission denied for (database|schema|[a-z -]+?) \"?(.+?)\"?");

  private static final Pattern OWNER_OF =
      Pattern.compile("must be (?:the )?owner of ([a-z -]+?) \"?([^\" ]+)\"?( or .*)?");

  private static final Pattern MEMBER_OF =
      Pattern.compile(
          "must be (?:a )?(?:member of|able to SET ROLE|able to use) (?:role )?\"(.+)\""
              + "|permission denied to set role \"(.+)\"");

  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          "\\b(CREATEROLE|CREATEDB|BYPASSRLS|REPLICATION) attribute"
              + "|permission denied to (create role|create database|alter role|drop role)");

  /** CREATE on the database is asked for first, and is not enough. */
  private static final Pattern OF_SUPERUSERS =
      Pattern.compile("(?is)^create\\s+publication\\b.*\\bfor\\s+(all\\s+tables|tables\\s+in)\\b");

  private static final Pattern PREDEFINED = Pattern.compile("\\b(pg_[a-z_]+)\\b");
  private static final Pattern PARAMETER =
      Pattern.compile("permission denied to set parameter \"(.+)\"");

  static RoleRefusal of(SQLException e) {
    ServerErrorMessage server = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
    return of(server, String.valueOf(e.getMessage()), HiddenRows.refused(e));
  }

  private static RoleRefusal of(@Nullable ServerErrorMessage server, String text, boolean rows) {
    if (server == null) {
      return new RoleRefusal(text.lines().findFirst().orElse(""), "", rows);
    }
    String detail = server.getDetail() == null ? "" : server.getDetail();
    String hint = server.getHint() == null ? "" : server.getHint();
    return new RoleRefusal(
        String.valueOf(server.getMessage()), (detail + " " + hint).strip(), rows);
  }

  /** That a statement was skipped as a whole or in part, though it succeeded. */
  static Optional<RoleRefusal> among(@Nullable SQLWarning first) {
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      String text = String.valueOf(warning.getMessage());
      if (NOTHING_GRANTED.contains(String.valueOf(warning.getSQLState()))
          || SKIPPED.matcher(text).matches()) {
        ServerErrorMessage server =
            warning instanceof PSQLWarning w ? w.getServerErrorMessage() : null;
        return Optional.of(of(server, text, false));
      }
    }
    return Optional.empty();
  }

  /**
   * Which right is missing, and how the role gets it.
   *
   * @param connection a session of the role, in no failed transaction
   * @param namespace of names without one
   */
  MissingRight missing(Connection connection, String namespace, Statement statement)
      throws SQLException {
    if (rows) {
      List<HiddenRows> tables =
          HiddenRows.of(
              connection, namespace, dev.pgmigrate.plan.Step.transaction(List.of(statement)));
      return right(statement, "it needs a role that sees all rows", HiddenRows.advice(tables));
    }
    Matcher owner = OWNER_OF.matcher(said);
    if (owner.matches()) {
      return owned(connection, statement, owner.group(1) + " " + owner.group(2), owner.group(2));
    }
    Matcher member = MEMBER_OF.matcher(said);
    Matcher memberBelow = MEMBER_OF.matcher(detail);
    if (member.find() || memberBelow.find()) {
      Matcher found = member.reset().find() ? member : memberBelow;
      String role = found.group(1) == null ? found.group(2) : found.group(1);
      return right(
          statement,
          "it needs the membership in " + role,
          grant(Identifier.quote(role), "member-of=" + role));
    }
    return byWords(statement);
  }

  private MissingRight byWords(Statement statement) {
    Matcher denied = DENIED_FOR.matcher(said);
    boolean trusted = detail.contains("Must have CREATE privilege on current database");
    boolean database = denied.matches() && denied.group(1).equals("database");
    if ((trusted || database) && !OF_SUPERUSERS.matcher(statement.sql()).find()) {
      return right(
          statement,
          "it needs CREATE on the database",
          grant("CREATE ON DATABASE <database>", "create-on-database"));
    }
    if (denied.matches() && !database && !denied.group(1).equals("language")) {
      return right(statement, "it needs a privilege on " + named(denied), granted(denied));
    }
    Matcher parameter = PARAMETER.matcher(said);
    if (parameter.matches()) {
      String privilege = statement.firstWord().equals("alter") ? "ALTER SYSTEM" : "SET";
      return right(
          statement,
          "it needs a superuser, or since PostgreSQL 15 a privilege on the parameter",
          "GRANT "
              + privilege
              + " ON PARAMETER "
              + parameter.group(1)
              + " TO "
              + ROLE
              + "; a superuser grants it.");
    }
    Matcher attribute = ATTRIBUTE.matcher(said + " " + detail);
    if (attribute.find()) {
      String word = attribute.group(1) == null ? attributeFor(attribute) : attribute.group(1);
      return right(
          statement,
          "it needs a role with " + word,
          "ALTER ROLE " + ROLE + " " + word + "; or let an administrator execute it.");
    }
    Matcher predefined = PREDEFINED.matcher(detail);
    if (detail.contains("privileges of") && predefined.find()) {
      return right(
          statement,
          "it needs the membership in " + predefined.group(1),
          grant(predefined.group(1), "member-of=" + predefined.group(1)));
    }
    if (said.startsWith("no privileges") || said.startsWith("not all privileges")) {
      return right(
          statement,
          "it needs the ownership of the object, or its privileges WITH GRANT OPTION",
          "Let the owner of the object execute it, or make the deploy role a member of the owner.");
    }
    return right(
        statement,
        "it needs a superuser",
        "Let an administrator execute it before the deploy, and write the revision so that it"
            + " accepts what is there already. Does the server allow it to the deploy role? Then"
            + " state it: migrate.shadowRole=statement=<its first words>.");
  }

  private static String attributeFor(Matcher attribute) {
    return attribute.group(2).equals("create database") ? "CREATEDB" : "CREATEROLE";
  }

  private static String named(Matcher denied) {
    return denied.group(1) + " " + denied.group(2);
  }

  private static String granted(Matcher denied) {
    String name = denied.group(2);
    return switch (denied.group(1)) {
      case "schema" -> "GRANT USAGE, CREATE ON SCHEMA " + name + " TO " + ROLE + ";";
      case "sequence" -> "GRANT USAGE, SELECT ON SEQUENCE " + name + " TO " + ROLE + ";";
      case "function", "procedure" -> "GRANT EXECUTE ON ROUTINE " + name + " TO " + ROLE + ";";
      case "type" -> "GRANT USAGE ON TYPE " + name + " TO " + ROLE + ";";
      default ->
          "GRANT the privilege (SELECT, INSERT, UPDATE, DELETE, REFERENCES or TRIGGER) ON "
              + name
              + " TO "
              + ROLE
              + ";";
    };
  }

  private MissingRight owned(Connection connection, Statement statement, String object, String name)
      throws SQLException {
    List<String> owners = new ArrayList<>();
    boolean superuser = false;
    try (PreparedStatement query = connection.prepareStatement(OWNER)) {
      query.setString(1, name.substring(name.lastIndexOf('.') + 1));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          owners.add(row.getString(1));
          superuser |= row.getBoolean(2);
        }
      }
    }
    if (owners.size() != 1 || superuser) {
      return right(
          statement,
          "it needs the ownership of " + object,
          "Let its owner, or an administrator, execute it.");
    }
    return right(
        statement,
        "it needs the ownership of " + object + ", which belongs to " + owners.get(0),
        grant(Identifier.quote(owners.get(0)), "member-of=" + owners.get(0)));
  }

  private static String grant(String what, String stated) {
    return "GRANT " + what + " TO " + ROLE + "; and state it: migrate.shadowRole=" + stated;
  }

  private MissingRight right(Statement statement, String right, String mend) {
    return new MissingRight(statement, said, right, mend);
  }
}

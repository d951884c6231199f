package dev.pgmigrate.role;

import dev.pgmigrate.sql.Lexer;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.Token;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * What the role of the deploy jobs may do beyond its own objects, as a project states it.
 *
 * @param attributes of the role, in the words of CREATE ROLE: {@code createdb}
 * @param createOnDatabase whether it may create schemas and trusted extensions
 * @param memberships roles that it is a member of
 * @param extensions those that it may create, alter and drop, although PostgreSQL asks for a
 *     superuser; {@code *} stands for all
 * @param statements beginnings of statements that the server allows it, likewise
 */
@API(status = API.Status.EXPERIMENTAL)
public record DeployRights(
    Set<String> attributes,
    boolean createOnDatabase,
    Set<String> memberships,
    Set<String> extensions,
    List<String> statements) {
  /** It owns what it changes, and no more. */
  public static final DeployRights OWNERSHIP =
      new DeployRights(Set.of(), false, Set.of(), Set.of(), List.of());

  private static final String CREATE_ON_DATABASE = "create-on-database";

  /** Says nothing, and that on purpose. */
  private static final String NO_MORE = "ownership";

  private static final Set<String> ATTRIBUTES =
      Set.of("createdb", "createrole", "bypassrls", "replication", "superuser");

  private static final Set<String> IF_EXISTS = Set.of("if", "not", "exists");

  public DeployRights {
    // In one order: a kept run is known by how these are printed.
    attributes = Collections.unmodifiableSet(new TreeSet<>(attributes));
    memberships = Collections.unmodifiableSet(new TreeSet<>(memberships));
    extensions = Collections.unmodifiableSet(new TreeSet<>(extensions));
    statements = List.copyOf(statements);
  }

  /**
   * Reads {@code create-on-database}, {@code member-of=app_owner}, {@code extension=pgcrypto}.
   *
   * @throws IllegalArgumentException when one of them is no right; the message lists those there
   *     are
   */
  public static DeployRights parse(List<String> rights) {
    Set<String> attributes = new TreeSet<>();
    Set<String> memberships = new TreeSet<>();
    Set<String> extensions = new TreeSet<>();
    List<String> statements = new ArrayList<>();
    Set<String> words = new TreeSet<>();
    for (String right : rights) {
      String[] parts = right.strip().split("\\s*=\\s*", 2);
      if (parts.length == 1 && ATTRIBUTES.contains(parts[0])) {
        attributes.add(parts[0]);
      } else if (parts.length == 1 && Set.of(CREATE_ON_DATABASE, NO_MORE).contains(parts[0])) {
        words.add(parts[0]);
      } else if (parts.length == 2 && parts[0].equals("member-of")) {
        memberships.add(parts[1]);
      } else if (parts.length == 2 && parts[0].equals("extension")) {
        extensions.add(parts[1]);
      } else if (parts.length == 2 && parts[0].equals("statement")) {
        statements.add(parts[1]);
      } else {
        throw new IllegalArgumentException(
            "'"
                + right.strip()
                + "' is not a right of a role; write ownership, create-on-database, createdb,"
                + " createrole, bypassrls, replication, superuser, member-of=<role>,"
                + " extension=<name> or statement=<its first words>");
      }
    }
    return new DeployRights(
        attributes, words.contains(CREATE_ON_DATABASE), memberships, extensions, statements);
  }

  /** Whether the server lets the role execute it, although PostgreSQL itself would not. */
  boolean allows(Statement statement) {
    List<String> words = words(statement.sql());
    return statements.stream().anyMatch(begin -> begins(words, words(begin)))
        || extension(words)
            .filter(name -> extensions.contains("*") || extensions.contains(name))
            .isPresent();
  }

  /** The extension that a statement is about. */
  private static Optional<String> extension(List<String> words) {
    boolean about =
        begins(words, List.of("create", "extension"))
            || begins(words, List.of("alter", "extension"))
            || begins(words, List.of("drop", "extension"))
            || begins(words, List.of("comment", "on", "extension"));
    return about
        ? words.subList(words.indexOf("extension") + 1, words.size()).stream()
            .filter(word -> !IF_EXISTS.contains(word))
            .map(word -> word.replace("\"", ""))
            .findFirst()
        : Optional.empty();
  }

  private static boolean begins(List<String> words, List<String> begin) {
    return words.size() >= begin.size() && words.subList(0, begin.size()).equals(begin);
  }

  private static List<String> words(String sql) {
    return Lexer.tokens(sql).stream()
        .filter(token -> token.kind() != Token.Kind.COMMENT)
        .map(Token::folded)
        .toList();
  }
}

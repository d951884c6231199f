package dev.pgmigrate.command;

import dev.pgmigrate.plan.Step;
import dev.pgmigrate.project.SqlScripts;
import dev.pgmigrate.sql.Lexer;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script of another tool as steps, with the transactions that the tool makes: Flyway executes a
 * file in one, psql each statement in one of its own and those between BEGIN and COMMIT together.
 *
 * <p>A BEGIN or COMMIT without its counterpart stays among the statements.
 *
 * @param oneTransaction whether the tool executes the whole file in one transaction
 */
record ForeignScript(List<Statement> statements, boolean oneTransaction) {
  private static final Set<String> BEGIN = Set.of("begin", "start");
  private static final Set<String> END = Set.of("commit", "end");
  private static final Set<String> DISCARD = Set.of("rollback", "abort");
  private static final Set<String> PARTLY = Set.of("savepoint", "release");

  private static final Pattern FLYWAY = Pattern.compile("(?:V([0-9._]+)|R)__.*\\.sql");

  /** Versions as Flyway counts them, then what it repeats, then everything else by its name. */
  static final Comparator<SqlScripts.Script> ORDER =
      Comparator.comparing((SqlScripts.Script script) -> version(script), ForeignScript::compare)
          .thenComparing(SqlScripts.Script::path);

  private static List<Long> version(SqlScripts.Script script) {
    Matcher name = FLYWAY.matcher(script.path().getFileName().toString());
    String version = name.matches() ? name.group(1) : null;
    if (!name.matches()) {
      return List.of(Long.MAX_VALUE, 1L);
    }
    return version == null
        ? List.of(Long.MAX_VALUE)
        : Pattern.compile("[0-9]{1,18}")
            .matcher(version)
            .results()
            .map(part -> Long.valueOf(part.group()))
            .toList();
  }

  private static int compare(List<Long> a, List<Long> b) {
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      long left = i < a.size() ? a.get(i) : 0;
      long right = i < b.size() ? b.get(i) : 0;
      if (left != right) {
        return Long.compare(left, right);
      }
    }
    return 0;
  }

  /** A file; its name says which tool it is for. */
  static ForeignScript of(SqlScripts.Script script) {
    boolean flyway = FLYWAY.matcher(script.path().getFileName().toString()).matches();
    boolean outside = script.statements().stream().anyMatch(ForeignScript::runsAlone);
    return new ForeignScript(script.statements(), flyway && !outside);
  }

  /** What PostgreSQL refuses in a transaction. */
  private static boolean runsAlone(Statement statement) {
    return says(statement, "CONCURRENTLY") || statement.firstWord().equals("vacuum");
  }

  /** The first statement that makes, keeps or goes back to a savepoint; a watched one cannot. */
  Optional<Statement> savepoint() {
    return oneTransaction
        ? Optional.empty()
        : statements.stream().filter(ForeignScript::isOfSavepoint).findFirst();
  }

  private static boolean isOfSavepoint(Statement statement) {
    String verb = statement.firstWord();
    return PARTLY.contains(verb) || (DISCARD.contains(verb) && says(statement, "TO"));
  }

  /** All of it; where there are savepoints, statement by statement as psql sends them. */
  List<Step> steps() {
    if (oneTransaction) {
      return List.of(Step.transaction(statements));
    }
    if (savepoint().isPresent()) {
      return statements.stream().map(ForeignScript::alone).toList();
    }
    List<Step> steps = new ArrayList<>();
    List<Statement> together = new ArrayList<>();
    boolean open = false;
    Statement begun = null;
    for (Statement statement : statements) {
      String verb = statement.firstWord();
      if (BEGIN.contains(verb) && !open) {
        open = true;
        begun = statement;
      } else if (END.contains(verb) && open) {
        open = false;
        steps.add(Step.transaction(together));
        together.clear();
      } else if (DISCARD.contains(verb)) {
        open = false;
        together.clear();
      } else if (open) {
        together.add(statement);
      } else {
        steps.add(alone(statement));
      }
    }
    if (begun != null && open) {
      together.add(0, begun);
    }
    if (!together.isEmpty()) {
      steps.add(Step.transaction(together));
    }
    return steps;
  }

  private static Step alone(Statement statement) {
    return new Step(Step.Kind.NO_TRANSACTION, List.of(statement), Map.of(), null, statement.line());
  }

  private static boolean says(Statement statement, String word) {
    return Lexer.tokens(statement.sql()).stream().anyMatch(token -> token.isWord(word));
  }
}

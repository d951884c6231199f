package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Only a superuser may execute a statement. */
final class SuperuserOnly extends StatementRule {
  private static final List<String> WORDS =
      List.of(
          "ALTER SYSTEM",
          "CREATE EVENT TRIGGER",
          "ALTER EVENT TRIGGER",
          "CREATE FOREIGN DATA WRAPPER",
          "ALTER FOREIGN DATA WRAPPER",
          "CREATE ACCESS METHOD",
          "CREATE TABLESPACE",
          "CREATE TEXT SEARCH PARSER",
          "CREATE TEXT SEARCH TEMPLATE",
          "CREATE OPERATOR CLASS",
          "CREATE OPERATOR FAMILY",
          "ALTER OPERATOR FAMILY");

  SuperuserOnly() {
    super(
        "superuser-only",
        Severity.WARNING,
        "Let an administrator execute it once, outside of the migrations.");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    boolean needed =
        WORDS.stream().anyMatch(statement::begins)
            || isInC(statement)
            || isCastWithoutFunction(statement)
            || isOfAllTables(statement);
    return needed ? Stream.of("only a superuser may execute it") : Stream.empty();
  }

  private static boolean isInC(WatchedStatement statement) {
    return statement.statement().firstWord().equals("create")
        && statement.says("FUNCTION")
        && IN_C.matcher(statement.statement().sql()).find();
  }

  /** The owner of a type may make a cast with a function or through text. */
  private static boolean isCastWithoutFunction(WatchedStatement statement) {
    return statement.begins("CREATE CAST") && statement.says("WITHOUT");
  }

  private static boolean isOfAllTables(WatchedStatement statement) {
    return statement.begins("CREATE PUBLICATION")
        && statement.says("ALL")
        && statement.says("TABLES");
  }

  private static final Pattern IN_C =
      Pattern.compile("\\bLANGUAGE\\s+'?(c|internal)\\b", Pattern.CASE_INSENSITIVE);
}

package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.DmlShape;
import dev.pgmigrate.lint.Effects;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Rule;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.sql.Lexer;
import dev.pgmigrate.sql.Token;
import java.util.List;
import java.util.stream.Stream;

/** A down step removes rows or columns. */
final class DownLosesData implements Rule {
  @Override
  public String id() {
    return "down-loses-data";
  }

  @Override
  public Severity severity() {
    return Severity.NOTE;
  }

  @Override
  public String mend() {
    return "Write into a comment of the revision what is lost; once rows are written,"
        + " roll forward instead of back.";
  }

  @Override
  public Stream<Finding> findings(WatchedRevision revision, List<WatchedRevision> branch) {
    return revision.revision().down().stream()
        .flatMap(step -> step.statements().stream())
        .map(statement -> new WatchedStatement(statement, Effects.NONE, DmlShape.NONE))
        .filter(DownLosesData::losesRows)
        .map(
            statement ->
                finding(
                    statement,
                    "a downgrade loses the values that were written since the upgrade: "
                        + statement.statement().shown().lines().findFirst().orElse("")));
  }

  /** A down step is not executed here: its words tell. */
  private static boolean losesRows(WatchedStatement statement) {
    return statement.begins("DROP TABLE")
        || statement.begins("DROP SCHEMA")
        || statement.begins("TRUNCATE")
        || statement.begins("DELETE")
        || (statement.begins("ALTER TABLE") && dropsColumn(statement.statement().sql()));
  }

  private static boolean dropsColumn(String sql) {
    List<Token> words =
        Lexer.tokens(sql).stream().filter(token -> token.kind() != Token.Kind.COMMENT).toList();
    for (int i = 0; i + 1 < words.size(); i++) {
      Token next = words.get(i + 1);
      if (words.get(i).isWord("DROP") && NOT_COLUMNS.stream().noneMatch(next::isWord)) {
        return true;
      }
    }
    return false;
  }

  private static final List<String> NOT_COLUMNS =
      List.of("CONSTRAINT", "NOT", "DEFAULT", "IDENTITY", "EXPRESSION");
}

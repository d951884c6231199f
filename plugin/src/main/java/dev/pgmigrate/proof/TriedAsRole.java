package dev.pgmigrate.proof;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.role.MissingRight;
import dev.pgmigrate.shadow.ServerStatement;
import dev.pgmigrate.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The rule that knows by its words what only a superuser may execute, where revisions were executed
 * as an ordinary role: what that role was refused goes before the words, and is reported once, by
 * {@link DeployRoleRule}.
 */
final class TriedAsRole extends CorrectedRule {
  private static final String ID = "superuser-only";

  private final Map<String, List<MissingRight>> missing;

  /** Of what the role was refused, by the id of each revision that it has executed. */
  TriedAsRole(Map<String, List<MissingRight>> missing) {
    super(ID);
    this.missing = missing;
  }

  @Override
  public Stream<Finding> findings(WatchedRevision revision, List<WatchedRevision> branch) {
    Stream<Finding> said = words.findings(revision, branch);
    List<MissingRight> refused = missing.get(revision.revision().id());
    return refused == null
        ? said
        : said.filter(
            finding ->
                revision
                    .statements()
                    .map(watched -> watched.statement())
                    .filter(statement -> statement.line() == finding.line())
                    .anyMatch(statement -> !isTried(statement, refused)));
  }

  /** What reaches beyond the database is executed as no role, unless it was refused. */
  private static boolean isTried(Statement statement, List<MissingRight> refused) {
    return !ServerStatement.is(statement)
        || refused.stream().anyMatch(right -> right.statement().line() == statement.line());
  }
}

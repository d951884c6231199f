package dev.pgmigrate.output;

import dev.pgmigrate.page.PullRequestComment;

/** One comment of a pull request. */
final class VerifyMarkdown implements Form {
  @Override
  public String file() {
    return "verify.md";
  }

  @Override
  public String text(Outcome outcome) {
    return PullRequestComment.of(
        outcome.verdict(),
        outcome.failOn(),
        outcome.project(),
        outcome.path(outcome.project().root()));
  }
}

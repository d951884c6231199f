package dev.pgmigrate.output;

import dev.pgmigrate.page.VerdictPage;

/** One page for people. */
final class VerifyHtml implements Form {
  @Override
  public String file() {
    return "verify.html";
  }

  @Override
  public String text(Outcome outcome) {
    return VerdictPage.of(outcome.verdict(), outcome.failOn(), outcome.project());
  }
}

package dev.pgmigrate.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.verify.VerdictBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The first line says what the build does, and never calls fine what nobody looked at. */
class SummaryTest {
  @Test
  void itSaysWhatTheBuildDoes() {
    VerdictBuilder twoWarnings = verdict(Severity.WARNING, Severity.NOTE, Severity.WARNING);
    assertThat(Summary.of(twoWarnings.verdict(0), Severity.ERROR))
        .isEqualTo(
            new Summary(
                "warning", "Nothing that fails the build: 2 warnings, 1 note", "0 scripts judged"));
    assertThat(Summary.of(twoWarnings.verdict(0), Severity.WARNING).verdict())
        .isEqualTo("Not ready to merge: 2 warnings, 1 note");
    assertThat(Summary.of(verdict(Severity.NOTE).verdict(0), Severity.NOTE).verdict())
        .isEqualTo("Not ready to merge: 1 note");
  }

  @Test
  void whatIsNotCheckedIsNotFine() {
    assertThat(Summary.of(verdict().verdict(0), Severity.ERROR))
        .extracting(Summary::style, Summary::verdict)
        .containsExactly("fine", "Nothing found");
    VerdictBuilder unchecked = verdict();
    unchecked.notChecked("cascade-drops", "The role is no superuser.");
    assertThat(Summary.of(unchecked.verdict(0), Severity.ERROR))
        .extracting(Summary::style, Summary::verdict)
        .containsExactly("unchecked", "Nothing found, 1 not checked");
    unchecked.found(finding(Severity.ERROR));
    assertThat(Summary.of(unchecked.verdict(0), Severity.ERROR))
        .extracting(Summary::style, Summary::verdict)
        .containsExactly("error", "Not ready to merge: 1 error, 1 not checked");
  }

  private static VerdictBuilder verdict(Severity... severities) {
    VerdictBuilder verdict = new VerdictBuilder();
    List.of(severities).forEach(severity -> verdict.found(finding(severity)));
    return verdict;
  }

  private static Finding finding(Severity severity) {
    return new Finding("a-rule", severity, null, 0, "a message", "", null);
  }
}

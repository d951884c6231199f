package dev.pgmigrate.proof;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.revision.RevisionFormatException;
import dev.pgmigrate.verify.VerdictBuilder;
import java.util.Objects;
import java.util.Optional;

/** Whether the files of the revisions can be read and form a graph. */
public final class ReadableHistory {
  private static final String RULE = "readable-history";

  private ReadableHistory() {}

  /** The history; empty where it cannot be read, which is then a finding. */
  public static Optional<History> of(Project project, VerdictBuilder verdict) {
    verdict.checked(RULE, "the revisions form a graph");
    try {
      History history = History.read(project);
      verdict.history(history.graph().revisions());
      return Optional.of(history);
    } catch (RevisionFormatException e) {
      verdict.found(
          Finding.error(
              RULE, e.file(), e.line(), e.fault(), Objects.requireNonNullElse(e.advice(), "")));
    } catch (MigrationException e) {
      verdict.found(Finding.error(RULE, null, 0, String.valueOf(e.getMessage()), ""));
    }
    return Optional.empty();
  }
}

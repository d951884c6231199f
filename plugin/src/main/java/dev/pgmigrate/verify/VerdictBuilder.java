package dev.pgmigrate.verify;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.revision.Revision;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what the checks of one run find, from one thread. */
public final class VerdictBuilder {
  private final List<CheckedRule> checks = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<VerifiedRevision> revisions = new ArrayList<>();
  private final List<Revision> history = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final List<NotChecked> notChecked = new ArrayList<>();
  private @Nullable String database;

  /**
   * Something is checked from now on.
   *
   * @param title what holds where nothing is found, a clause
   */
  public void checked(String rule, String title) {
    checks.add(new CheckedRule(rule, title));
  }

  /** This live database was compared with its history. */
  public void compared(String described) {
    database = described;
  }

  /** Something is not as it should be. */
  public void found(Finding finding) {
    findings.add(finding);
  }

  /**
   * Something cannot be found out.
   *
   * @param why a sentence, with what to do about it where there is something
   */
  public void notChecked(String rule, String why) {
    NotChecked line = new NotChecked(rule, why);
    if (!notChecked.contains(line)) {
      notChecked.add(line);
    }
  }

  /** Whether something of this rule or check could not be found out. */
  public boolean isNotChecked(String rule) {
    return notChecked.stream().anyMatch(line -> line.rule().equals(rule));
  }

  /** A revision was judged. */
  public void judged(VerifiedRevision revision) {
    revisions.add(revision);
  }

  /**
   * These revisions are the history.
   *
   * @param all parents before their children
   */
  public void history(List<Revision> all) {
    history.addAll(all);
  }

  /**
   * The history lacks this statement, which is an error of this check.
   *
   * @param mend how to write it
   */
  public void missing(String rule, String sql, String mend) {
    missing.add(sql);
    found(Finding.error(rule, null, 0, sql + Verdict.HAS_NO_MIGRATION, mend));
  }

  /** All of it, of a history of so many revisions. */
  public Verdict verdict(int total) {
    return new Verdict(checks, findings, revisions, history, total, missing, notChecked, database);
  }
}

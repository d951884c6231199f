package dev.pgmigrate.lint;

import java.util.Set;

/** A rule about work under a lock, of which a generated revision warns as {@code long-lock}. */
public abstract class LockRule extends StatementRule implements GrowsWithTable {
  protected LockRule(String id, Severity severity, String mend) {
    super(id, severity, mend);
  }

  @Override
  public final Set<String> warnedAs() {
    return Set.of("long-lock");
  }
}

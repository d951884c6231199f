package dev.pgmigrate.project;

import dev.pgmigrate.MigrationException;
import java.util.EnumSet;
import java.util.Set;

/**
 * A person must approve the run, and has not, or has approved another one. Nothing was executed.
 */
public final class ApprovalException extends MigrationException {
  private static final long serialVersionUID = 1L;

  private final EnumSet<Approval.Input> changed;

  ApprovalException(String fault, String advice, Set<Approval.Input> changed) {
    super(fault, advice);
    this.changed = EnumSet.noneOf(Approval.Input.class);
    this.changed.addAll(changed);
  }

  /** The parts that differ from the approved plan; empty if nothing was approved. */
  public Set<Approval.Input> changed() {
    return Set.copyOf(changed);
  }
}

package dev.pgmigrate.project;

import dev.pgmigrate.MigrationException;
import java.util.EnumSet;
import java.util.Set;

/**
 * A person has to approve what would be done to the database, and has not, or has approved
 * something else. Nothing was done.
 */
public final class ApprovalException extends MigrationException {
  private static final long serialVersionUID = 1L;

  private final EnumSet<Approval.Input> changed;

  ApprovalException(String message, Set<Approval.Input> changed) {
    super(message);
    this.changed = EnumSet.noneOf(Approval.Input.class);
    this.changed.addAll(changed);
  }

  /** What is not as the approved plan has it; empty when nothing was approved. */
  public Set<Approval.Input> changed() {
    return Set.copyOf(changed);
  }
}

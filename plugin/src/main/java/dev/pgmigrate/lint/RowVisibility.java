package dev.pgmigrate.lint;

import java.util.List;
import org.apiguardian.api.API;

/**
 * Which rows of a table a role sees.
 *
 * @param enabled whether every role but the owner sees what a policy grants, and no other row
 * @param forced whether the owner does, too
 * @param policies sorted by name; known only where it is enabled
 */
@API(status = API.Status.EXPERIMENTAL)
public record RowVisibility(boolean enabled, boolean forced, List<Policy> policies) {
  /** Every role that may read the table sees all rows. */
  public static final RowVisibility OFF = new RowVisibility(false, false, List.of());

  /**
   * A policy.
   *
   * @param restrictive whether a row has to meet it whatever other policies grant
   * @param whole whether it is for every command and every role
   * @param scope the commands and roles that it is for, as the catalog has them
   * @param using what a row has to meet to be seen; empty where it says nothing
   * @param check what a written row has to meet; empty: what it has to meet to be seen
   */
  public record Policy(
      String name, boolean restrictive, boolean whole, String scope, String using, String check) {
    private static final String ALWAYS = "true";

    private boolean grantsAll() {
      return !restrictive && whole && using.equals(ALWAYS) && isOpen(check);
    }

    /** Whether rows may be refused because of it, which other policies grant. */
    public boolean refuses() {
      return restrictive && !(isOpen(using) && isOpen(check));
    }

    private static boolean isOpen(String condition) {
      return condition.isEmpty() || condition.equals(ALWAYS);
    }
  }

  public RowVisibility {
    policies = List.copyOf(policies);
  }

  /** Whether every role may see and write every row, as without row security. */
  public boolean grantsAll() {
    return !enabled
        || (policies.stream().anyMatch(Policy::grantsAll)
            && policies.stream().noneMatch(Policy::refuses));
  }
}

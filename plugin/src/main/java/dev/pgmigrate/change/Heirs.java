package dev.pgmigrate.change;

import dev.pgmigrate.schema.QualifiedName;
import java.util.List;

/**
 * What becomes of a column in the tables that inherit it when their parent loses it.
 *
 * @param keep whether some of them keep it, with its values, as their own
 * @param losing those that lose it all the same, parents first; only where others keep it
 */
public record Heirs(boolean keep, List<QualifiedName> losing) {
  /** It goes from all of them. */
  public static final Heirs NONE = new Heirs(false, List.of());

  public Heirs {
    losing = List.copyOf(losing);
  }
}

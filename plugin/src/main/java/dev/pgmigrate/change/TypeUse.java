package dev.pgmigrate.change;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.QualifiedName;
import java.util.Comparator;
import java.util.List;

/**
 * A column of a user-defined type that must be swapped for another: one that has the type (or an
 * array of it) on both sides of the change.
 *
 * @param from the column before, with its default
 * @param to the column afterwards, with the default it gets
 */
public record TypeUse(QualifiedName table, Column from, Column to) {
  /** The order in which the statements of one swap stand. */
  public static final Comparator<TypeUse> ORDER =
      Comparator.comparing(TypeUse::table).thenComparing(use -> use.to().name());

  static List<TypeUse> swapped(List<TypeUse> uses) {
    return uses.stream().map(use -> new TypeUse(use.table, use.to, use.from)).toList();
  }
}

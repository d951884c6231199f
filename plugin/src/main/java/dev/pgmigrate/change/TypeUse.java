package dev.pgmigrate.change;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.QualifiedName;
import java.util.List;

/**
 * A column of a user-defined type that must be swapped for another: one that has the type (or an
 * array of it) on both sides of the change.
 *
 * @param from the column before, with its default
 * @param to the column afterwards, with the default it gets
 */
public record TypeUse(QualifiedName table, Column from, Column to) {
  static List<TypeUse> swapped(List<TypeUse> uses) {
    return uses.stream().map(use -> new TypeUse(use.table, use.to, use.from)).toList();
  }
}

package dev.pgmigrate.entity;

import dev.pgmigrate.schema.QualifiedName;
import java.util.Set;

/**
 * A column whose values the application draws from a sequence itself, which no default says.
 *
 * @param table as the catalog will hold it; the namespace is empty when the entity leaves it to the
 *     connection
 * @param sequence likewise
 * @param optimizer the name of Hibernate's class that makes values of what the sequence gives
 */
public record NumberedColumn(
    QualifiedName table, String column, QualifiedName sequence, String optimizer) {
  private static final Set<String> BLOCKS =
      Set.of(
          "NoopOptimizer", "PooledOptimizer", "PooledLoOptimizer", "PooledLoThreadLocalOptimizer");

  /**
   * Whether each value of the sequence stands for itself, alone or with the block that ends or
   * begins there. A multiple of it is what hilo makes.
   */
  public boolean takesValues() {
    return BLOCKS.contains(optimizer);
  }
}

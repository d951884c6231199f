/**
 * Random pairs of schemas, and what must hold of the plan between them.
 *
 * <p>The generator holds a model of its own and writes plain DDL: the product's code is not its own
 * witness. Start at {@code RandomPairsTest}.
 */
package dev.pgmigrate.random;

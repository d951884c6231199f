/**
 * Walks over directed graphs: what is reached, in which order nodes come, which of them go round in
 * circles.
 *
 * <p>In: the neighbours of a node, as a function. Out: sets and lists of nodes. It knows nothing of
 * what the nodes are.
 *
 * <p>Start at {@link dev.pgmigrate.graph.Graphs}.
 */
@NullMarked
package dev.pgmigrate.graph;

import org.jspecify.annotations.NullMarked;

/**
 * From changes to the steps of a revision: the dependency order, the grouping into transactions.
 *
 * <p>In: changes. Out: {@link dev.pgmigrate.plan.Step}s, up and down. A generated step and a parsed
 * step have the same type.
 *
 * <p>Pure. Start at {@link dev.pgmigrate.plan.Planner}.
 */
@NullMarked
package dev.pgmigrate.plan;

import org.jspecify.annotations.NullMarked;

/**
 * The project's JPA entities as the DDL that the project's own Hibernate or EclipseLink generates.
 *
 * <p>In: a class path. Out: {@link dev.pgmigrate.entity.EntityModel}: the DDL and what the DDL
 * loses. The provider and the project's classes run in an isolated class loader; only JDK types
 * cross its border.
 *
 * <p>Start at {@link dev.pgmigrate.entity.EntityReader}.
 */
@NullMarked
package dev.pgmigrate.entity;

import org.jspecify.annotations.NullMarked;

package dev.pgmigrate.lint;

import org.apiguardian.api.API;

/** A constraint of a table that is NOT VALID: not all rows are known to meet it. */
@API(status = API.Status.EXPERIMENTAL)
public record UncheckedConstraint(long id, String name) implements TablePart {}

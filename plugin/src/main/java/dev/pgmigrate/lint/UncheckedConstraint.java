package dev.pgmigrate.lint;

/** A constraint of a table that is NOT VALID: not all rows are known to meet it. */
public record UncheckedConstraint(long id, String name) implements TablePart {}

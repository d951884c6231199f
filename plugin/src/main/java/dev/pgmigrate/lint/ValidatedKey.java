package dev.pgmigrate.lint;

/** A foreign key whose check for all rows of its table the server reported. */
public record ValidatedKey(String name, Relation table) {}

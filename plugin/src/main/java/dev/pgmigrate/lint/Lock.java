package dev.pgmigrate.lint;

/** A lock that a statement took and did not hold before; it lasts until its transaction ends. */
public record Lock(Relation relation, LockMode mode) {}

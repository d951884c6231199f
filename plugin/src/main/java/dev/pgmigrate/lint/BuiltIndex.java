package dev.pgmigrate.lint;

/** An index whose build the server reported: all rows of the table are read and sorted. */
public record BuiltIndex(String name, Relation table) {}

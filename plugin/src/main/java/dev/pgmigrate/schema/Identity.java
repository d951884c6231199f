package dev.pgmigrate.schema;

/**
 * GENERATED .. AS IDENTITY.
 *
 * @param always ALWAYS rather than BY DEFAULT
 */
public record Identity(boolean always, SequenceOptions options) {}

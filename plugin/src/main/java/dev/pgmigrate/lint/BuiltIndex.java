package dev.pgmigrate.lint;

import org.apiguardian.api.API;

/** An index whose build the server reported: all rows of the table are read and sorted. */
@API(status = API.Status.EXPERIMENTAL)
public record BuiltIndex(String name, Relation table) {}

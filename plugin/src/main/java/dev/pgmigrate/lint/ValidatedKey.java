package dev.pgmigrate.lint;

import org.apiguardian.api.API;

/** A foreign key whose check for all rows of its table the server reported. */
@API(status = API.Status.EXPERIMENTAL)
public record ValidatedKey(String name, Relation table) {}

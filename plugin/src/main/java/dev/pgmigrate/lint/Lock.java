package dev.pgmigrate.lint;

import org.apiguardian.api.API;

/** A lock that a statement took and did not hold before; it lasts until its transaction ends. */
@API(status = API.Status.EXPERIMENTAL)
public record Lock(Relation relation, LockMode mode) {}

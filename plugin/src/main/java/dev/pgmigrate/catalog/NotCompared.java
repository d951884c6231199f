package dev.pgmigrate.catalog;

import org.apiguardian.api.API;

/**
 * An object that the catalog holds and the model does not: it is named once, and never touched.
 *
 * @param kind as people call it: {@code view}, {@code function}, {@code trigger}
 * @param name fully qualified, as it would stand in SQL
 */
@API(status = API.Status.EXPERIMENTAL)
public record NotCompared(String kind, String name) {}

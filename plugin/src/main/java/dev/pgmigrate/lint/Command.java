package dev.pgmigrate.lint;

import org.apiguardian.api.API;

/**
 * A command that a statement executed, directly or inside a function, as {@code
 * pg_event_trigger_ddl_commands()} reports it.
 *
 * @param tag e.g. {@code CREATE INDEX}
 * @param objectType e.g. {@code index}
 * @param identity the object's full name, quoted where needed
 * @param existing whether the object was there before the first revision that is judged
 */
@API(status = API.Status.EXPERIMENTAL)
public record Command(String tag, String objectType, String identity, boolean existing) {}

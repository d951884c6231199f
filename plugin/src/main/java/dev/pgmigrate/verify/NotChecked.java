package dev.pgmigrate.verify;

import org.apiguardian.api.API;

/**
 * Something that could not be found out.
 *
 * @param rule the check or rule, kebab-case
 * @param why a sentence, with what to do about it where there is something
 */
@API(status = API.Status.EXPERIMENTAL)
public record NotChecked(String rule, String why) {}

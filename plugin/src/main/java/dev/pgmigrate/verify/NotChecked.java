package dev.pgmigrate.verify;

/**
 * Something that could not be found out.
 *
 * @param rule the check or rule, kebab-case
 * @param why a sentence, with what to do about it where there is something
 */
public record NotChecked(String rule, String why) {}

package dev.pgmigrate.fingerprint;

/**
 * A line that a run printed.
 *
 * @param warning whether it stands out
 */
public record KeptLine(boolean warning, String text) {}

package dev.pgmigrate.lint;

/**
 * A rule whose findings weigh the more the larger the table is, and the more others use it: about
 * locks, scans and rewrites. What breaks the running release does so on ten rows, too.
 */
public interface GrowsWithTable extends Rule {}

package dev.pgmigrate.role;

import dev.pgmigrate.sql.Statement;

/**
 * A statement that a role may not execute that owns what the statement changes.
 *
 * @param said PostgreSQL's sentence
 * @param right what is missing, a clause: {@code it takes CREATE on the database}
 * @param mend how the role gets it, a sentence
 */
public record MissingRight(Statement statement, String said, String right, String mend) {}

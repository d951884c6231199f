package dev.pgmigrate.revision;

import dev.pgmigrate.sql.SqlSyntaxException;
import dev.pgmigrate.sql.UnseenCharacters;
import java.util.Optional;

/** What a revision's message must not be: it is the first line of its file. */
public final class RevisionMessage {
  private RevisionMessage() {}

  /** Why a text is no message; empty when it is one. */
  public static Optional<String> fault(String message) {
    return Lookalike.header(message)
        .or(() -> Lookalike.marker(message))
        .map(line -> "the message '" + message + "' would be read as '" + line + "'")
        .or(
            () ->
                UnseenCharacters.nul(message)
                    .or(() -> UnseenCharacters.direction(message))
                    .map(SqlSyntaxException::fault));
  }
}

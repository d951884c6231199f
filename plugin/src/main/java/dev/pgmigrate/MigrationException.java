package dev.pgmigrate;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The user's entities, files, settings or command are not right, and the user has to act. The
 * message says what is wrong, where, and what to do; the place and the advice are data as well.
 */
public class MigrationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Path file;
  private final int line;
  private final String fault;
  private final @Nullable String advice;

  /** What is wrong and what to do, in one text. */
  public MigrationException(String message) {
    this(null, 0, message, null, null);
  }

  /** The same with the cause. */
  public MigrationException(String message, @Nullable Throwable cause) {
    this(null, 0, message, null, cause);
  }

  /**
   * A fault at a place.
   *
   * @param file the file at fault; null when it is none, or not known here
   * @param line from 1; 0 when the fault concerns the whole file
   * @param fault what is wrong, without the place
   * @param advice what the user can do; null when the fault says it
   * @param cause null when nothing else failed
   */
  public MigrationException(
      @Nullable Path file,
      int line,
      String fault,
      @Nullable String advice,
      @Nullable Throwable cause) {
    super(place(file, line) + fault + (advice == null ? "" : " " + advice), cause);
    this.file = file;
    this.line = line;
    this.fault = fault;
    this.advice = advice;
  }

  /** The file at fault; null when it is none, or not known. */
  public @Nullable Path file() {
    return file;
  }

  /** The line at fault, from 1; 0 when the fault concerns the whole file, or no file. */
  public int line() {
    return line;
  }

  /** What is wrong, without the place; with what the user can do, unless that is advice. */
  public String fault() {
    return fault;
  }

  /** What the user can do; null where the message says it in its text. */
  public @Nullable String advice() {
    return advice;
  }

  private static String place(@Nullable Path file, int line) {
    if (file == null) {
      return line > 0 ? "line " + line + ": " : "";
    }
    return file + (line > 0 ? ":" + line : "") + ": ";
  }
}

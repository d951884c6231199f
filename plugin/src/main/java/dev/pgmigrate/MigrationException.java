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

  /** What is wrong, in one text. */
  public MigrationException(String message) {
    this(null, 0, message, null, null);
  }

  /**
   * What is wrong, and what the user can do.
   *
   * @param advice sentences
   */
  public MigrationException(String fault, String advice) {
    this(null, 0, fault, advice, null);
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
   * @param advice what the user can do, sentences; null when the fault says it
   * @param cause null when nothing else failed
   */
  public MigrationException(
      @Nullable Path file,
      int line,
      String fault,
      @Nullable String advice,
      @Nullable Throwable cause) {
    super(joined(place(file, line) + fault, advice), cause);
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

  /** What is wrong, without the place and the advice. */
  public String fault() {
    return fault;
  }

  /** What the user can do; null where the fault says it. */
  public @Nullable String advice() {
    return advice;
  }

  /** The message: the advice begins a sentence, below a fault of several lines a line. */
  static String joined(String fault, @Nullable String advice) {
    if (advice == null) {
      return fault;
    }
    String between = fault.contains("\n") ? "\n" : fault.matches(".*[.?!:]") ? " " : ". ";
    return fault + between + advice;
  }

  private static String place(@Nullable Path file, int line) {
    if (file == null) {
      return line > 0 ? "line " + line + ": " : "";
    }
    return file + (line > 0 ? ":" + line : "") + ": ";
  }
}

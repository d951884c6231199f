package dev.pgmigrate.maven;

import org.apache.maven.plugin.logging.Log;

/** Maven's log, in which the commands that we tell the user to run work here. */
record FullCommandLog(Log log, FullCommand command) implements Log {
  private String text(CharSequence content) {
    return command.in(String.valueOf(content));
  }

  @Override
  public boolean isDebugEnabled() {
    return log.isDebugEnabled();
  }

  @Override
  public void debug(CharSequence content) {
    log.debug(text(content));
  }

  @Override
  public void debug(CharSequence content, Throwable error) {
    log.debug(text(content), error);
  }

  @Override
  public void debug(Throwable error) {
    log.debug(error);
  }

  @Override
  public boolean isInfoEnabled() {
    return log.isInfoEnabled();
  }

  @Override
  public void info(CharSequence content) {
    log.info(text(content));
  }

  @Override
  public void info(CharSequence content, Throwable error) {
    log.info(text(content), error);
  }

  @Override
  public void info(Throwable error) {
    log.info(error);
  }

  @Override
  public boolean isWarnEnabled() {
    return log.isWarnEnabled();
  }

  @Override
  public void warn(CharSequence content) {
    log.warn(text(content));
  }

  @Override
  public void warn(CharSequence content, Throwable error) {
    log.warn(text(content), error);
  }

  @Override
  public void warn(Throwable error) {
    log.warn(error);
  }

  @Override
  public boolean isErrorEnabled() {
    return log.isErrorEnabled();
  }

  @Override
  public void error(CharSequence content) {
    log.error(text(content));
  }

  @Override
  public void error(CharSequence content, Throwable error) {
    log.error(text(content), error);
  }

  @Override
  public void error(Throwable error) {
    log.error(error);
  }
}

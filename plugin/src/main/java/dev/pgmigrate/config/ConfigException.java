package dev.pgmigrate.config;

import dev.pgmigrate.MigrationException;

/** The settings contradict themselves or cannot be read; the message says which, and what to do. */
public class ConfigException extends MigrationException {
  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }

  /** What is wrong with the settings, and what the user can do. */
  public ConfigException(String fault, String advice) {
    super(fault, advice);
  }
}

package dev.pgmigrate.lint;

/** Where effects are known from; not every throw-away database has both. */
public enum Source {
  /** Event triggers: executed commands, dropped objects. Only a superuser may create them. */
  EVENTS,
  /**
   * What the server reports in English at debug1: rewrites, scans, builds. A role that is no
   * superuser cannot choose the language.
   */
  MESSAGES
}

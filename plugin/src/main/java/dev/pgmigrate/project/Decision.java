package dev.pgmigrate.project;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.journal.Worklist;

/** What a command does with a database, decided from its journal. */
public interface Decision {
  /** The goal that carries it out: {@code upgrade}. */
  String goal();

  /** The options that it was asked for with, each after a space: {@code " -Dmigrate.target=+1"}. */
  String options();

  /** The options of {@code migrate:plan} that make the plan of this decision. */
  default String planOptions() {
    return (goal().equals("upgrade") ? "" : " -Dmigrate.plan=" + goal()) + options();
  }

  /**
   * Whether anything may be done at all.
   *
   * @throws MigrationException when this history is none for a database in this state
   */
  void check(AppliedState now);

  /**
   * What is to be done from a state that the database is or was in.
   *
   * @throws MigrationException when it cannot be done
   */
  Worklist work(AppliedState state);
}

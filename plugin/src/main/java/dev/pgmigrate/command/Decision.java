package dev.pgmigrate.command;

import dev.pgmigrate.run.AppliedState;
import dev.pgmigrate.run.Work;

/** What a command does with a database, decided from what the journal says. */
interface Decision {
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
   * @throws MigrationFailure when this history is none for a database in this state
   */
  void check(AppliedState now);

  /**
   * What is to be done from a state that the database is or was in.
   *
   * @throws MigrationFailure when it cannot be done
   */
  Work work(AppliedState state);
}

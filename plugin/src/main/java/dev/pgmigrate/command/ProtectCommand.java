package dev.pgmigrate.command;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.history.Protection;
import dev.pgmigrate.journal.JournalEntry.Kind;
import dev.pgmigrate.project.JournalledDatabase;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.TargetDatabase;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records in the database itself that a person must approve its changes, or removes that. */
public final class ProtectCommand {
  /**
   * The input.
   *
   * @param unprotect the name of the database, to remove its protection; null to protect it
   */
  public record Input(Project project, @Nullable String unprotect) {}

  /**
   * The result.
   *
   * @param database the description of the database
   * @param name its name
   * @param changed whether the protection changed
   */
  public record Result(String database, String name, boolean isProtected, boolean changed) {}

  private ProtectCommand() {}

  /**
   * Adds a row to the journal.
   *
   * @throws MigrationException if the name is not that of the database
   */
  public static Result run(Input input) {
    Project project = input.project();
    try (TargetDatabase target = TargetDatabase.openForWriting(project, "protect")) {
      JournalledDatabase database = new JournalledDatabase(project, target);
      String name = database.identity().name();
      List<Protection> protection = database.protection();
      boolean changed =
          input.unprotect() == null
              ? protect(database, protection)
              : unprotect(input.unprotect(), name, database, protection);
      return new Result(target.description(), name, !database.protection().isEmpty(), changed);
    }
  }

  private static boolean protect(JournalledDatabase database, List<Protection> protection) {
    if (protection.stream().allMatch(Protection::silent)) {
      database.record(Kind.PROTECTED);
      return true;
    }
    if (protection.stream().anyMatch(p -> isOwn(p, database))) {
      // Where its rows came by replication, its comment did not.
      database.createJournal();
    }
    return false;
  }

  private static boolean isOwn(Protection protection, JournalledDatabase database) {
    return protection.namespace().equals(database.historySchema());
  }

  private static boolean unprotect(
      String typed, String name, JournalledDatabase database, List<Protection> protection) {
    if (!typed.equals(name)) {
      throw new MigrationException(
          "The database is called \"" + name + "\", not \"" + typed + "\"; its protection stays.",
          "If it is the right one: mvn migrate:protect -Dmigrate.unprotect=" + name);
    }
    Optional<Protection> own =
        protection.stream().filter(journal -> isOwn(journal, database)).findFirst();
    if (own.isPresent()) {
      database.record(Kind.UNPROTECTED);
      return true;
    }
    if (!protection.isEmpty()) {
      Protection other = protection.get(0);
      throw new MigrationException(
          "Database \"" + name + "\" stays protected: " + other.inWords() + ".",
          "As its owner: mvn migrate:protect -Dmigrate.unprotect="
              + name
              + " -Dmigrate.historySchema="
              + other.namespace());
    }
    return false;
  }
}

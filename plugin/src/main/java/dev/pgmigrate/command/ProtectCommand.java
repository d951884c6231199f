package dev.pgmigrate.command;

import dev.pgmigrate.run.JournalEntry.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says, in the database itself, that a person has to approve what is done to it; or no more. */
public final class ProtectCommand {
  /**
   * What is asked for.
   *
   * @param unprotect the name of the database, to take its protection away; null to protect it
   */
  public record Input(Project project, @Nullable String unprotect) {}

  /**
   * What came of it.
   *
   * @param database which database, in words
   * @param name its name
   * @param changed whether it was otherwise before
   */
  public record Result(String database, String name, boolean isProtected, boolean changed) {}

  private ProtectCommand() {}

  /**
   * Adds a row to the journal.
   *
   * @throws MigrationFailure when the name is not that of the database
   */
  public static Result run(Input input) {
    Project project = input.project();
    try (TargetDatabase target = TargetDatabase.openForWriting(project, "protect")) {
      JournalledDatabase database = new JournalledDatabase(project, target);
      String name = database.identity().name();
      Optional<String> protector = database.protection();
      boolean changed =
          input.unprotect() == null
              ? protect(database, protector)
              : unprotect(input.unprotect(), name, database, protector);
      return new Result(target.description(), name, input.unprotect() == null, changed);
    }
  }

  private static boolean protect(JournalledDatabase database, Optional<String> protector) {
    if (protector.isEmpty()) {
      database.record(Kind.PROTECTED);
    }
    return protector.isEmpty();
  }

  private static boolean unprotect(
      String typed, String name, JournalledDatabase database, Optional<String> protector) {
    if (!typed.equals(name)) {
      throw new MigrationFailure(
          "The database is called \""
              + name
              + "\", not \""
              + typed
              + "\"; its protection stays. Is it the right one? Then: mvn migrate:protect"
              + " -Dmigrate.unprotect="
              + name);
    }
    if (protector.isPresent() && !protector.get().equals(database.historySchema())) {
      throw new MigrationFailure(
          "The journal in schema \""
              + protector.get()
              + "\" protects database \""
              + name
              + "\": mvn migrate:protect -Dmigrate.unprotect="
              + name
              + " -Dmigrate.historySchema="
              + protector.get());
    }
    if (protector.isPresent()) {
      database.record(Kind.UNPROTECTED);
    }
    return protector.isPresent();
  }
}

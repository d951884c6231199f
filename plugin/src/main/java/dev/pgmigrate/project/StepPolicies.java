package dev.pgmigrate.project;

import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.MigrationFile;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.run.HiddenRows;
import dev.pgmigrate.sql.Lexer;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.Token;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A step and the row level security of a table that it uses.
 *
 * @param step its number from 1, in the planned direction
 * @param byHand whether the step itself has SET row_security = on
 * @param table the table whose policies apply to the role of the step; null if the step only has
 *     the SET
 */
@API(status = API.Status.EXPERIMENTAL)
public record StepPolicies(
    Revision revision, int step, boolean byHand, @Nullable HiddenRows table) {
  private static final Set<String> OFF = Set.of("off", "'off'", "false", "'false'", "no", "0");

  /** The policies for new revisions in the configured database; empty without one. */
  public static List<StepPolicies> of(Project project, List<MigrationFile> files) {
    DatabaseConfig configured = project.target().configured();
    if (configured == null) {
      return List.of();
    }
    Database database = TargetDatabase.of(configured, project).withRole(project.target().role());
    try (Connection connection = database.connectForReading()) {
      List<StepPolicies> met = new ArrayList<>();
      for (MigrationFile file : files) {
        met.addAll(of(connection, database.namespace(), Task.up(file), 0));
      }
      return met;
    } catch (SQLException e) {
      throw TargetDatabase.unreadable(database, e);
    } catch (DatabaseException e) {
      return List.of(); // Whether it matters that there is none was said where it was compared.
    }
  }

  /** The policies for the remaining steps of a task in this database. */
  public static List<StepPolicies> of(Connection connection, String namespace, Task task, int done)
      throws SQLException {
    List<StepPolicies> met = new ArrayList<>();
    for (int i = done; i < task.steps().size(); i++) {
      Step step = task.steps().get(i);
      boolean byHand = step.statements().stream().anyMatch(StepPolicies::setsOn);
      if (byHand) {
        met.add(new StepPolicies(task.revision(), i + 1, true, null));
      }
      for (HiddenRows table : HiddenRows.announced(connection, namespace, step)) {
        met.add(new StepPolicies(task.revision(), i + 1, byHand, table));
      }
    }
    return met;
  }

  /** SET row_security, but for off; set_config('row_security', ..). */
  private static boolean setsOn(Statement statement) {
    List<Token> tokens = Lexer.tokens(statement.sql());
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean named =
          switch (token.kind()) {
            case WORD -> token.isWord("row_security");
            case QUOTED, STRING, BODY ->
                token.text().toLowerCase(Locale.ROOT).contains("row_security");
            default -> false;
          };
      boolean off =
          token.kind() == Token.Kind.WORD
              && i + 2 < tokens.size()
              && OFF.contains(tokens.get(i + 2).folded());
      if (named && !off) {
        return true;
      }
    }
    return false;
  }

  /** Whether PostgreSQL will refuse the step, unless something changes before. */
  public boolean refused() {
    return table != null && !table.shown() && !byHand;
  }

  /** For people: a line for each table and each revision. */
  public static List<String> inWords(List<StepPolicies> all) {
    Map<String, List<StepPolicies>> alike = new LinkedHashMap<>();
    for (StepPolicies each : all) {
      HiddenRows table = each.table;
      if (table == null || !each.byHand) {
        String about = table == null ? "" : table.table() + " " + table.role();
        alike.computeIfAbsent(each.revision.id() + " " + about, key -> new ArrayList<>()).add(each);
      }
    }
    return alike.values().stream().map(StepPolicies::line).toList();
  }

  private static String line(List<StepPolicies> alike) {
    StepPolicies first = alike.get(0);
    List<String> numbers = alike.stream().map(each -> "" + each.step).distinct().toList();
    String steps =
        (numbers.size() == 1 ? "step " : "steps ")
            + String.join(", ", numbers)
            + " of revision "
            + first.revision.id();
    HiddenRows table = first.table;
    if (table == null) {
      return "Row level security: "
          + steps
          + " sets row_security itself. If it is on, the step reads and changes only the"
          + " rows that the policies show to its role.";
    }
    return "Row level security: "
        + table.inWords()
        + (table.shown()
            ? " They show it every row, so row_security is on in " + steps + "."
            : " PostgreSQL will refuse " + steps + ". " + table.remedy());
  }
}

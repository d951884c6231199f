package dev.pgmigrate.draft;

import dev.pgmigrate.change.Offenders;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.QuickQuery;
import dev.pgmigrate.project.TargetDatabase;
import dev.pgmigrate.sql.DefaultNamespace;
import dev.pgmigrate.sql.SqlState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How many rows of the configured database a warning is about. It is for the console: a revision
 * must not depend on whose database was at hand.
 *
 * @param rows the offenders; 0 when they were not counted
 * @param all the rows of their table; 0 when they were not counted
 * @param uncounted why they were not counted; null when they were
 */
@API(status = API.Status.EXPERIMENTAL)
public record RowsInTheWay(
    Warning warning, Offenders offenders, long rows, long all, @Nullable String uncounted) {
  /** The SQLSTATEs of a name that is not there (column, operator, table, type) or does not fit. */
  private static final Set<String> NOT_THERE =
      Set.of(
          SqlState.UNDEFINED_COLUMN,
          SqlState.UNDEFINED_FUNCTION,
          SqlState.UNDEFINED_TABLE,
          SqlState.UNDEFINED_OBJECT,
          SqlState.DATATYPE_MISMATCH);

  private static final String EARLY = "; an earlier statement of this revision must run first";

  /** Counts in the database that is configured; nothing is counted without one. */
  public static List<RowsInTheWay> of(Project project, List<Warning> warnings) {
    DatabaseConfig configured = project.target().configured();
    boolean any = warnings.stream().anyMatch(warning -> !warning.offenders().isEmpty());
    if (configured == null || !any) {
      return List.of();
    }
    Database database = TargetDatabase.of(configured, project).withRole(project.target().role());
    try (Connection connection = database.connect(List.of())) {
      QuickQuery rows = new QuickQuery(connection, DefaultNamespace.name());
      List<RowsInTheWay> counted = new ArrayList<>();
      for (Warning warning : warnings) {
        for (Offenders offenders : warning.offenders()) {
          counted.add(
              rows.isLate()
                  ? uncounted(warning, offenders, "the other counts took too long")
                  : count(rows, warning, offenders));
        }
      }
      return List.copyOf(counted);
    } catch (SQLException e) {
      throw TargetDatabase.unreadable(database, e);
    } catch (DatabaseException e) {
      return List.of(); // Whether it matters that there is none was said where it was compared.
    }
  }

  private static RowsInTheWay count(QuickQuery rows, Warning warning, Offenders offenders) {
    try {
      return rows.ask(
          offenders.counted(),
          numbers -> {
            numbers.next();
            return new RowsInTheWay(
                warning, offenders, numbers.getLong(1), numbers.getLong(2), null);
          });
    } catch (SQLException e) {
      // The revision itself may add the column or change its type before; the database may be
      // behind the history.
      String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      boolean early = NOT_THERE.contains(String.valueOf(e.getSQLState()));
      return uncounted(warning, offenders, why.replaceFirst("^ERROR: ", "") + (early ? EARLY : ""));
    }
  }

  private static RowsInTheWay uncounted(Warning warning, Offenders offenders, String why) {
    return new RowsInTheWay(warning, offenders, 0, 0, why);
  }

  /** In words: {@code 12 of 300 rows have no value}. */
  public String inWords() {
    return uncounted != null
        ? "not counted: " + uncounted
        : rows + " of " + all + " rows " + offenders.trait();
  }
}

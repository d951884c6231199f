package dev.pgmigrate.plan;

import dev.pgmigrate.change.Backfill;
import dev.pgmigrate.change.Remark;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Columns of one table that come or go one after the other do so in one statement: one lock. So do
 * those that get other types: the rows are written once. What a person must complete stands alone.
 */
final class OneStatement {
  private static final String WORD = "(?:\"(?:[^\"]|\"\")+\"|[^\\s\".]+)";
  private static final String TABLE = "(ALTER TABLE " + WORD + "(?:\\." + WORD + ")?)\\s+";
  private static final Pattern COLUMN =
      Pattern.compile(TABLE + "((?:ADD|DROP) COLUMN .*)", Pattern.DOTALL);
  private static final Pattern TYPE =
      Pattern.compile(
          TABLE
              + "((?:ALTER COLUMN "
              + WORD
              + " DROP DEFAULT,\\s+)?ALTER COLUMN "
              + WORD
              + " TYPE .*)",
          Pattern.DOTALL);

  /** What a column gets besides its type, on any row or none. */
  private static final Pattern ASPECT =
      Pattern.compile(
          TABLE
              + "ALTER COLUMN "
              + WORD
              + " (?:(?:SET|DROP) NOT NULL|SET (?:STORAGE|COMPRESSION|STATISTICS) \\S+)");

  private OneStatement() {}

  /** The same statements, fewer. */
  static List<Statement> of(List<Statement> statements) {
    List<Statement> merged = new ArrayList<>();
    for (Statement statement : types(statements)) {
      int last = merged.size() - 1;
      if (last < 0 || !merge(merged, last, statement, COLUMN)) {
        merged.add(statement);
      }
    }
    return merged;
  }

  /** The same statements, those fewer that change types. */
  static List<Statement> types(List<Statement> statements) {
    List<Statement> merged = new ArrayList<>();
    for (Statement statement : statements) {
      int place = merged.size() - 1;
      while (place > 0 && isAspect(merged.get(place), statement)) {
        place--;
      }
      if (place < 0 || !merge(merged, place, statement, TYPE)) {
        merged.add(statement);
      }
    }
    return merged;
  }

  /** Whether it is about a column of the same table, which the change of a type can come before. */
  private static boolean isAspect(Statement statement, Statement type) {
    Matcher aspect = ASPECT.matcher(statement.sql());
    Matcher change = TYPE.matcher(type.sql());
    return aspect.matches() && change.matches() && aspect.group(1).equals(change.group(1));
  }

  private static boolean merge(
      List<Statement> merged, int place, Statement statement, Pattern pattern) {
    Statement last = merged.get(place);
    Matcher one = pattern.matcher(last.sql());
    Matcher other = pattern.matcher(statement.sql());
    boolean together =
        one.matches()
            && other.matches()
            && one.group(1).equals(other.group(1))
            && Backfill.todo(last).isEmpty()
            && Backfill.todo(statement).isEmpty();
    if (!together) {
      return false;
    }
    String sql = one.group(1) + "\n  " + one.group(2) + ",\n  " + other.group(2);
    merged.set(
        place, new Statement(sql, Remark.together(last.comments(), statement.comments()), 0));
    return true;
  }
}

package dev.pgmigrate.plan;

import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Columns of one table that come or go one after the other do so in one statement: one lock. */
final class OneStatement {
  private static final String WORD = "(?:\"(?:[^\"]|\"\")+\"|[^\\s\".]+)";
  private static final Pattern COLUMN =
      Pattern.compile(
          "(ALTER TABLE " + WORD + "(?:\\." + WORD + ")?)\\s+((?:ADD|DROP) COLUMN .*)",
          Pattern.DOTALL);

  private OneStatement() {}

  /** The same statements, fewer. */
  static List<Statement> of(List<Statement> statements) {
    List<Statement> merged = new ArrayList<>();
    for (Statement statement : statements) {
      Statement last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      Matcher one = COLUMN.matcher(last == null ? "" : last.sql());
      Matcher other = COLUMN.matcher(statement.sql());
      if (last != null && one.matches() && other.matches() && one.group(1).equals(other.group(1))) {
        List<String> comments =
            Stream.concat(last.comments().stream(), statement.comments().stream()).toList();
        String sql = one.group(1) + "\n  " + one.group(2) + ",\n  " + other.group(2);
        merged.set(merged.size() - 1, new Statement(sql, comments, 0));
      } else {
        merged.add(statement);
      }
    }
    return merged;
  }
}

package dev.pgmigrate.revision;

import dev.pgmigrate.plan.Batch;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.sql.Lexer;
import dev.pgmigrate.sql.Splitter;
import dev.pgmigrate.sql.SqlSyntaxException;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.Token;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text of a migration file. */
public final class RevisionParser {
  private static final Pattern MARKER = Pattern.compile("-- *migrate:(\\S*)(.*)");

  /** What would end a step's own transaction. SAVEPOINT and ROLLBACK TO do not. */
  private static final Pattern TRANSACTION_CONTROL =
      Pattern.compile(
          "(?is)(begin|commit|end|abort|start\\s+transaction|prepare\\s+transaction"
              + "|rollback(?!\\s+(work\\s+|transaction\\s+)?to\\b))\\b.*");

  private final Path path;
  private final String text;
  private final List<Step> up = new ArrayList<>();
  private final List<Step> down = new ArrayList<>();

  private RevisionParser(Path path, String text) {
    this.path = path;
    this.text = text;
  }

  /**
   * The revision that a file's text holds. Its line ends may be of either kind; in the result they
   * are line feeds, so that a function's body is the same from every checkout.
   *
   * @param path for error messages, and for the instant of creation where the header has none
   * @throws RevisionFormatException with the line, when the text is not written as it must be
   */
  public static Revision parse(Path path, String text) {
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return new RevisionParser(path, plain.replace("\r\n", "\n")).run();
  }

  private Revision run() {
    List<Token> markers = markers();
    int firstBlock = markers.isEmpty() ? text.length() : markers.get(0).offset();
    RevisionHeader header = RevisionHeader.parse(path, text.substring(0, firstBlock));
    refuseStatementsOutside(firstBlock);
    int next = 0;
    while (next < markers.size()) {
      Token marker = markers.get(next++);
      List<Token> inside = new ArrayList<>();
      while (next < markers.size() && isDoneWhen(markers.get(next))) {
        inside.add(markers.get(next++));
      }
      int end = next < markers.size() ? markers.get(next).offset() : text.length();
      block(marker, inside, end);
    }
    return header.revision(up, down);
  }

  /**
   * The comments that begin a line with {@code -- migrate:}, outside of quotes and bodies. A fault
   * in the text ends the search: the last block then meets it again, and says what is wrong.
   */
  private List<Token> markers() {
    List<Token> markers = new ArrayList<>();
    Lexer lexer = new Lexer(text);
    try {
      for (Optional<Token> next = lexer.next(); next.isPresent(); next = lexer.next()) {
        Token token = next.get();
        boolean startsLine = token.offset() == 0 || text.charAt(token.offset() - 1) == '\n';
        if (startsLine && MARKER.matcher(token.text()).matches()) {
          markers.add(token);
        }
      }
    } catch (SqlSyntaxException inLastBlock) {
      return markers;
    }
    return markers;
  }

  private void refuseStatementsOutside(int firstBlock) {
    List<Statement> outside = split(text.substring(0, firstBlock), 1);
    if (!outside.isEmpty()) {
      throw fault(
          outside.get(0).line(),
          "a statement stands outside of any block: put a line '-- migrate:up' or"
              + " '-- migrate:down' above it");
    }
  }

  private void block(Token marker, List<Token> inside, int end) {
    BlockHeader header = BlockHeader.parse(path, marker.line(), arguments(marker));
    String body = text.substring(marker.end(), end);
    List<Statement> statements =
        split(body, marker.line()).stream().map(RevisionParser::withoutMarkers).toList();
    statements.forEach(this::refuseTransactionControl);
    if (header.empty() > 0 && !statements.isEmpty()) {
      throw fault(
          statements.get(0).line(),
          "a 'nothing' block holds no statement: give this one a block of its own");
    }
    if (header.kind() != Step.Kind.TRANSACTION && statements.size() != 1) {
      throw fault(
          statements.size() > 1 ? statements.get(1).line() : marker.line(),
          "a "
              + header.kindWord()
              + " block holds exactly one statement, this one has "
              + statements.size()
              + ": give each a block of its own, so that an interrupted run knows what was done");
    }
    String doneWhen = null;
    for (Token done : inside) {
      if (header.kind() != Step.Kind.NO_TRANSACTION || doneWhen != null) {
        throw fault(
            done.line(),
            "'-- migrate:done-when' belongs once into a no-transaction block: remove it");
      }
      doneWhen = doneWhen(done);
    }
    Step step = new Step(header.kind(), statements, header.options(), doneWhen, marker.line());
    if (step.kind() == Step.Kind.BATCH) {
      checkBatch(step);
    }
    (header.isUp() ? up : down).addAll(Collections.nCopies(Math.max(1, header.empty()), step));
  }

  private void checkBatch(Step step) {
    try {
      Batch.of(step);
    } catch (SqlSyntaxException e) {
      throw fault(e.line(), e.fault());
    }
  }

  private String doneWhen(Token marker) {
    String query = arguments(marker).replaceFirst("^done-when", "").strip();
    if (query.isEmpty()) {
      throw fault(
          marker.line(),
          "'-- migrate:done-when' needs a boolean query on the same line: SELECT ..");
    }
    return query;
  }

  private void refuseTransactionControl(Statement statement) {
    Matcher control = TRANSACTION_CONTROL.matcher(statement.sql());
    if (control.matches()) {
      throw fault(
          statement.line(),
          control.group(1).toUpperCase(java.util.Locale.ROOT)
              + " may not stand in a revision: each block is one transaction with its journal row."
              + " Take it out; where a new transaction must begin, begin a new block");
    }
  }

  private List<Statement> split(String part, int firstLine) {
    try {
      return Splitter.split(part, firstLine);
    } catch (SqlSyntaxException e) {
      throw fault(e.line(), e.fault());
    }
  }

  private static Statement withoutMarkers(Statement statement) {
    List<String> comments =
        statement.comments().stream().filter(c -> !c.startsWith("migrate:done-when")).toList();
    return new Statement(statement.sql(), comments, statement.line());
  }

  private static boolean isDoneWhen(Token marker) {
    Matcher matcher = MARKER.matcher(marker.text());
    return matcher.matches() && matcher.group(1).equals("done-when");
  }

  /** What follows {@code -- migrate:}. */
  private static String arguments(Token marker) {
    return marker.text().replaceFirst("-- *migrate:", "").strip();
  }

  private RevisionFormatException fault(int line, String fault) {
    return new RevisionFormatException(path, line, fault);
  }
}

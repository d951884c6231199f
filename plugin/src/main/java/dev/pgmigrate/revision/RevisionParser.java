package dev.pgmigrate.revision;

import dev.pgmigrate.plan.Batch;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.sql.Lexer;
import dev.pgmigrate.sql.Nesting;
import dev.pgmigrate.sql.Splitter;
import dev.pgmigrate.sql.SqlSyntaxException;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.Token;
import dev.pgmigrate.sql.UnseenCharacters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the text of a migration file. */
public final class RevisionParser {
  /** How an applied file is mended: no comment is a part of a checksum. */
  static final String WAS_A_REMARK =
      "If the revision is already applied, the line was a comment: remove it, or"
          + " begin it with another word; the checksum stays the same.";

  private static final Pattern MARKER = Pattern.compile("-- *migrate:(\\S*)(.*)");

  private static final Pattern OTHER_LINE_END =
      Pattern.compile("[\\x0B\\f\\x{85}\\x{2028}\\x{2029}]\\s*\\S");

  /** What would end a step's own transaction. SAVEPOINT and ROLLBACK TO do not. */
  private static final Pattern TRANSACTION_CONTROL =
      Pattern.compile(
          "(?is)(begin|commit|end|abort|start\\s+transaction|prepare\\s+transaction"
              + "|rollback(?!\\s+(work\\s+|transaction\\s+)?to\\b))\\b.*");

  /** By which rules a text is read. */
  private enum Grammar {
    /** Of a file: what looks like a marker or a header and is none is refused. */
    STRICT(Lexer.LineEnd.LF_OR_CR),
    /** Of the journal, which may hold what an earlier release executed. */
    LENIENT(Lexer.LineEnd.LF);

    private final Lexer.LineEnd lineEnd;

    Grammar(Lexer.LineEnd lineEnd) {
      this.lineEnd = lineEnd;
    }
  }

  private final Path path;
  private final String text;
  private final Grammar grammar;
  private final List<Step> up = new ArrayList<>();
  private final List<Step> down = new ArrayList<>();
  private final List<Token> allowances = new ArrayList<>();

  private RevisionParser(Path path, String text, Grammar grammar) {
    this.path = path;
    this.text = text.replace("\r\n", "\n");
    this.grammar = grammar;
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
    return new RevisionParser(path, plain, Grammar.STRICT).run();
  }

  /**
   * The revision that a script of the journal holds, as the release that wrote it read it: what is
   * refused in a file since then was a remark. A script that {@link #parse} reads is read the same
   * here.
   *
   * @param path for error messages
   */
  public static Revision parseJournalled(Path path, String script) {
    return new RevisionParser(path, script, Grammar.LENIENT).run();
  }

  private Revision run() {
    if (grammar == Grammar.STRICT) {
      UnseenCharacters.nul(text).ifPresent(this::refuse);
    }
    List<Token> markers = markers();
    int firstBlock = markers.isEmpty() ? text.length() : markers.get(0).offset();
    RevisionHeader header =
        RevisionHeader.parse(path, text.substring(0, firstBlock), grammar == Grammar.STRICT);
    if (grammar == Grammar.STRICT && !header.allows(UnseenCharacters.TEXT_DIRECTION)) {
      UnseenCharacters.direction(text).ifPresent(this::refuse);
    }
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
    refuseLostAllowances();
    return header.revision(up, down);
  }

  /** One that stands above no statement allows nothing, and nobody would notice. */
  private void refuseLostAllowances() {
    List<String> kept = new ArrayList<>();
    Stream.concat(up.stream(), down.stream())
        .distinct()
        .flatMap(step -> step.statements().stream())
        .flatMap(statement -> statement.comments().stream())
        .map(String::strip)
        .forEach(kept::add);
    for (Token allowance : allowances) {
      if (!kept.remove(allowance.text().substring("--".length()).strip())) {
        throw fault(
            allowance.line(),
            "'-- migrate:allow' is above no statement",
            "Put it directly above its statement, or into the header as '-- allow:"
                + " <rule> <why>'.");
      }
    }
  }

  /**
   * The comments that begin a line with {@code -- migrate:}, outside of quotes and bodies. A fault
   * in the text ends the search: the last block then meets it again, and says what is wrong.
   */
  private List<Token> markers() {
    List<Token> markers = new ArrayList<>();
    Lexer lexer = new Lexer(text, 1, grammar.lineEnd);
    Nesting nesting = new Nesting();
    try {
      for (Optional<Token> next = lexer.next(); next.isPresent(); next = lexer.next()) {
        Token token = next.get();
        if (isAllowance(token)) {
          allowances.add(token);
        } else if (isMarker(token)) {
          markers.add(token);
          nesting.clear();
        } else if (grammar == Grammar.STRICT) {
          refuseLookalike(token, nesting);
        }
        if (token.is(";") && nesting.isClosed()) {
          nesting.clear();
        } else if (token.kind() != Token.Kind.COMMENT) {
          nesting.add(token);
        }
      }
    } catch (SqlSyntaxException inLastBlock) {
      return markers;
    }
    return markers;
  }

  /** It belongs to the statement below it, as every other comment does. */
  private boolean isAllowance(Token token) {
    if (!isMarker(token)) {
      return false;
    }
    Matcher matcher = MARKER.matcher(token.text());
    return matcher.matches() && matcher.group(1).equals("allow");
  }

  private boolean isMarker(Token token) {
    return token.kind() == Token.Kind.COMMENT
        && (token.offset() == 0 || text.charAt(token.offset() - 1) == '\n')
        && !text.startsWith("\r", token.end())
        && MARKER.matcher(token.text()).matches();
  }

  private void refuseLookalike(Token token, Nesting nesting) {
    if (token.kind() == Token.Kind.COMMENT) {
      if (!nesting.inBody()) {
        List<String> lines = token.text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
          refuseMarker(lines.get(i), token.line() + i);
        }
      }
      refuseHiddenLine(token);
    } else if (token.kind() == Token.Kind.WORD && text.startsWith(":", token.end())) {
      // Other dashes than PostgreSQL's begin no comment.
      String line = text.substring(startOfLine(token.offset()), token.end() + 1);
      if (!line.strip().toLowerCase(Locale.ROOT).startsWith("migrate")) {
        refuseMarker(line + restOfLine(token.end() + 1), token.line());
      }
    }
  }

  private void refuseMarker(String line, int number) {
    Lookalike.marker(line)
        .ifPresent(
            marker -> {
              throw fault(
                  number,
                  "this looks like a block's marker, but is none: the statements below it"
                      + " would be executed in the wrong direction",
                  "Write '"
                      + marker
                      + "' as a line of its own, from its first column, that ends with a line feed."
                      + " "
                      + WAS_A_REMARK);
            });
  }

  /** A line end is one to PostgreSQL and none to people, or the other way about. */
  private void refuseHiddenLine(Token comment) {
    if (!comment.text().startsWith("--")) {
      return;
    }
    if (text.startsWith("\r", comment.end()) && !restOfLine(comment.end()).isBlank()) {
      throw fault(
          comment.line(),
          "this comment ends with a lone carriage return: PostgreSQL executes the text"
              + " after it",
          "Save the file with line feeds. If the revision is already applied, remove"
              + " the text after it: it was a part of the comment.");
    }
    if (OTHER_LINE_END.matcher(comment.text()).find()) {
      throw fault(
          comment.line(),
          "this comment has a line end that PostgreSQL does not know (U+000B, U+000C,"
              + " U+0085, U+2028 or U+2029): the text after it is not executed",
          "Put a line feed there, or remove it.");
    }
  }

  private int startOfLine(int offset) {
    return text.lastIndexOf('\n', offset) + 1;
  }

  private String restOfLine(int offset) {
    int end = text.indexOf('\n', offset);
    return text.substring(offset, end < 0 ? text.length() : end);
  }

  private void refuseStatementsOutside(int firstBlock) {
    List<Statement> outside = split(text.substring(0, firstBlock), 1);
    if (!outside.isEmpty()) {
      throw fault(
          outside.get(0).line(),
          "a statement is outside of any block",
          "Put a line '-- migrate:up' or '-- migrate:down' above it.");
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
          "a 'nothing' block has no statement",
          "Give this statement its own block.");
    }
    if (header.kind() != Step.Kind.TRANSACTION && statements.size() != 1) {
      throw fault(
          statements.size() > 1 ? statements.get(1).line() : marker.line(),
          "a "
              + header.kindWord()
              + " block has exactly one statement, this one has "
              + statements.size(),
          "Give each statement its own block, so that an interrupted run knows what"
              + " was done.");
    }
    String doneWhen = null;
    for (Token done : inside) {
      if (header.kind() != Step.Kind.NO_TRANSACTION || doneWhen != null) {
        throw fault(
            done.line(),
            "'-- migrate:done-when' belongs into a no-transaction block, once",
            "Remove it.");
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
      throw fault(e);
    }
  }

  private String doneWhen(Token marker) {
    String query = arguments(marker).replaceFirst("^done-when", "").strip();
    if (query.isEmpty()) {
      throw fault(
          marker.line(),
          "'-- migrate:done-when' needs a boolean query on the same line",
          "Write it as: SELECT ..");
    }
    return query;
  }

  private void refuseTransactionControl(Statement statement) {
    Matcher control = TRANSACTION_CONTROL.matcher(statement.sql());
    if (control.matches()) {
      throw fault(
          statement.line(),
          control.group(1).toUpperCase(Locale.ROOT)
              + " is not allowed in a revision: each block is one transaction with its"
              + " journal row",
          "Remove it. Where a new transaction must begin, begin a new block.");
    }
  }

  private List<Statement> split(String part, int firstLine) {
    try {
      return Splitter.split(part, firstLine, grammar.lineEnd);
    } catch (SqlSyntaxException e) {
      throw fault(e);
    }
  }

  private void refuse(SqlSyntaxException e) {
    throw fault(e);
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
    return marker.text().substring(marker.text().indexOf(':') + 1).strip();
  }

  private RevisionFormatException fault(SqlSyntaxException e) {
    return new RevisionFormatException(path, e.line(), e.fault(), e.advice());
  }

  private RevisionFormatException fault(int line, String fault, String advice) {
    return new RevisionFormatException(path, line, fault, advice);
  }
}

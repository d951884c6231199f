package dev.pgmigrate.command;

import dev.pgmigrate.revision.Revision.Phase;
import dev.pgmigrate.sql.Splitter;
import dev.pgmigrate.sql.Statement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A change between two releases, as a file of {@code test/resources/releases} tells it: facts about
 * it in the comments at its head, then sections of SQL.
 *
 * @param name what changes, as a sentence
 * @param facts by their word: {@code expand} and {@code contract} say what that half does and why
 * @param before what the schema files state for the previous release
 * @param after what they state for the next one
 * @param rows that are there before the change
 * @param previous what the previous release does, all of it again and again
 * @param next what the next release does
 * @param back what a person does before the expand revision is taken back
 */
record ReleaseChange(
    String name,
    Map<String, String> facts,
    String before,
    String after,
    String rows,
    List<Act> previous,
    List<Act> next,
    String back) {
  static final Path FOLDER = Path.of("src/test/resources/releases");

  private static final Pattern FACT = Pattern.compile("(?m)^-- ([a-z]+): (.*(?:\\n--   .*)*)$");
  private static final Pattern SECTION = Pattern.compile("(?m)^--- (\\w+)\\n");

  /**
   * A statement of an application.
   *
   * @param sql with {@code :id}, a number that is new in each round, and {@code :gone}, another
   *     one, for rows that do not stay; {@code :previous} and {@code :next} are the {@code :id} of
   *     the last round of either release
   * @param gives the rows that it reads
   * @param fails the SQLSTATE with which it fails while the change is applied; empty if it does not
   * @param replans whether PostgreSQL refuses it once in a transaction, if it was prepared before
   */
  record Act(String sql, List<String> gives, String fails, boolean replans) {
    private static Act of(Statement statement) {
      return new Act(
          statement.sql(),
          said(statement, "gives: "),
          String.join("", said(statement, "fails: ")),
          !said(statement, "replans").isEmpty());
    }

    private static List<String> said(Statement statement, String word) {
      return statement.comments().stream()
          .filter(comment -> comment.startsWith(word))
          .map(comment -> comment.substring(word.length()))
          .toList();
    }
  }

  static List<ReleaseChange> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().map(ReleaseChange::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ReleaseChange read(Path file) {
    String text = TestProject.read(file);
    Map<String, String> sections = new TreeMap<>();
    List<MatchResult> heads = SECTION.matcher(text).results().toList();
    for (int i = 0; i < heads.size(); i++) {
      int end = i + 1 < heads.size() ? heads.get(i + 1).start() : text.length();
      sections.put(heads.get(i).group(1), text.substring(heads.get(i).end(), end));
    }
    Map<String, String> facts = new TreeMap<>();
    FACT.matcher(text.substring(0, heads.get(0).start()))
        .results()
        .forEach(fact -> facts.put(fact.group(1), fact.group(2).replaceAll("\\n--  ", "")));
    return new ReleaseChange(
        file.getFileName().toString().replaceFirst("\\.sql$", ""),
        facts,
        sections.get("before"),
        sections.get("after"),
        sections.getOrDefault("rows", ""),
        acts(sections.getOrDefault("previous", "")),
        acts(sections.getOrDefault("next", "")),
        sections.getOrDefault("back", ""));
  }

  private static List<Act> acts(String sql) {
    return Splitter.split(sql).stream().map(Act::of).toList();
  }

  /** The halves that it has. */
  List<Phase> halves() {
    List<Phase> halves = new ArrayList<>();
    if (facts.containsKey("expand")) {
      halves.add(Phase.EXPAND);
    }
    if (facts.containsKey("contract")) {
      halves.add(Phase.CONTRACT);
    }
    return halves;
  }

  /** Whether no form suits both releases. */
  boolean breaks() {
    return facts.containsKey("breaks");
  }

  /** Its row on the page "Expand and contract". */
  String onThePage() {
    String all =
        "| %s | %s | %s | %s |"
            .formatted(
                name.replace('-', ' '),
                said("expand"),
                said("contract"),
                breaks() ? "`breaks-running-release`. " + said("breaks") : said("but"));
    return all.replaceAll(" +", " ");
  }

  private String said(String word) {
    return facts.getOrDefault(word, "");
  }

  @Override
  public String toString() {
    return name;
  }
}

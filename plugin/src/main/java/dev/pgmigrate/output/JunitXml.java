package dev.pgmigrate.output;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.verify.CheckedRule;
import dev.pgmigrate.verify.NotChecked;
import dev.pgmigrate.verify.Verdict;
import dev.pgmigrate.verify.VerifiedRevision;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Test results as Surefire writes them, which every build server reads. The checks of the history
 * are one suite named after their folder, each file that was judged is one more. What fails the
 * build is a failure, what could not be found out is skipped; the rest passes and says in its
 * output what was found.
 */
final class JunitXml implements Form {
  /**
   * One test.
   *
   * @param failure what fails the build; null: it passes
   * @param skipped why it was not executed; null: it was
   * @param output what else there is to say
   */
  private record Case(
      String name,
      String type,
      @Nullable String failure,
      @Nullable String skipped,
      @Nullable String output) {}

  @Override
  public String file() {
    return "verify.junit.xml";
  }

  @Override
  public String text(Outcome outcome) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      write(xml, suites(outcome), outcome.goal());
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Writing to memory does not fail", e);
    }
    return text.append('\n').toString();
  }

  private static Map<String, List<Case>> suites(Outcome outcome) {
    Verdict verdict = outcome.verdict();
    Map<String, List<Case>> suites = new LinkedHashMap<>();
    String all = outcome.path(outcome.project().migrations());
    suites.put(all, history(outcome));
    for (VerifiedRevision revision : verdict.revisions()) {
      suites.put(outcome.path(revision.file()), new ArrayList<>());
    }
    for (Finding finding : verdict.findings()) {
      if (!outcome.isOfCheck(finding) && finding.file() != null) {
        suites
            .computeIfAbsent(outcome.placeOf(finding), file -> new ArrayList<>())
            .add(of(finding, outcome));
      }
    }
    suites.forEach(
        (name, cases) -> {
          if (cases.isEmpty() && !name.equals(all)) {
            cases.add(new Case("no rule finds anything", "rules", null, null, null));
          }
        });
    return suites;
  }

  private static List<Case> history(Outcome outcome) {
    List<Case> cases = new ArrayList<>();
    for (CheckedRule check : outcome.verdict().checks()) {
      List<Finding> findings =
          outcome.verdict().findings().stream()
              .filter(finding -> finding.rule().equals(check.rule()))
              .toList();
      cases.add(
          new Case(
              check.title(),
              check.rule(),
              joined(findings.stream().filter(outcome::fails).toList(), outcome),
              null,
              joined(findings.stream().filter(f -> !outcome.fails(f)).toList(), outcome)));
    }
    outcome.verdict().findings().stream()
        .filter(finding -> finding.file() == null && !outcome.isOfCheck(finding))
        .forEach(finding -> cases.add(of(finding, outcome)));
    for (NotChecked line : outcome.verdict().notChecked()) {
      cases.add(new Case(line.rule(), line.rule(), null, line.why(), null));
    }
    return cases;
  }

  private static Case of(Finding finding, Outcome outcome) {
    String name = (finding.line() > 0 ? "line " + finding.line() + ": " : "") + finding.message();
    String text = text(finding, outcome);
    return outcome.fails(finding)
        ? new Case(name, finding.rule(), text, null, null)
        : new Case(name, finding.rule(), null, null, text);
  }

  private static @Nullable String joined(List<Finding> findings, Outcome outcome) {
    return findings.isEmpty()
        ? null
        : findings.stream()
            .map(finding -> text(finding, outcome))
            .collect(Collectors.joining("\n\n"));
  }

  private static String text(Finding finding, Outcome outcome) {
    String path = outcome.pathOf(finding);
    String place =
        path == null ? "" : path + (finding.line() > 0 ? ":" + finding.line() : "") + ": ";
    String allowed = finding.allowed() == null ? "" : "\nAllowed: " + finding.allowed();
    return place
        + finding.severity().name().toLowerCase(Locale.ROOT)
        + ": "
        + finding.message()
        + (finding.mend().isEmpty() ? "" : "\n" + finding.mend())
        + allowed;
  }

  private static void write(XMLStreamWriter xml, Map<String, List<Case>> suites, String goal)
      throws XMLStreamException {
    List<Case> all = suites.values().stream().flatMap(List::stream).toList();
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuites");
    xml.writeAttribute("name", "migrate:" + goal);
    counts(xml, all);
    for (Map.Entry<String, List<Case>> suite : suites.entrySet()) {
      line(xml, 1);
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", legal(suite.getKey()));
      counts(xml, suite.getValue());
      for (Case each : suite.getValue()) {
        write(xml, each, suite.getKey());
      }
      line(xml, 1);
      xml.writeEndElement();
    }
    line(xml, 0);
    xml.writeEndElement();
  }

  private static void counts(XMLStreamWriter xml, List<Case> cases) throws XMLStreamException {
    xml.writeAttribute("tests", "" + cases.size());
    xml.writeAttribute("failures", "" + cases.stream().filter(c -> c.failure() != null).count());
    xml.writeAttribute("errors", "0");
    xml.writeAttribute("skipped", "" + cases.stream().filter(c -> c.skipped() != null).count());
    xml.writeAttribute("time", "0");
  }

  private static void write(XMLStreamWriter xml, Case test, String suite)
      throws XMLStreamException {
    line(xml, 2);
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", legal(suite));
    xml.writeAttribute("name", legal(test.name()));
    xml.writeAttribute("time", "0");
    if (test.failure() != null) {
      line(xml, 3);
      xml.writeStartElement("failure");
      xml.writeAttribute("type", test.type());
      xml.writeAttribute("message", legal(test.failure().lines().findFirst().orElse("")));
      xml.writeCharacters(legal(test.failure()));
      xml.writeEndElement();
    }
    if (test.skipped() != null) {
      line(xml, 3);
      xml.writeEmptyElement("skipped");
      xml.writeAttribute("message", legal(test.skipped()));
    }
    if (test.output() != null) {
      line(xml, 3);
      xml.writeStartElement("system-out");
      xml.writeCharacters(legal(test.output()));
      xml.writeEndElement();
    }
    line(xml, 2);
    xml.writeEndElement();
  }

  private static void line(XMLStreamWriter xml, int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }

  /** XML 1.0 has no way to write control characters, not even escaped. */
  private static String legal(String text) {
    StringBuilder legal = new StringBuilder();
    text.codePoints().map(c -> isLegal(c) ? c : 0xFFFD).forEach(legal::appendCodePoint);
    return legal.toString();
  }

  private static boolean isLegal(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}

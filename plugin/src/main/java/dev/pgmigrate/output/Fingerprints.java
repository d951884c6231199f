package dev.pgmigrate.output;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.verify.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * By what a code host knows a finding again in the next run.
 *
 * <p>Made of rule, file and the text of its line. A finding so keeps its fingerprint when lines
 * above it are added, and when its message names another size of a live table. Where it is in no
 * line, its message counts.
 */
final class Fingerprints {
  private static final char SEPARATOR = '\0';

  private final IdentityHashMap<Finding, String> known = new IdentityHashMap<>();
  private final Map<Path, List<String>> texts = new HashMap<>();
  private final Map<String, Integer> occurrences = new HashMap<>();

  private Fingerprints() {}

  static Fingerprints of(Outcome outcome) {
    Verdict verdict = outcome.verdict();
    Fingerprints all = new Fingerprints();
    for (Finding finding : verdict.findings()) {
      String what = finding.rule() + SEPARATOR + outcome.placeOf(finding) + SEPARATOR;
      String text = what + all.text(finding);
      int occurrence = all.occurrences.merge(text, 1, Integer::sum);
      all.known.put(finding, digest(text + SEPARATOR + occurrence));
    }
    return all;
  }

  /** 32 hexadecimal digits, different for each finding of the verdict. */
  String of(Finding finding) {
    return known.getOrDefault(finding, "");
  }

  private String text(Finding finding) {
    Path file = finding.file();
    List<String> lines =
        file == null ? List.of() : texts.computeIfAbsent(file, Fingerprints::lines);
    return finding.line() > 0 && finding.line() <= lines.size()
        ? lines.get(finding.line() - 1).strip()
        : finding.message();
  }

  /** Whatever its bytes mean: a file that is not UTF-8 has findings, too. */
  private static List<String> lines(Path file) {
    try {
      return new ArrayList<>(
          new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).lines().toList());
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}

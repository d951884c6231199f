package dev.pgmigrate.command;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.drift.Drift;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of {@code migrate.accept} that is about the live database: {@code drift} for all of it,
 * {@code drift:public.account.nick} for what differs in one object. It is never part of {@code
 * all}, which is about entities.
 *
 * @param chosen what is accepted, as it was found
 * @param rest the other parts
 */
record DriftToAccept(List<Drift> chosen, String rest) {
  /** A function's name has commas, between its parentheses. */
  private static final Pattern PART =
      Pattern.compile("(?:^|,)\\s*drift(?::((?:\\([^)]*\\)|[^,(])*))?\\s*(?=,|$)");

  /**
   * Chooses.
   *
   * @param drift what there is
   * @throws MigrationException when there is no such drift
   */
  static DriftToAccept of(String accept, List<Drift> drift) {
    Set<Drift> chosen = new LinkedHashSet<>();
    Matcher part = PART.matcher(accept);
    while (part.find()) {
      String object = part.group(1);
      List<Drift> found =
          drift.stream().filter(one -> object == null || isCalled(one, object.strip())).toList();
      if (found.isEmpty()) {
        throw new MigrationException(
            "-Dmigrate.accept=drift"
                + (object == null ? "" : ":" + object)
                + (drift.isEmpty()
                    ? ": there is no drift, or no database is configured to compare with"
                    : ": there is no such drift. There is: "
                        + String.join(", ", drift.stream().map(Drift::name).distinct().toList())));
      }
      chosen.addAll(found);
    }
    return new DriftToAccept(new ArrayList<>(chosen), part.replaceAll("").replaceFirst("^,", ""));
  }

  /** Without the kind of the object, or with it. */
  private static boolean isCalled(Drift drift, String name) {
    return name.equals(drift.name()) || name.equals(drift.object().toString());
  }
}

package dev.pgmigrate.diff;

import dev.pgmigrate.change.AlterDomain;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.ReplaceDomain;
import dev.pgmigrate.change.SetComment;
import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares a domain with itself. */
final class DomainComparator {
  private DomainComparator() {}

  static List<Change> compare(Domain from, Domain to, TypeUses uses, Equivalence equivalence) {
    List<Change> changes = new ArrayList<>();
    boolean replaced =
        !from.type().equals(to.type()) || !Objects.equals(from.collation(), to.collation());
    if (replaced) {
      // The words of before have casts to the type of before in them.
      changes.add(new ReplaceDomain(from, to, uses.swapped(to.name())));
    } else {
      Domain like = inWordsOf(from, to, equivalence);
      if (from.notNull() != like.notNull()
          || !Objects.equals(from.defaultValue(), like.defaultValue())
          || !uncommented(from.checks()).equals(uncommented(like.checks()))) {
        changes.add(new AlterDomain(from, like));
      }
      comments(from, like, changes);
    }
    DescriptionComparator.compare(to.id(), from.comment(), to.comment(), changes);
    AccessComparator.compare(to.id(), from.access(), to.access(), changes);
    return changes;
  }

  private static void comments(Domain from, Domain to, List<Change> changes) {
    for (Lists.Pair<Check> pair : Lists.diff(from.checks(), to.checks(), Check::name).common()) {
      boolean stays = pair.from().withComment(null).equals(pair.to().withComment(null));
      if (stays && !Objects.equals(pair.from().comment(), pair.to().comment())) {
        changes.add(
            SetComment.onDomainCheck(
                to.name(), pair.to().name(), pair.from().comment(), pair.to().comment()));
      }
    }
  }

  private static List<Check> uncommented(List<Check> checks) {
    return checks.stream().map(check -> check.withComment(null)).toList();
  }

  /** {@code to}, with the expressions of {@code from} where they mean the same. */
  private static Domain inWordsOf(Domain from, Domain to, Equivalence equivalence) {
    Map<String, Check> before =
        from.checks().stream().collect(Collectors.toMap(Check::name, Function.identity()));
    List<Check> checks = new ArrayList<>();
    for (Check check : to.checks()) {
      Check old = before.get(check.name());
      boolean same =
          old != null
              && equivalence.same(
                  old.expression(),
                  check.expression(),
                  Equivalence.Context.of(Equivalence.Kind.DOMAIN_CHECK, to));
      checks.add(old != null && same ? check.withExpression(old.expression()) : check);
    }
    @Nullable Expression defaultValue =
        Expressions.settle(
            from.defaultValue(),
            to.defaultValue(),
            equivalence,
            Equivalence.Context.of(Equivalence.Kind.DOMAIN_DEFAULT, to));
    return to.withDefault(defaultValue).withChecks(checks);
  }
}

package dev.pgmigrate.intent;

import dev.pgmigrate.diff.Lists;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.EnumType;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.SchemaObject;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds what may have been renamed or have moved: something goes, and something of the same shape
 * comes.
 */
final class Candidates {
  private final Set<ObjectId> answered;
  private final List<Question> questions = new ArrayList<>();

  private Candidates(Set<ObjectId> answered) {
    this.answered = answered;
  }

  static List<Question> questions(Schema from, Schema to, Set<ObjectId> answered) {
    List<Question> moves = MoveCandidates.questions(from, to, answered);
    Set<ObjectId> asked = new HashSet<>(answered);
    moves.forEach(question -> asked.addAll(question.dropped()));
    Candidates candidates = new Candidates(asked);
    candidates.questions.addAll(moves);
    candidates.ask(from, to);
    return candidates.questions;
  }

  /** Only what may have another name in its own place. */
  static List<Question> renames(Schema from, Schema to) {
    Candidates candidates = new Candidates(Set.of());
    candidates.ask(from, to);
    return candidates.questions;
  }

  private void ask(Schema from, Schema to) {
    objects(from.enums(), to.enums(), Candidates::alike);
    objects(from.domains(), to.domains(), Candidates::alike);
    objects(from.sequences(), to.sequences(), Candidates::alike);
    tables(Lists.diff(from.tables(), to.tables(), Table::name));
    Lists.diff(from.tables(), to.tables(), Table::name)
        .common()
        .forEach(
            pair ->
                ask(
                    Lists.diff(pair.from().columns(), pair.to().columns(), Column::name),
                    column -> pair.to().columnId(column.name()),
                    Candidates::alike));
  }

  /** Those with the same columns; where there is none, those that share most of them. */
  private void tables(Lists.Difference<Table> difference) {
    for (Table gone : difference.removed()) {
      boolean same = difference.added().stream().anyMatch(came -> alike(gone, came));
      List<ObjectId> found =
          difference.added().stream()
              .filter(came -> same ? alike(gone, came) : similar(gone, came))
              .map(Table::id)
              .sorted()
              .toList();
      question(gone.id(), found);
    }
  }

  private <T extends SchemaObject> void objects(List<T> from, List<T> to, BiPredicate<T, T> alike) {
    ask(Lists.diff(from, to, SchemaObject::id), SchemaObject::id, alike);
  }

  private <T> void ask(
      Lists.Difference<T> difference, Function<T, ObjectId> id, BiPredicate<T, T> alike) {
    for (T gone : difference.removed()) {
      List<ObjectId> candidates =
          difference.added().stream()
              .filter(came -> alike.test(gone, came))
              .map(id)
              .sorted()
              .toList();
      question(id.apply(gone), candidates);
    }
  }

  private void question(ObjectId gone, List<ObjectId> candidates) {
    if (!candidates.isEmpty() && !answered.contains(gone)) {
      questions.add(Question.renamed(gone, candidates));
    }
  }

  private static boolean alike(EnumType a, EnumType b) {
    return a.values().equals(b.values());
  }

  private static boolean alike(Domain a, Domain b) {
    return a.type().equals(b.type());
  }

  private static boolean alike(Sequence a, Sequence b) {
    return a.options().equals(b.options());
  }

  private static boolean alike(Table a, Table b) {
    return families(a).equals(families(b));
  }

  /**
   * Whether a table may be another one whose columns changed with its name: one of the same name in
   * another namespace that shares a column, or one that shares more than half of its columns.
   */
  private static boolean similar(Table a, Table b) {
    Set<String> shared = families(a);
    shared.retainAll(families(b));
    boolean moved = a.name().name().equals(b.name().name());
    int most = Math.max(a.columns().size(), b.columns().size());
    return moved ? !shared.isEmpty() : 2 * shared.size() > most;
  }

  private static Set<String> families(Table table) {
    return table.columns().stream()
        .map(c -> c.name() + " " + family(c.type()))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Nullability and default do not count: who renames a column may well tighten it too. */
  static boolean alike(Column a, Column b) {
    return family(a.type()).equals(family(b.type()))
        && (a.identity() == null) == (b.identity() == null)
        && (a.generated() == null) == (b.generated() == null);
  }

  private static String family(DataType type) {
    String text = type.text().replaceAll("\\([0-9, ]*\\)", "");
    return switch (text) {
      case "character varying", "character", "text" -> "text";
      case "smallint", "integer", "bigint" -> "integer";
      case "numeric", "real", "double precision" -> "number";
      case "json", "jsonb" -> "json";
      default -> text.startsWith("timestamp") ? "timestamp" : text;
    };
  }
}

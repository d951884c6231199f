package dev.pgmigrate.intent;

import dev.pgmigrate.change.Rename;
import dev.pgmigrate.diff.Renaming;
import dev.pgmigrate.schema.AspectKey;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the entities have stated so far: the base of the three-way comparison. It is the file
 * model.lock, whose lines stand for themselves, so that a union-merge of two branches is a correct
 * merge.
 *
 * @param stated what was stated; only this can be retracted
 * @param seen what is database-only and was already flagged
 * @param entities entity class to its tables: its own, and those of its collections and joins
 * @param numbered column to the sequences that the application draws its values from
 */
public record ModelLock(
    Set<AspectKey> stated,
    Set<AspectKey> seen,
    SortedMap<String, SortedSet<QualifiedName>> entities,
    SortedMap<ObjectId, SortedSet<ObjectId>> numbered) {
  /** Before the first revision: nothing was stated, so nothing can be retracted. */
  public static final ModelLock EMPTY = new ModelLock(Set.of(), Set.of(), new TreeMap<>());

  /** One in which the application draws from no sequence. */
  public ModelLock(
      Set<AspectKey> stated,
      Set<AspectKey> seen,
      SortedMap<String, SortedSet<QualifiedName>> entities) {
    this(stated, seen, entities, new TreeMap<>());
  }

  private static final Pattern NUMBERS = Pattern.compile("(sequence .+) (column .+)");

  private static final String HEADER =
      "# What the entities state. migrate:revision writes this file; commit it. In .gitattributes: merge=union";

  public ModelLock {
    stated = Set.copyOf(stated);
    seen = Set.copyOf(seen);
    entities = Collections.unmodifiableSortedMap(new TreeMap<>(entities));
    numbered = Collections.unmodifiableSortedMap(new TreeMap<>(numbered));
  }

  /**
   * Reads the file; lines may come in any order and twice.
   *
   * @throws MalformedLineException when a line cannot be read
   */
  public static ModelLock parse(List<String> lines) {
    Set<AspectKey> stated = new HashSet<>();
    Set<AspectKey> seen = new HashSet<>();
    SortedMap<String, SortedSet<QualifiedName>> entities = new TreeMap<>();
    SortedMap<ObjectId, SortedSet<ObjectId>> numbered = new TreeMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("<<<<<<<") || line.startsWith("=======") || line.startsWith(">>>>>>>")) {
        throw new MalformedLineException(
            i + 1, line, "unresolved Git conflict", "Keep the lines of both sides.");
      }
      try {
        int space = line.indexOf(' ');
        String word = space < 0 ? line : line.substring(0, space);
        String rest = Escaped.unescape(line.substring(space + 1));
        switch (word) {
          case "stated" -> stated.add(AspectKey.parse(rest));
          case "seen" -> seen.add(AspectKey.parse(rest));
          case "entity" -> {
            int end = rest.indexOf(' ');
            ObjectId table = ObjectId.parse("table" + rest.substring(Math.max(end, 0)));
            entities
                .computeIfAbsent(rest.substring(0, Math.max(end, 0)), name -> new TreeSet<>())
                .add(table.qualifiedName());
          }
          case "numbers" -> {
            Matcher matcher = NUMBERS.matcher(rest);
            if (!matcher.matches()) {
              throw new IllegalArgumentException("write numbers sequence <name> column <name>");
            }
            numbered
                .computeIfAbsent(ObjectId.parse(matcher.group(2)), column -> new TreeSet<>())
                .add(ObjectId.parse(matcher.group(1)));
          }
          default ->
              throw new IllegalArgumentException(
                  "a line must start with stated, seen, entity or numbers");
        }
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw new MalformedLineException(i + 1, line, String.valueOf(e.getMessage()), null);
      }
    }
    return new ModelLock(stated, seen, entities, numbered);
  }

  /** The lock as it is when these renames are made. */
  public ModelLock renamed(List<Rename> renames) {
    return RenamedLock.of(this, renames);
  }

  /** The file's lines, sorted below their header. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    Stream.of(
            stated.stream().map(key -> "stated " + key),
            seen.stream().map(key -> "seen " + key),
            entities.entrySet().stream()
                .flatMap(
                    e -> e.getValue().stream().map(table -> "entity " + e.getKey() + named(table))),
            numbered.entrySet().stream()
                .flatMap(
                    e ->
                        e.getValue().stream()
                            .map(sequence -> "numbers " + sequence + " " + e.getKey())))
        .flatMap(all -> all)
        .map(Escaped::escape)
        .sorted()
        .forEach(lines::add);
    return List.copyOf(lines);
  }

  private static String named(QualifiedName table) {
    return ObjectId.table(table).toString().substring("table".length());
  }

  /**
   * The lock to write with a revision: what is stated now, and what was stated before and is still
   * in the history. So a retraction that is not carried out comes back instead of being forgotten.
   *
   * @param history the schema before the revision that is written now: if that revision is thrown
   *     away, what it retracts is retracted again
   * @param newEntities entity class to its tables, as of now
   * @param newNumbered column to the sequences that the application draws its values from, as of
   *     now
   */
  public static ModelLock next(
      Resolution resolution,
      Schema history,
      Map<String, SortedSet<QualifiedName>> newEntities,
      SortedMap<ObjectId, SortedSet<ObjectId>> newNumbered) {
    ModelLock base = resolution.base();
    Set<AspectKey> stated = new HashSet<>(resolution.stated());
    base.addStatedIn(history, stated);
    if (!resolution.renames().isEmpty()) {
      // If it was carried out, what was stated goes by its new name.
      RenamedLock.of(base, resolution.renames())
          .addStatedIn(Renaming.of(history, resolution.renames()), stated);
    }
    Set<AspectKey> seen = new HashSet<>();
    for (Notice notice : resolution.notices()) {
      boolean databaseOnly =
          switch (notice.kind()) {
            case DATABASE_ONLY, DATABASE_ONLY_SEEN -> true;
            case CHANGED,
                MISSING,
                RETRACTED,
                MOVED,
                ACCEPTED,
                GOES_ALONG,
                STILL_USED,
                LEFT_OUT,
                LEFT_AS_IS ->
                false;
          };
      if (databaseOnly) {
        seen.add(notice.key());
      }
    }
    return new ModelLock(
        stated, seen, new TreeMap<>(newEntities), base.numbered(history, newNumbered));
  }

  /** What numbered rows before, as far as the history has it, until the history says it is over. */
  private SortedMap<ObjectId, SortedSet<ObjectId>> numbered(
      Schema history, SortedMap<ObjectId, SortedSet<ObjectId>> now) {
    Set<ObjectId> there =
        history.sequences().stream().map(Sequence::id).collect(Collectors.toSet());
    SortedMap<ObjectId, SortedSet<ObjectId>> all = new TreeMap<>();
    now.forEach((column, sequences) -> all.put(column, new TreeSet<>(sequences)));
    numbered.forEach(
        (column, sequences) -> {
          SortedSet<ObjectId> before = new TreeSet<>(sequences);
          before.retainAll(there);
          boolean settled =
              !Collections.disjoint(before, now.getOrDefault(column, new TreeSet<>()));
          if (!before.isEmpty() && !settled && !identity(history, column)) {
            all.computeIfAbsent(column, absent -> new TreeSet<>()).addAll(before);
          }
        });
    return all;
  }

  private static boolean identity(Schema schema, ObjectId column) {
    return schema
        .table(column.qualifiedName())
        .flatMap(table -> table.column(column.name()))
        .map(found -> found.identity() != null)
        .orElse(true);
  }

  /**
   * The lock as it was before a revision that is written again: what the revision added is not
   * retracted, for it was never there, and what it removed can be removed again.
   *
   * @param before the schema that the history makes without the revision
   * @param after and with it
   */
  public ModelLock without(Schema before, Schema after) {
    Set<AspectKey> removed = new HashSet<>(StatedAspects.keysOf(before));
    removed.removeAll(StatedAspects.keysOf(after));
    addStatedIn(before, removed);
    return new ModelLock(removed, seen, entities, numbered);
  }

  /** Adds what was stated and is in a schema; what is known already is not looked for. */
  private void addStatedIn(Schema schema, Set<AspectKey> known) {
    Set<AspectKey> there = new HashSet<>(stated);
    there.removeAll(known);
    if (!there.isEmpty()) {
      there.retainAll(StatedAspects.keysOf(schema));
      known.addAll(there);
    }
  }
}

package dev.pgmigrate.intent;

import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.sql.DefaultNamespace;
import dev.pgmigrate.sql.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a person said about renames and drops, not yet held against the schemas.
 *
 * @param renames from the database's name to the entities'; a column may get into another table
 * @param drops names of what shall go
 */
public record Answers(List<Rename> renames, List<Name> drops) {
  /** Nothing was asked yet. */
  public static final Answers NONE = new Answers(List.of(), List.of());

  /**
   * A name as written: {@code account.phone}.
   *
   * @param parts without their quotes
   */
  public record Name(String written, List<String> parts) {
    public Name {
      parts = List.copyOf(parts);
    }
  }

  /** One pair of -Dmigrate.rename. */
  public record Rename(Name from, Name to) {
    String written() {
      return "-Dmigrate.rename=" + pair();
    }

    String pair() {
      return from.written() + ":" + to.written();
    }
  }

  public Answers {
    renames = List.copyOf(renames);
    drops = List.copyOf(drops);
  }

  /**
   * Reads the two options: pairs {@code account.phone:phone_number} or, for a column that moves to
   * another table, {@code person.street:address.street}, and names {@code account.phone}, separated
   * by commas; names may be in double quotes.
   *
   * @throws UnfitAnswerException when a part cannot be read
   */
  public static Answers parse(@Nullable String renames, @Nullable String drops) {
    List<Rename> pairs = new ArrayList<>();
    for (String pair : split(renames == null ? "" : renames, ',')) {
      List<String> sides = split(pair, ':');
      if (sides.size() != 2) {
        throw new UnfitAnswerException(
            "-Dmigrate.rename=" + pair,
            "it is not old:new",
            "Write it such as account.phone:phone_number.");
      }
      pairs.add(new Rename(name(sides.get(0)), name(sides.get(1))));
    }
    return new Answers(pairs, names(drops));
  }

  /**
   * Reads names, separated by commas.
   *
   * @throws UnfitAnswerException when one cannot be read
   */
  public static List<Name> names(@Nullable String names) {
    return split(names == null ? "" : names, ',').stream().map(Answers::name).toList();
  }

  /** An object as an answer names it: without the default namespace. */
  public static String show(ObjectId id) {
    boolean shortened = id.path().size() > 1 && DefaultNamespace.is(id.path().get(0));
    return id.path().stream()
        .skip(shortened ? 1 : 0)
        .map(Identifier::quote)
        .collect(Collectors.joining("."));
  }

  /** The second half of an answer: as short as it can be. */
  public static String showTarget(ObjectId from, ObjectId to) {
    if (from.kind() == ObjectKind.COLUMN) {
      boolean sameTable = from.qualifiedName().equals(to.qualifiedName());
      return sameTable ? Identifier.quote(to.name()) : show(to);
    }
    // Without a namespace the new name is one in the old namespace.
    boolean sameNamespace = from.path().get(0).equals(to.path().get(0));
    return (sameNamespace ? List.of(to.name()) : to.path())
        .stream().map(Identifier::quote).collect(Collectors.joining("."));
  }

  private static Name name(String written) {
    List<String> parts = new ArrayList<>();
    for (String part : split(written, '.')) {
      boolean quoted = part.length() > 1 && part.startsWith("\"") && part.endsWith("\"");
      parts.add(quoted ? part.substring(1, part.length() - 1).replace("\"\"", "\"") : part);
    }
    if (parts.isEmpty() || parts.size() > 3) {
      throw new UnfitAnswerException(
          "'" + written + "'",
          "it names no table or column",
          "Write table.column, table, or schema.table.column.");
    }
    return new Name(written, parts);
  }

  /** The non-empty parts between separators that stand outside double quotes. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && text.charAt(i) == '"') {
        quoted = !quoted;
      } else if (i == text.length() || (text.charAt(i) == separator && !quoted)) {
        String part = text.substring(start, i).strip();
        if (!part.isEmpty()) {
          parts.add(part);
        }
        start = i + 1;
      }
    }
    return parts;
  }
}

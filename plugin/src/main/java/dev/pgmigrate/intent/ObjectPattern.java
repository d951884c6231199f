package dev.pgmigrate.intent;

import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Names objects as {@link ObjectId} prints them, with {@code *} for any characters within a part
 * and {@code ?} for one: {@code legacy.*}, {@code table public.audit_*}. It holds for all that an
 * object contains; without a kind it is about every kind.
 *
 * @param kind null for every kind
 * @param parts what the parts of a path must be, from the schema on
 */
@API(status = API.Status.EXPERIMENTAL)
public record ObjectPattern(String written, @Nullable ObjectKind kind, List<Pattern> parts) {
  /**
   * @throws UnfitFilterException when the text is no pattern
   */
  static ObjectPattern parse(String written) {
    String text = written.strip();
    boolean withKind = text.indexOf(' ') > 0 && !text.startsWith("\"");
    ObjectId id;
    try {
      id = ObjectId.parse(withKind ? text : ObjectKind.TABLE.word() + " " + text);
    } catch (IllegalArgumentException e) {
      throw new UnfitFilterException(written, String.valueOf(e.getMessage()));
    }
    List<String> path = id.path();
    if (path.size() > 3 || path.stream().anyMatch(String::isEmpty)) {
      throw new UnfitFilterException(written, "it names a schema, then an object, then its part");
    }
    // Everything in a schema is the schema.
    boolean whole = !withKind && path.size() == 2 && path.get(1).equals("*");
    return new ObjectPattern(
        text,
        withKind ? id.kind() : null,
        path.stream().limit(whole ? 1 : 3).map(ObjectPattern::glob).toList());
  }

  /** This one object, and what it contains. */
  static ObjectPattern of(ObjectId id) {
    return new ObjectPattern(
        id.toString(),
        id.kind(),
        id.path().stream().map(Pattern::quote).map(Pattern::compile).toList());
  }

  private static Pattern glob(String part) {
    String regex =
        Stream.of(part.split("(?<=[*?])|(?=[*?])"))
            .map(piece -> piece.equals("*") ? ".*" : piece.equals("?") ? "." : Pattern.quote(piece))
            .collect(Collectors.joining());
    return Pattern.compile(regex, Pattern.DOTALL);
  }

  /** Whether this is one of the objects, or one that contains it by its name. */
  boolean matches(ObjectId id) {
    int length = id.path().size();
    boolean fits =
        kind == null ? parts.size() <= length : kind == id.kind() && parts.size() == length;
    return fits && startsAlike(id);
  }

  /** Whether an object in this schema may match. */
  boolean reachesInto(ObjectId namespace) {
    return startsAlike(namespace);
  }

  private boolean startsAlike(ObjectId id) {
    for (int i = 0; i < Math.min(parts.size(), id.path().size()); i++) {
      if (!parts.get(i).matcher(id.path().get(i)).matches()) {
        return false;
      }
    }
    return true;
  }
}

package dev.pgmigrate.schema;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be stated: that an object exists, or one of its aspects.
 *
 * @param aspect null for the existence of the object itself
 */
public record AspectKey(ObjectId object, @Nullable String aspect) implements Comparable<AspectKey> {
  private static final Pattern ASPECT = Pattern.compile("[a-z][a-z0-9_:-]*");

  public static AspectKey of(ObjectId object) {
    return new AspectKey(object, null);
  }

  /**
   * Parses the text of {@link #toString()}.
   *
   * @throws IllegalArgumentException if {@code text} is no such line
   */
  public static AspectKey parse(String text) {
    int kindEnd = text.indexOf(' ');
    int last = text.lastIndexOf(' ');
    boolean hasAspect = last > kindEnd && ASPECT.matcher(text.substring(last + 1)).matches();
    return hasAspect
        ? new AspectKey(ObjectId.parse(text.substring(0, last)), text.substring(last + 1))
        : of(ObjectId.parse(text));
  }

  @Override
  public int compareTo(AspectKey other) {
    int byObject = object.compareTo(other.object);
    return byObject != 0 ? byObject : toString().compareTo(other.toString());
  }

  /** As in model.lock: {@code column public.account.email default}. */
  @Override
  public String toString() {
    return aspect == null ? object.toString() : object + " " + aspect;
  }
}

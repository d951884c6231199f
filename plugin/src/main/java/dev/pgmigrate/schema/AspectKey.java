package dev.pgmigrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * One thing that can be stated: that an object exists, or one of its aspects.
 *
 * @param aspect null for the existence of the object itself
 */
public record AspectKey(ObjectId object, @Nullable String aspect) implements Comparable<AspectKey> {
  public static AspectKey of(ObjectId object) {
    return new AspectKey(object, null);
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

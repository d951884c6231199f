package dev.pgmigrate.entity;

import java.nio.file.Path;

/**
 * A class, or a package, whose annotations Hibernate must see.
 *
 * @param name the class's name, or the package's
 * @param source the class directory or jar that it was found in
 */
record ManagedClass(String name, Path source, Kind kind) {
  enum Kind {
    ENTITY,
    MAPPED_SUPERCLASS,
    EMBEDDABLE,
    CONVERTER,
    PACKAGE
  }
}

package dev.pgmigrate.entity;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the scanned places hold.
 *
 * @param managed annotated classes and packages, in order of name within their place
 * @param sources the place of every class, by class name
 * @param mappingFiles META-INF/orm.xml and *.hbm.xml, as class path resources
 * @param initializers by class and field: the constants that fields start with
 * @param javaxEntities entities of the old javax.persistence
 * @param warnings what could not be read
 */
record Scan(
    List<ManagedClass> managed,
    Map<String, Path> sources,
    List<String> mappingFiles,
    Map<String, Map<String, String>> initializers,
    List<String> javaxEntities,
    List<String> warnings) {

  /** The names of the managed classes of one kind. */
  List<String> named(ManagedClass.Kind kind) {
    return managed.stream().filter(m -> m.kind() == kind).map(ManagedClass::name).toList();
  }
}

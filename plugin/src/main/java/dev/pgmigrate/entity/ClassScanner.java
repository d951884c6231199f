package dev.pgmigrate.entity;

import dev.pgmigrate.entity.ManagedClass.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Finds the annotated classes of class directories and jars from their bytes, without loading any:
 * Hibernate's own scan finds nothing on some versions.
 */
final class ClassScanner {
  private static final String JAKARTA = "Ljakarta/persistence/";
  private static final int JAVA_TO_CLASS_VERSION = 44;

  private final List<ManagedClass> managed = new ArrayList<>();
  private final Map<String, Path> sources = new LinkedHashMap<>();
  private final List<String> mappingFiles = new ArrayList<>();
  private final Map<String, Map<String, String>> initializers = new LinkedHashMap<>();
  private final List<String> javaxEntities = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private ClassScanner() {}

  /** Scans these places; one that does not exist holds nothing. */
  static Scan scan(List<Path> places) {
    ClassScanner scanner = new ClassScanner();
    for (Path place : places) {
      try {
        if (Files.isDirectory(place)) {
          scanner.scanDirectory(place);
        } else if (Files.exists(place)) {
          scanner.scanJar(place);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read the entities of " + place, e);
      }
    }
    return new Scan(
        List.copyOf(scanner.managed),
        Map.copyOf(scanner.sources),
        scanner.mappingFiles.stream().distinct().toList(),
        Map.copyOf(scanner.initializers),
        List.copyOf(scanner.javaxEntities),
        List.copyOf(scanner.warnings));
  }

  private void scanDirectory(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = directory.relativize(file).toString().replace('\\', '/');
        visit(directory, name, () -> Files.readAllBytes(file));
      }
    }
  }

  private void scanJar(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      List<? extends ZipEntry> entries =
          zip.stream().sorted(Comparator.comparing(ZipEntry::getName)).toList();
      for (ZipEntry entry : entries) {
        visit(jar, entry.getName(), () -> bytes(zip, entry));
      }
    }
  }

  private static byte[] bytes(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private interface Content {
    byte[] read() throws IOException;
  }

  private void visit(Path place, String name, Content content) throws IOException {
    if (name.endsWith(".hbm.xml") || name.equals("META-INF/orm.xml")) {
      mappingFiles.add(name);
    } else if (name.endsWith(".class")
        && !name.startsWith("META-INF/")
        && !name.endsWith("module-info.class")) {
      visitClass(place, name, content.read());
    }
  }

  private void visitClass(Path place, String file, byte[] bytes) {
    String className = file.substring(0, file.length() - ".class".length()).replace('/', '.');
    boolean first = sources.putIfAbsent(className, place) == null;
    if (!first) {
      return; // The class path loads the first one only.
    }
    Annotations annotations = new Annotations();
    try {
      ClassReader reader = new ClassReader(bytes);
      reader.accept(
          annotations, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      Kind kind = annotations.kind(className);
      if (kind == null) {
        if (annotations.javaxEntity) {
          javaxEntities.add(className);
        }
        return;
      }
      managed.add(new ManagedClass(managedName(className, kind), place, kind));
      requireLoadable(className, bytes);
      if (kind != Kind.CONVERTER && kind != Kind.PACKAGE) {
        Map<String, String> constants = FieldInitializers.of(reader);
        if (!constants.isEmpty()) {
          initializers.put(className, constants);
        }
      }
    } catch (EntityModelException e) {
      throw e;
    } catch (RuntimeException e) { // ASM: whatever the bytes lead it to
      requireLoadable(className, bytes);
      warnings.add(file + " in " + place + " is no readable class file and was left out");
    }
  }

  private static String managedName(String className, Kind kind) {
    return kind == Kind.PACKAGE
        ? className.substring(0, className.length() - ".package-info".length())
        : className;
  }

  private static void requireLoadable(String className, byte[] bytes) {
    boolean classFile = bytes.length > 8 && (bytes[0] & 0xFF) == 0xCA && (bytes[1] & 0xFF) == 0xFE;
    int java = classFile ? ((bytes[6] & 0xFF) << 8 | (bytes[7] & 0xFF)) - JAVA_TO_CLASS_VERSION : 0;
    int running = Runtime.version().feature();
    if (java > running) {
      throw new EntityModelException(
          className
              + " is compiled for Java "
              + java
              + ", but this build runs on Java "
              + running
              + ".",
          "Run Maven with JDK "
              + java
              + " or newer (JAVA_HOME), or compile with --release "
              + running
              + ".",
          className,
          null);
    }
  }

  /** Notes which annotations a class has. */
  private static final class Annotations extends ClassVisitor {
    private @Nullable Kind kind;
    private boolean hibernate;
    private boolean javaxEntity;

    Annotations() {
      super(Opcodes.ASM9);
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
      switch (descriptor) {
        case JAKARTA + "Entity;" -> kind = Kind.ENTITY;
        case JAKARTA + "MappedSuperclass;" -> kind = Kind.MAPPED_SUPERCLASS;
        case JAKARTA + "Embeddable;" -> kind = Kind.EMBEDDABLE;
        case JAKARTA + "Converter;" -> kind = Kind.CONVERTER;
        case "Ljavax/persistence/Entity;" -> javaxEntity = true;
        default ->
            hibernate |=
                descriptor.startsWith("Lorg/hibernate/annotations/")
                    || descriptor.startsWith(JAKARTA);
      }
      return null;
    }

    @Nullable Kind kind(String className) {
      boolean packageInfo = className.endsWith(".package-info");
      return packageInfo ? (hibernate ? Kind.PACKAGE : null) : kind;
    }
  }
}

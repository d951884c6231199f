package dev.pgmigrate.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolationTest {
  @TempDir Path folder;

  @Test
  void leavesNoClassLoaderBehind() {
    EntityProject project = converting();
    EntityInput input = project.input();
    List<WeakReference<URLClassLoader>> loaders = new ArrayList<>();
    EntityReader reader =
        new EntityReader(
            new EntityProject.FromTestClassPath(),
            classPath -> {
              IsolatedLoader loader = new IsolatedLoader(classPath);
              loaders.add(new WeakReference<>(loader));
              return loader;
            });

    for (int i = 0; i < 20; i++) {
      assertThat(reader.read(input).ddl()).isNotEmpty();
    }

    assertThat(loaders).hasSize(20);
    for (int i = 0; i < 100 && loaders.stream().anyMatch(l -> l.get() != null); i++) {
      System.gc();
    }
    assertThat(loaders).allMatch(l -> l.get() == null);
  }

  @Test
  void restoresTheThreadsClassLoader() {
    ClassLoader before = Thread.currentThread().getContextClassLoader();

    converting().read();

    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }

  @Test
  void printsNothing() {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream catching = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(catching);
      System.setErr(catching);
      converting().read();
    } finally {
      System.setOut(out);
      System.setErr(err);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private EntityProject converting() {
    return new EntityProject(folder)
        .source(
            "@Entity class Book { @Id @GeneratedValue Long id; @Convert(converter ="
                + " IsbnConverter.class) StringBuilder isbn; @ManyToMany Set<Book> similar; }")
        .source(
            """
            @Converter class IsbnConverter implements AttributeConverter<StringBuilder, String> {
              static final org.slf4j.Logger LOG =
                  org.slf4j.LoggerFactory.getLogger(IsbnConverter.class);
              public String convertToDatabaseColumn(StringBuilder isbn) {
                LOG.debug("converting");
                return isbn == null ? null : isbn.toString();
              }
              public StringBuilder convertToEntityAttribute(String isbn) {
                return isbn == null ? null : new StringBuilder(isbn);
              }
            }
            """);
  }
}

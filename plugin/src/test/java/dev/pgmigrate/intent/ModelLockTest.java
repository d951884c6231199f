package dev.pgmigrate.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.schema.AspectKey;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The text of model.lock and accepted.txt. */
class ModelLockTest {
  private static final QualifiedName TABLE = new QualifiedName("public", "My Table");
  private static final AspectKey ODD =
      new AspectKey(
          ObjectId.of(ObjectKind.CHECK, TABLE, "(CASE\n WHEN \"a\" || '\\' THEN 'x | y' END)"),
          "not-valid");
  private static final ObjectId AREA =
      new ObjectId(
          ObjectKind.FUNCTION, List.of("public", "Area (x)", "(double precision, public.\"a b\")"));
  private static final ModelLock LOCK =
      new ModelLock(
          Set.of(
              ODD,
              AspectKey.of(ODD.object()),
              AspectKey.of(AREA),
              new AspectKey(AREA, "comment"),
              AspectKey.of(ObjectId.of(ObjectKind.CAST, "(text AS public.mood)"))),
          Set.of(AspectKey.of(ObjectId.table(TABLE))),
          new TreeMap<>(
              Map.of(
                  "com.acme.Account$Inner",
                  new TreeSet<>(Set.of(TABLE, new QualifiedName("public", "tags"))))),
          new TreeMap<>(
              Map.of(
                  ObjectId.column(TABLE, "a column"),
                  new TreeSet<>(
                      Set.of(
                          ObjectId.of(
                              ObjectKind.SEQUENCE, new QualifiedName("public", "My Seq")))))));

  @Test
  void readsBackWhatItWrote() {
    assertThat(ModelLock.parse(LOCK.lines())).isEqualTo(LOCK);
    assertThat(LOCK.lines()).allMatch(line -> !line.contains("\n"));
  }

  @Test
  void aUnionMergeIsAMerge() {
    List<String> both = new ArrayList<>(LOCK.lines());
    both.addAll(LOCK.lines());

    assertThat(ModelLock.parse(both)).isEqualTo(LOCK);
  }

  @Test
  void saysWhichLineIsWrong() {
    assertThatThrownBy(() -> ModelLock.parse(List.of("# x", "<<<<<<< HEAD")))
        .isInstanceOf(MalformedLineException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("conflict");
    assertThatThrownBy(() -> ModelLock.parse(List.of("stated tabel public.a")))
        .hasMessageContaining("line 1")
        .hasMessageContaining("tabel");
    assertThatThrownBy(() -> ModelLock.parse(List.of("entity com.acme.Account")))
        .hasMessageContaining("line 1");
  }

  @Test
  void acceptedReadsBackWhatItWrote() {
    Accepted.Line line = new Accepted.Line(ODD, "a | b\n\\", "-", "because");

    assertThat(Accepted.parse(List.of("", "# why", line.toString())).lines()).containsExactly(line);
    assertThatThrownBy(() -> Accepted.parse(List.of("table public.a | x")))
        .isInstanceOf(MalformedLineException.class)
        .hasMessageContaining("line 1");
  }
}

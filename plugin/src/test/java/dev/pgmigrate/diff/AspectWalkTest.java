package dev.pgmigrate.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.intent.Accepted;
import dev.pgmigrate.intent.Answers;
import dev.pgmigrate.intent.Filters;
import dev.pgmigrate.intent.Intent;
import dev.pgmigrate.intent.ModelLock;
import dev.pgmigrate.intent.Notice;
import dev.pgmigrate.intent.Resolution;
import dev.pgmigrate.intent.StatedAspects;
import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.AspectKey;
import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.CompositeType;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.Deferral;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.EnumType;
import dev.pgmigrate.schema.Exclusion;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.Generated;
import dev.pgmigrate.schema.Grant;
import dev.pgmigrate.schema.Identity;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.IndexKey;
import dev.pgmigrate.schema.Namespace;
import dev.pgmigrate.schema.NotNull;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Partition;
import dev.pgmigrate.schema.PrimaryKey;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.RowSecurity;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.schema.SequenceOptions;
import dev.pgmigrate.schema.Statistics;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.Unique;
import dev.pgmigrate.schema.Uses;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every aspect of every kind of object is kept, removed and changed as the table of rows says. */
class AspectWalkTest {
  private static final QualifiedName T = new QualifiedName("n", "t");
  private static final QualifiedName PARENT = new QualifiedName("n", "parent");
  private static final Access ACCESS =
      new Access(
          "owner",
          new TreeSet<>(Set.of(new Grant("r", "SELECT", false))),
          new TreeSet<>(Set.of(new Grant("PUBLIC", "USAGE", false))));
  private static final Map<String, String> FILL = Map.of("fillfactor", "70");
  private static final DataType TEXT = new DataType("text", null);

  private static final Schema PLAIN = schema(false);
  private static final Schema RICH = schema(true);

  @Test
  void theRichSchemaIsRich() {
    Set<AspectKey> more = new HashSet<>(StatedAspects.keysOf(RICH));
    more.removeAll(StatedAspects.keysOf(PLAIN));

    assertThat(more).hasSizeGreaterThan(60);
    assertThat(aspects(PLAIN).keySet()).isEqualTo(aspects(RICH).keySet());
  }

  @Test
  void databaseOnlyIsKept() {
    Resolution resolution = resolve(PLAIN, RICH, Set.of());

    assertThat(resolution.target()).isEqualTo(RICH);
    assertThat(resolution.notices()).allMatch(n -> n.kind() == Notice.Kind.DATABASE_ONLY);
  }

  @Test
  void seenIsOnlyCounted() {
    Resolution first = resolve(PLAIN, RICH, Set.of());
    ModelLock lock = ModelLock.next(first, RICH, Map.of(), new TreeMap<>());
    Resolution second =
        Intent.resolve(
            PLAIN, RICH, lock, Accepted.NONE, Answers.NONE, Filters.NONE, Equivalence.TEXTUAL);

    assertThat(second.target()).isEqualTo(RICH);
    assertThat(second.notices())
        .hasSameSizeAs(first.notices())
        .allMatch(n -> n.kind() == Notice.Kind.DATABASE_ONLY_SEEN);
  }

  @Test
  void retractedIsRemoved() {
    Resolution resolution = resolve(PLAIN, RICH, StatedAspects.keysOf(RICH));

    assertThat(resolution.target()).isEqualTo(PLAIN);
    assertThat(resolution.notices()).allMatch(n -> n.kind() == Notice.Kind.RETRACTED);
  }

  @Test
  void statedIsChanged() {
    assertThat(resolve(RICH, PLAIN, Set.of()).target()).isEqualTo(RICH);
  }

  @Test
  void oneAspectIsRetractedAlone() {
    Set<AspectKey> stated = new HashSet<>(StatedAspects.keysOf(RICH));
    stated.removeAll(StatedAspects.keysOf(PLAIN));
    for (AspectKey key : stated) {
      Map<ObjectId, Map<String, Object>> expected = aspects(RICH);
      expected.get(key.object()).remove(key.aspect());
      Schema target = resolve(PLAIN, RICH, Set.of(key)).target();

      assertThat(aspects(target)).as(key.toString()).isEqualTo(expected);
    }
  }

  @Test
  void anAcceptedAspectStays() {
    Resolution retracted = resolve(PLAIN, RICH, StatedAspects.keysOf(RICH));
    Accepted accepted =
        Accepted.parse(
            retracted.notices().stream().map(notice -> notice.accepted("why").toString()).toList());
    Resolution kept =
        Intent.resolve(
            PLAIN,
            RICH,
            new ModelLock(StatedAspects.keysOf(RICH), Set.of(), new TreeMap<>()),
            accepted,
            Answers.NONE,
            Filters.NONE,
            Equivalence.TEXTUAL);

    assertThat(kept.target()).isEqualTo(RICH);
    assertThat(kept.notices()).allMatch(n -> n.kind() == Notice.Kind.ACCEPTED);
  }

  @Test
  void anAcceptedDifferenceOfWhatIsStatedStays() {
    Resolution changed = resolve(RICH, PLAIN, Set.of());
    assertThat(changed.notices()).allMatch(n -> n.kind() == Notice.Kind.CHANGED);
    Accepted accepted =
        new Accepted(changed.notices().stream().map(notice -> notice.accepted("why")).toList());

    Resolution kept =
        Intent.resolve(
            RICH,
            PLAIN,
            ModelLock.EMPTY,
            Accepted.parse(accepted.lines().stream().map(Object::toString).toList()),
            Answers.NONE,
            Filters.NONE,
            Equivalence.TEXTUAL);

    assertThat(kept.target()).isEqualTo(PLAIN);
    assertThat(kept.notices()).allMatch(n -> n.kind() == Notice.Kind.ACCEPTED);
  }

  private static Resolution resolve(Schema desired, Schema current, Set<AspectKey> stated) {
    return Intent.resolve(
        desired,
        current,
        new ModelLock(stated, Set.of(), new TreeMap<>()),
        Accepted.NONE,
        Answers.NONE,
        Filters.NONE,
        Equivalence.TEXTUAL);
  }

  /** The aspects of each object, without those whose loss is also a loss of another one. */
  private static Map<ObjectId, Map<String, Object>> aspects(Schema schema) {
    Map<ObjectId, Map<String, Object>> all = new TreeMap<>();
    schema.forEachPart((id, aspects) -> all.put(id, new TreeMap<>(aspects)));
    return all;
  }

  private static Schema schema(boolean rich) {
    String comment = rich ? "comment" : null;
    Access access = rich ? ACCESS : Access.DEFAULT;
    Expression expression = rich ? Expression.of("1") : null;
    QualifiedName collation = rich ? new QualifiedName("pg_catalog", "C") : null;
    Domain domain =
        new Domain(
            new QualifiedName("n", "d"),
            TEXT,
            collation,
            rich,
            expression,
            List.of(check(rich)),
            comment,
            access);
    SequenceOptions counting = SequenceOptions.defaults(rich ? "integer" : "bigint");
    Sequence sequence =
        new Sequence(
            new QualifiedName("n", "s"),
            counting,
            rich,
            rich ? ObjectId.column(T, "plain") : null,
            comment,
            access);
    return new Schema(
        List.of(new Namespace("n", comment, access), new Namespace("public", null, Access.DEFAULT)),
        List.of(new EnumType(new QualifiedName("n", "e"), List.of("a"), comment, access)),
        List.of(
            new CompositeType(
                new QualifiedName("n", "c"),
                List.of(new CompositeType.Attribute("a", TEXT, null, null)),
                comment,
                access)),
        List.of(domain),
        List.of(sequence),
        List.of(parent(), table(rich)),
        List.of(view(rich)),
        Uses.NONE);
  }

  private static Definition view(boolean rich) {
    TreeMap<String, Definition.Setting> settings = new TreeMap<>();
    TreeMap<String, String> comments = new TreeMap<>();
    TreeMap<String, Access> columnAccess = new TreeMap<>();
    if (rich) {
      settings.put("enabled", new Definition.Setting(Expression.of("off"), Expression.of("on")));
      comments.put("plain", "comment");
      columnAccess.put("plain", ACCESS);
    }
    return new Definition(
        ObjectId.of(ObjectKind.VIEW, new QualifiedName("n", "v")),
        Expression.of("VIEW n.v AS SELECT 1"),
        List.of(),
        settings,
        comments,
        columnAccess,
        rich ? "comment" : null,
        rich ? ACCESS : Access.DEFAULT);
  }

  private static Table parent() {
    return new Table(
        PARENT,
        List.of(column("plain", false, null, null, null)),
        List.of(unique("parent_u", false)),
        List.of(),
        false,
        Map.of(),
        null,
        null,
        null,
        null,
        null,
        List.of(),
        null,
        null,
        Access.DEFAULT);
  }

  private static Table table(boolean rich) {
    return new Table(
        T,
        List.of(
            column("plain", rich, null, null, null),
            column("by_default", rich, rich ? Expression.of("1") : null, null, null),
            notNull(
                column(
                    "counted",
                    rich,
                    null,
                    rich ? new Identity(true, SequenceOptions.defaults("bigint")) : null,
                    null)),
            column(
                "made", rich, null, null, rich ? new Generated(Expression.of("2"), true) : null)),
        constraints(rich),
        List.of(index(rich)),
        rich,
        rich ? FILL : Map.of(),
        rich ? "space" : null,
        rich ? "columnar" : null,
        rich ? "FULL" : null,
        rich ? "RANGE (plain)" : null,
        rich ? new Partition(PARENT, Expression.of("DEFAULT")) : null,
        rich ? List.of(PARENT) : List.of(),
        rich ? new RowSecurity(true, true) : null,
        rich ? "comment" : null,
        rich ? ACCESS : Access.DEFAULT);
  }

  private static Column notNull(Column column) {
    return column.required();
  }

  private static Column column(
      String name, boolean rich, Expression byDefault, Identity identity, Generated generated) {
    return new Column(
        name,
        TEXT,
        rich || name.equals("plain"),
        rich && name.equals("plain") ? new NotNull("n", false, false, true, false, "c") : null,
        byDefault,
        identity,
        generated,
        rich ? new QualifiedName("pg_catalog", "C") : null,
        rich ? "MAIN" : null,
        rich ? "lz4" : null,
        rich ? new Statistics(1000, Map.of("n_distinct", "7")) : null,
        true,
        rich ? "comment" : null,
        rich ? new Access(null, ACCESS.granted(), new TreeSet<>()) : Access.DEFAULT);
  }

  private static List<Constraint> constraints(boolean rich) {
    Deferral deferral = rich ? Deferral.INITIALLY_DEFERRED : Deferral.NOT_DEFERRABLE;
    List<String> include = rich ? List.of("by_default") : List.of();
    String comment = rich ? "comment" : null;
    Map<String, String> parameters = rich ? FILL : Map.of();
    String tablespace = rich ? "space" : null;
    ForeignKey.Action action = rich ? ForeignKey.Action.SET_NULL : ForeignKey.Action.NO_ACTION;
    return List.of(
        check(rich),
        new Check("b_check", Expression.of("plain > 1"), !rich, true, false, true, null),
        new Exclusion(
            "c_exclusion",
            "gist",
            List.of(new IndexKey("plain", null, null, null, false, false)),
            List.of("="),
            include,
            null,
            deferral,
            parameters,
            tablespace,
            comment),
        new ForeignKey(
            "d_key",
            List.of("plain"),
            PARENT,
            List.of("plain"),
            rich,
            rich ? ForeignKey.Match.FULL : ForeignKey.Match.SIMPLE,
            action,
            action,
            rich ? List.of("plain") : List.of(),
            deferral,
            true,
            !rich,
            comment),
        new ForeignKey(
            "d_other",
            List.of("plain"),
            PARENT,
            List.of("plain"),
            false,
            ForeignKey.Match.SIMPLE,
            ForeignKey.Action.NO_ACTION,
            ForeignKey.Action.NO_ACTION,
            List.of(),
            Deferral.NOT_DEFERRABLE,
            !rich,
            true,
            null),
        new PrimaryKey(
            "e_primary",
            List.of("plain"),
            rich,
            include,
            deferral,
            parameters,
            tablespace,
            comment),
        unique("f_unique", rich));
  }

  private static Check check(boolean rich) {
    return new Check(
        "a_check", Expression.of("plain > 0"), true, !rich, rich, true, rich ? "comment" : null);
  }

  private static Unique unique(String name, boolean rich) {
    return new Unique(
        name,
        List.of("plain"),
        rich,
        rich ? List.of("by_default") : List.of(),
        rich,
        rich ? Deferral.DEFERRABLE : Deferral.NOT_DEFERRABLE,
        rich ? FILL : Map.of(),
        rich ? "space" : null,
        rich ? "comment" : null);
  }

  private static Index index(boolean rich) {
    return new Index(
        "x_index",
        rich ? "gist" : "btree",
        List.of(
            new IndexKey(
                "plain",
                null,
                rich ? "ops" : null,
                rich ? new QualifiedName("pg_catalog", "C") : null,
                rich,
                rich)),
        rich ? List.of("by_default") : List.of(),
        rich,
        rich,
        rich ? Expression.of("plain > 1") : null,
        rich ? FILL : Map.of(),
        rich ? "space" : null,
        true,
        rich,
        rich ? "comment" : null);
  }
}

package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.change.Warning;
import dev.pgmigrate.entity.EntityProject;
import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.project.TargetDatabase;
import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.IndexKey;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.Unique;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What each annotation of a mapping leads to in the database, and that it is taken back when the
 * annotation goes. In the sources {@code «with¦without»} stands for both.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JpaMappingTest {
  private static final Pattern EITHER = Pattern.compile("«([^¦»]*)¦?([^»]*)»", Pattern.DOTALL);

  private static final List<String> SOURCES =
      List.of(
          """
          @Entity class Plain {
            @Id Long id;
            @Column(«length = 40, nullable = false, unique = true») String code;
            @Column(«precision = 12, scale = 3») BigDecimal amount;
            «@Column(columnDefinition = "varchar(10) collate \\"C\\" default 'none'")» String raw;
            «@Column(name = "\\"Mixed Case\\"") String mixed;»
            @Column(insertable = false, updatable = false) String readOnly;
          }
          """,
          """
          @Entity «@Check(name = "ck_priced", constraints = "price >= cost")
          @Comment("What is for sale")» class Priced {
            @Id Long id;
            «@ColumnDefault("0.00")» BigDecimal price;
            «@Check(constraints = "cost > 0")» BigDecimal cost;
            «@Comment("It's a note")» String note;
            «@Check(name = "ck_named", constraints = "named in ('a', 'b')")» String named;
          }
          """,
          """
          @Entity «@Table(
              indexes = {
                @Index(name = "ix_order", columnList = "last desc, first"),
                @Index(name = "ix_unique", columnList = "first", unique = true),
                @Index(name = "ix_lower", columnList = "(lower(last))"),
                @Index(columnList = "born")
              },
              uniqueConstraints = {
                @UniqueConstraint(name = "uq_person", columnNames = {"first", "last"}),
                @UniqueConstraint(columnNames = {"born", "last"})
              })» class Person {
            @Id Long id; String first; String last; LocalDate born;
          }
          """,
          """
          @Entity class Pet {
            @Id Long id;
            @ManyToOne «@JoinColumn(foreignKey = @ForeignKey(name = "fk_pet_owner"))» Person owner;
            @ManyToOne «@OnDelete(action = OnDeleteAction.CASCADE)» Person vet;
            @ManyToOne «@OnDelete(action = OnDeleteAction.SET_NULL)» Person sitter;
            @ManyToOne @JoinColumn(foreignKey = @ForeignKey(«ConstraintMode.NO_CONSTRAINT»))
            Person former;
            «@ManyToOne @JoinColumn(foreignKey = @ForeignKey(name = "fk_pet_def",
              foreignKeyDefinition = "foreign key (breeder_id) references person on update cascade"))
            Person breeder;»
          }
          """,
          """
          @Entity class Club {
            @Id Long id;
            «@ManyToMany @JoinTable(name = "club_member",
                joinColumns = @JoinColumn(name = "club"),
                inverseJoinColumns = @JoinColumn(name = "member"),
                uniqueConstraints = @UniqueConstraint(name = "uq_club_member", columnNames = "member"))
            Set<Person> members;
            @ElementCollection @CollectionTable(name = "club_motto") @OrderColumn(name = "place")
            @Column(name = "motto", length = 60, nullable = false) List<String> mottos;
            @ElementCollection @MapKeyColumn(name = "year") @Column(name = "prize")
            Map<Integer, String> prizes;»
          }
          """,
          "@Entity @Inheritance @DiscriminatorColumn(name = \"kind\", length = 9)"
              + " abstract class Single { @Id Long id; }",
          "@Entity @DiscriminatorValue(\"A\") class SingleA extends Single { «Integer a;» }",
          "@Entity @DiscriminatorValue(\"B\") class SingleB extends Single { String b; }",
          "@Entity @Inheritance(strategy = InheritanceType.JOINED) abstract class Joined { @Id Long"
              + " id; }",
          "@Entity @PrimaryKeyJoinColumn(name = \"joined_id\") class JoinedA extends Joined {"
              + " «Integer a;» String b; }",
          "@Entity @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS) abstract class PerClass"
              + " { @Id Long id; String common; }",
          "@Entity class PerClassA extends PerClass { «Integer a;» }",
          "@MappedSuperclass abstract class Stamped { «Instant stampedAt;» }",
          "@Entity class Letter extends Stamped { @Id Long id; }",
          """
          @Entity «@SecondaryTable(name = "house_plan",
              pkJoinColumns = @PrimaryKeyJoinColumn(name = "house_id"))» class House {
            @Id Long id;
            «@Column(table = "house_plan")» String plan;
          }
          """,
          "@Embeddable class Place { String street; @Column(length = 80) String city; @ManyToOne"
              + " Person host; }",
          """
          @Entity class Event {
            @Id Long id;
            @Embedded
            «@AttributeOverride(name = "city", column = @Column(length = 20, nullable = false))
            @AssociationOverride(name = "host",
                joinColumns = @JoinColumn(name = "host_id", nullable = false))»
            Place place;
          }
          """,
          "class Tone { int level; }",
          """
          @Converter(autoApply = true) class ToneConverter implements AttributeConverter<Tone, Integer> {
            public Integer convertToDatabaseColumn(Tone t) { return t == null ? null : t.level; }
            public Tone convertToEntityAttribute(Integer i) { return null; }
          }
          """,
          """
          class Joining implements AttributeConverter<List<String>, String> {
            public String convertToDatabaseColumn(List<String> l) { return null; }
            public List<String> convertToEntityAttribute(String s) { return null; }
          }
          """,
          """
          @Entity class Converted {
            @Id Long id;
            Tone tone;
            @Convert(converter = Joining.class) @Column(length = 500) List<String> joined;
            «@Convert(converter = org.hibernate.type.YesNoConverter.class)» boolean yes;
          }
          """,
          "enum Mood { SAD, GLAD }",
          """
          @Entity class Typed {
            @Id Long id;
            «@JdbcTypeCode(SqlTypes.JSON)» String json;
            @JdbcTypeCode(SqlTypes.JSON) Map<String, Object> map;
            «@JdbcTypeCode(SqlTypes.ARRAY) @Column(length = 12) String[] tags;»
            int[] numbers;
            «@JdbcTypeCode(SqlTypes.CHAR)» UUID uuid;
            @JdbcTypeCode(SqlTypes.INET) java.net.InetAddress inet;
            «@JdbcTypeCode(SqlTypes.INTERVAL_SECOND)» Duration took;
            @Enumerated(EnumType.STRING) «@JdbcTypeCode(SqlTypes.NAMED_ENUM)» Mood named;
            @Enumerated(EnumType.STRING) Mood text;
            @Enumerated Mood ordinal;
            «@JdbcTypeCode(SqlTypes.LONGVARCHAR)» String longText;
            «@JdbcTypeCode(SqlTypes.VARBINARY)» byte[] bytes;
          }
          """,
          """
          @Entity class Computed {
            @Id Long id; int net;
            «@GeneratedColumn("net * 2")» int gross;
          }
          """,
          """
          @Entity class Zoned {
            @Id Long id;
            «@TimeZoneStorage(TimeZoneStorageType.COLUMN)» OffsetDateTime split;
            @TimeZoneStorage(TimeZoneStorageType.NATIVE) ZonedDateTime nativ;
            «@TimeZoneStorage(TimeZoneStorageType.NORMALIZE)» OffsetDateTime normal;
          }
          """,
          "@Entity class Blob { @Id Long id; «@Lob» String words; «@Lob» byte[] bytes; }",
          "@Entity «@SoftDelete(columnName = \"gone\")» class Soft { @Id Long id; }",
          "@Entity class Tenanted { @Id Long id; «@TenantId String tenant;» }",
          """
          @Entity «@org.hibernate.envers.Audited» class Watched {
            @Id Long id; String name;
          }
          """,
          """
          @Entity @Table(schema = "sales", name = "bill") class Bill {
            @Id «@GeneratedValue(generator = "bill_gen") @SequenceGenerator(name = "bill_gen",
                schema = "sales", sequenceName = "bill_no", initialValue = 1000, allocationSize = 20)»
            Long id;
            Integer total;
          }
          """,
          """
          @Entity class Ticket {
            @Id «@GeneratedValue(strategy = GenerationType.TABLE, generator = "t") @TableGenerator(
                name = "t", table = "numbers", pkColumnName = "what", valueColumnName = "next",
                pkColumnValue = "ticket", initialValue = 7)» Long id;
          }
          """,
          "@Entity class Counter { @Id «@GeneratedValue(strategy = GenerationType.IDENTITY)» Long id;"
              + " }");

  private static final String AUXILIARY =
      """
      <hibernate-mapping xmlns="http://www.hibernate.org/xsd/orm/hbm">
        <database-object>
          <create>create sequence auxiliary_seq increment by 3</create>
          <drop>drop sequence auxiliary_seq</drop>
        </database-object>
      </hibernate-mapping>
      """;

  @TempDir static Path root;
  private TestProject project;
  private RevisionCommand.Result first;
  private RevisionCommand.Result second;
  private Schema stated;
  private Schema retracted;

  @BeforeAll
  void migrate() {
    project = new TestProject(root);
    EntityProject with = compile("with", "$1").resource("shop/auxiliary.hbm.xml", AUXILIARY);
    project.entities(with.input());
    first = project.revision("with");
    project.upgrade();
    stated = schema();
    assertThat(project.revision(null).changes()).as("a second revision").isEmpty();

    project.entities(compile("without", "$2").input());
    assertThat(project.revision("without").questions())
        .as("a column of a secondary table may have moved")
        .singleElement()
        .satisfies(
            question -> assertThat(question.dropOption()).isEqualTo("-Dmigrate.drop=house_plan"));
    second = project.revision("without", "house_plan.plan:house.plan", null);
    project.upgradeWithContract();
    retracted = schema();
    assertThat(project.revision(null).changes()).as("a second retraction").isEmpty();
    assertThat(project.verify().findings()).isEmpty();
  }

  @AfterAll
  void close() {
    project.close();
  }

  private EntityProject compile(String name, String chosen) {
    EntityProject compiled = new EntityProject(root.resolve(name));
    SOURCES.forEach(source -> compiled.source(EITHER.matcher(source).replaceAll(chosen)));
    return compiled;
  }

  private Schema schema() {
    return TargetDatabase.catalog(Database.of(project.url(), null, null), project.project())
        .schema();
  }

  private static Table table(Schema schema, String name) {
    return found(schema, name).orElseThrow(() -> new AssertionError("no table " + name));
  }

  private static Optional<Table> found(Schema schema, String name) {
    List<String> parts = List.of(name.split("\\."));
    return schema.table(
        parts.size() == 1
            ? new QualifiedName("public", name)
            : new QualifiedName(parts.get(0), parts.get(1)));
  }

  /** Type, default, generation and NOT NULL of {@code table.column}; "none" where it is not. */
  private static String column(Schema schema, String path) {
    int dot = path.lastIndexOf('.');
    return table(schema, path.substring(0, dot))
        .column(path.substring(dot + 1))
        .map(JpaMappingTest::inWords)
        .orElse("none");
  }

  private static String inWords(Column column) {
    return column.type().text()
        + (column.collation() == null ? "" : " collate " + column.collation().name())
        + (column.defaultValue() == null ? "" : " default " + column.defaultValue().canonical())
        + (column.identity() == null ? "" : " identity")
        + (column.generated() == null ? "" : " as " + column.generated().expression().canonical())
        + (column.notNull() ? " not null" : "");
  }

  private void becomes(String path, String with, String without) {
    assertThat(column(stated, path)).as("%s, stated", path).isEqualTo(with);
    assertThat(column(retracted, path)).as("%s, retracted", path).isEqualTo(without);
  }

  private void goes(String table) {
    assertThat(found(stated, table)).as("%s, stated", table).isPresent();
    assertThat(found(retracted, table)).as("%s, retracted", table).isEmpty();
  }

  private static List<String> constraints(
      Schema schema, String table, Class<? extends Constraint> kind) {
    return table(schema, table).constraints().stream()
        .filter(kind::isInstance)
        .map(Constraint::name)
        .toList();
  }

  private static ForeignKey key(Schema schema, String table, String column) {
    return table(schema, table).constraints().stream()
        .filter(ForeignKey.class::isInstance)
        .map(ForeignKey.class::cast)
        .filter(key -> key.columns().equals(List.of(column)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no foreign key of " + table + "." + column));
  }

  @Test
  void revisionsLeaveNothingDifferent() {
    assertThat(first.remaining()).isEmpty();
    assertThat(second.remaining()).isEmpty();
    assertThat(first.warnings()).extracting(Warning::id).doesNotContain("several-changes");
  }

  @Test
  void columns() {
    becomes("plain.code", "character varying(40) not null", "character varying(255)");
    becomes("plain.amount", "numeric(12,3)", "numeric(38,2)");
    becomes(
        "plain.raw",
        "character varying(10) collate C default 'none'::character varying",
        "character varying(255)");
    becomes("plain.Mixed Case", "character varying(255)", "none");
    becomes("plain.readonly", "character varying(255)", "character varying(255)");
    assertThat(constraints(stated, "plain", Unique.class)).hasSize(1);
    assertThat(constraints(retracted, "plain", Unique.class)).isEmpty();
  }

  @Test
  void defaultsChecksAndComments() {
    becomes("priced.price", "numeric(38,2) default 0.00", "numeric(38,2)");
    assertThat(constraints(stated, "priced", Check.class))
        .containsExactlyInAnyOrder("ck_priced", "ck_named", "priced_cost_check");
    assertThat(constraints(retracted, "priced", Check.class)).isEmpty();
    assertThat(table(stated, "priced").comment()).isEqualTo("What is for sale");
    assertThat(table(retracted, "priced").comment()).isNull();
    assertThat(table(stated, "priced").column("note").orElseThrow().comment())
        .isEqualTo("It's a note");
    assertThat(table(retracted, "priced").column("note").orElseThrow().comment()).isNull();
  }

  @Test
  void indexesAndUniqueConstraints() {
    Index ordered = table(stated, "person").index("ix_order").orElseThrow();
    assertThat(ordered.keys()).extracting(IndexKey::column).containsExactly("last", "first");
    assertThat(ordered.keys()).extracting(IndexKey::descending).containsExactly(true, false);
    Index lower = table(stated, "person").index("ix_lower").orElseThrow();
    assertThat(lower.keys().get(0).expression().canonical()).contains("lower(");
    assertThat(table(stated, "person").indexes()).hasSize(3);
    // Hibernate makes a constraint of a unique index.
    assertThat(constraints(stated, "person", Unique.class))
        .contains("ix_unique", "uq_person")
        .hasSize(3);
    assertThat(table(retracted, "person").indexes()).isEmpty();
    assertThat(constraints(retracted, "person", Unique.class)).isEmpty();
  }

  @Test
  void foreignKeys() {
    assertThat(key(stated, "pet", "owner_id").name()).isEqualTo("fk_pet_owner");
    assertThat(key(retracted, "pet", "owner_id").name())
        .as("kept: no name")
        .isEqualTo("fk_pet_owner");
    assertThat(key(stated, "pet", "vet_id").onDelete()).isEqualTo(ForeignKey.Action.CASCADE);
    assertThat(key(retracted, "pet", "vet_id").onDelete()).isEqualTo(ForeignKey.Action.NO_ACTION);
    assertThat(key(stated, "pet", "sitter_id").onDelete()).isEqualTo(ForeignKey.Action.SET_NULL);
    assertThat(key(retracted, "pet", "sitter_id").onDelete())
        .isEqualTo(ForeignKey.Action.NO_ACTION);
    assertThat(constraints(stated, "pet", ForeignKey.class)).hasSize(4);
    assertThat(key(retracted, "pet", "former_id").target().name()).isEqualTo("person");
    assertThat(key(stated, "pet", "breeder_id").onUpdate()).isEqualTo(ForeignKey.Action.CASCADE);
  }

  @Test
  void tablesOfAssociationsAndCollections() {
    List.of("club_member", "club_motto", "club_prizes").forEach(this::goes);
    assertThat(constraints(stated, "club_member", Unique.class)).containsExactly("uq_club_member");
    assertThat(column(stated, "club_motto.motto")).isEqualTo("character varying(60) not null");
    assertThat(column(stated, "club_motto.place")).isEqualTo("integer not null");
    assertThat(column(stated, "club_prizes.year")).isEqualTo("integer not null");
    assertThat(key(stated, "club_member", "member").target().name()).isEqualTo("person");
  }

  @Test
  void inheritance() {
    assertThat(column(stated, "single.kind")).isEqualTo("character varying(9) not null");
    becomes("single.a", "integer", "none");
    becomes("joineda.a", "integer", "none");
    assertThat(key(stated, "joineda", "joined_id").target().name()).isEqualTo("joined");
    assertThat(column(stated, "perclassa.common")).isEqualTo("character varying(255)");
    becomes("perclassa.a", "integer", "none");
    assertThat(found(stated, "perclass")).as("abstract: no table").isEmpty();
    becomes("letter.stampedat", "timestamp(6) with time zone", "none");
  }

  @Test
  void secondaryTablesAndEmbeddables() {
    goes("house_plan");
    becomes("house.plan", "none", "character varying(255)");
    becomes("event.city", "character varying(20) not null", "character varying(80)");
    becomes("event.host_id", "bigint not null", "bigint");
  }

  @Test
  void convertersAndTypes() {
    assertThat(column(stated, "converted.tone")).isEqualTo("integer");
    assertThat(column(stated, "converted.joined")).isEqualTo("character varying(500)");
    becomes("converted.yes", "character(1) not null", "boolean not null");
    becomes("typed.json", "jsonb", "character varying(255)");
    assertThat(column(stated, "typed.map")).isEqualTo("jsonb");
    becomes("typed.tags", "character varying(12)[]", "none");
    assertThat(column(stated, "typed.numbers")).isEqualTo("integer[]");
    becomes("typed.uuid", "character(36)", "uuid");
    assertThat(column(stated, "typed.inet")).isEqualTo("inet");
    becomes("typed.took", "interval second(6)", "numeric(21,0)");
    becomes("typed.named", "public.mood", "character varying(255)");
    assertThat(stated.enums()).extracting(e -> e.name().name()).containsExactly("mood");
    assertThat(retracted.enums()).isEmpty();
    becomes("typed.longtext", "character varying(32600)", "character varying(255)");
    assertThat(column(stated, "typed.ordinal")).isEqualTo("smallint");
  }

  @Test
  void generatedZonedAndLargeColumns() {
    becomes("computed.gross", "integer as (net * 2) not null", "integer not null");
    becomes("zoned.split_tz", "integer", "none");
    assertThat(column(stated, "zoned.nativ")).isEqualTo("timestamp(6) with time zone");
    becomes("zoned.normal", "timestamp(6) without time zone", "timestamp(6) with time zone");
    becomes("blob.words", "oid", "character varying(255)");
    becomes("blob.bytes", "oid", "bytea");
  }

  @Test
  void softDeletionTenantsAndAudits() {
    becomes("soft.gone", "boolean not null", "none");
    becomes("tenanted.tenant", "character varying(255) not null", "none");
    List.of("watched_aud", "revinfo").forEach(this::goes);
    assertThat(project.lock()).doesNotContain("envers", "_AUD");
  }

  @Test
  void numbersAndWhatTheyComeFrom() {
    Sequence bill =
        stated.sequences().stream()
            .filter(s -> s.name().equals(new QualifiedName("sales", "bill_no")))
            .findFirst()
            .orElseThrow();
    assertThat(bill.options().increment()).isEqualTo(20);
    assertThat(bill.options().start()).isEqualTo(1000);
    assertThat(stated.sequences())
        .extracting(s -> s.name().name())
        .contains("auxiliary_seq", "revinfo_seq");
    assertThat(retracted.sequences()).isEmpty();
    goes("numbers");
    assertThat(TestProject.read(first.written()))
        .contains("insert into numbers(what, next) values ('ticket',7);");
    becomes("counter.id", "bigint identity not null", "bigint not null");
    assertThat(found(stated, "sales.bill")).isPresent();
  }
}

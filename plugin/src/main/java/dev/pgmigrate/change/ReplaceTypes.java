package dev.pgmigrate.change;

import dev.pgmigrate.ddl.Casts;
import dev.pgmigrate.ddl.CompositeSql;
import dev.pgmigrate.ddl.DefinitionSql;
import dev.pgmigrate.ddl.LiveState;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.RangeNames;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.CompositeType;
import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.EnumType;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.SchemaObject;
import dev.pgmigrate.sql.ObjectName;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Types that are made of each other, of which one cannot be altered in its place: all get
 * successors of the same names, and the columns move over.
 *
 * @param swaps what others are made of comes first
 * @param uses the columns that have one of the types on both sides
 */
public record ReplaceTypes(List<Swap> swaps, List<TypeUse> uses) implements Change {
  /**
   * A type, or a collation, and its successor.
   *
   * @param own what changes of it; null where it only follows another
   */
  public record Swap(SchemaObject from, SchemaObject to, @Nullable Change own) {
    private Swap reversed() {
      return new Swap(to, from, own == null ? null : own.reverse());
    }

    private Stream<Change> change() {
      return Stream.ofNullable(own);
    }

    private QualifiedName old() {
      QualifiedName name = to.id().qualifiedName();
      return new QualifiedName(name.namespace(), ObjectName.of(name.name(), "", "old"));
    }

    private String word() {
      return switch (to.id().kind()) {
        case DOMAIN -> "DOMAIN";
        case COLLATION -> "COLLATION";
        default -> "TYPE";
      };
    }

    private String name(QualifiedName name) {
      return to.id().kind() == ObjectKind.COLLATION
          ? SqlText.collation(name)
          : SqlText.typeName(name);
    }

    private List<Statement> create() {
      if (to instanceof Definition definition) {
        List<Statement> made = new ArrayList<>(DefinitionSql.create(definition, List.of()));
        if (to.id().kind() == ObjectKind.RANGE) {
          made.add(1, LiveState.successor(to.id(), old()));
        }
        return made;
      }
      List<String> sql =
          to instanceof Domain domain
              ? CreateDomain.sql(domain)
              : to instanceof EnumType type
                  ? CreateEnum.sql(type)
                  : CompositeSql.create((CompositeType) to);
      List<Statement> statements = new ArrayList<>();
      statements.add(Statement.of(sql.get(0)));
      statements.add(LiveState.successor(to.id(), old()));
      statements.addAll(SqlText.statements(sql.subList(1, sql.size())));
      statements.addAll(SqlText.statements(retracted()));
      return statements;
    }

    private List<String> retracted() {
      return TypeSwap.retracted(to.id(), access(from), access(to), comment(from), comment(to));
    }

    private static Access access(SchemaObject type) {
      return type instanceof Domain domain
          ? domain.access()
          : type instanceof EnumType values ? values.access() : ((CompositeType) type).access();
    }

    private static @Nullable String comment(SchemaObject type) {
      return type instanceof Domain domain
          ? domain.comment()
          : type instanceof EnumType values ? values.comment() : ((CompositeType) type).comment();
    }
  }

  public ReplaceTypes {
    swaps = List.copyOf(swaps);
    uses = List.copyOf(uses);
  }

  @Override
  public ObjectId object() {
    return swaps.get(0).to().id();
  }

  @Override
  public String line() {
    List<String> own = each(change -> Stream.of(change.line()));
    return own.isEmpty() ? ObjectWords.name(object()) : String.join("; ", own);
  }

  @Override
  public List<Statement> up() {
    List<Statement> sql = new ArrayList<>();
    CompositeValues values = new CompositeValues(swaps);
    uses.forEach(use -> values.refusal(use.table(), use.to()).ifPresent(sql::add));
    for (Swap swap : swaps) {
      QualifiedName name = swap.to().id().qualifiedName();
      sql.add(
          Statement.of(
              "ALTER "
                  + swap.word()
                  + " "
                  + swap.name(name)
                  + " RENAME TO "
                  + SqlText.name(swap.old().name())));
      if (swap.from() instanceof Definition range && range.id().kind() == ObjectKind.RANGE) {
        sql.addAll(RangeNames.leave(range, swap.old()));
      }
    }
    swaps.forEach(swap -> sql.addAll(swap.create()));
    uses.forEach(use -> sql.add(Statement.of(move(use))));
    for (int i = swaps.size() - 1; i >= 0; i--) {
      sql.add(
          Statement.of(
              "DROP " + swaps.get(i).word() + " " + swaps.get(i).name(swaps.get(i).old())));
    }
    return sql;
  }

  private String move(TypeUse use) {
    String column = SqlText.name(use.to().name());
    return isSwapped(use.to())
        ? TypeSwap.move(
            use,
            base(use.to()),
            new CompositeValues(swaps).using(column, use.to().type()).orElse(null))
        : TypeSwap.collate(use);
  }

  private boolean isSwapped(Column column) {
    QualifiedName type = column.type().userDefined();
    return type != null && swaps.stream().anyMatch(s -> s.to().id().qualifiedName().equals(type));
  }

  /** What the domain of a column is over, at the bottom of all. */
  private @Nullable DataType base(Column column) {
    DataType base = null;
    QualifiedName type = column.type().userDefined();
    for (int i = swaps.size() - 1; i >= 0; i--) {
      if (swaps.get(i).to() instanceof Domain domain && domain.name().equals(type)) {
        base = swaps.get(i).own() instanceof ReplaceDomain own ? own.toBase() : domain.type();
        type = base.text().endsWith("[]") ? null : base.userDefined();
      }
    }
    return base;
  }

  /** All types that get a successor. */
  public List<ObjectId> types() {
    return swaps.stream().map(swap -> swap.to().id()).toList();
  }

  /** Of attributes that get another type. */
  private static Stream<Warning> misfits(Change own) {
    return own instanceof AlterComposite alter
        ? alter.to().attributes().stream()
            .filter(
                now ->
                    alter
                        .from()
                        .attribute(now.name())
                        .filter(
                            was ->
                                !was.type().equals(now.type())
                                    && !Casts.widens(was.type(), now.type()))
                        .isPresent())
            .map(
                now ->
                    WarningKind.CAST_CAN_FAIL.on(
                        own.object(),
                        SqlText.name(alter.to().name())
                            + "."
                            + SqlText.name(now.name())
                            + " becomes "
                            + SqlText.type(now.type())
                            + "; fails if a value does not fit"))
        : Stream.of();
  }

  private <T> List<T> each(Function<Change, Stream<T>> what) {
    return swaps.stream().flatMap(Swap::change).flatMap(what).toList();
  }

  @Override
  public List<Warning> blocking(Schema before, Schema after) {
    return TypeSwap.blocking(object(), uses);
  }

  @Override
  public Set<ObjectId> locks() {
    return TypeSwap.locks(uses);
  }

  @Override
  public Half half(Schema from, Schema to) {
    return each(change -> Stream.of(change.half(from, to))).contains(Half.CONTRACT)
        ? Half.CONTRACT
        : Half.EXPAND;
  }

  @Override
  public Optional<String> suitsOneRelease() {
    return each(change -> change.suitsOneRelease().stream()).stream().findFirst();
  }

  @Override
  public ReplaceTypes reverse() {
    return new ReplaceTypes(swaps.stream().map(Swap::reversed).toList(), TypeUse.swapped(uses));
  }

  @Override
  public Dependencies dependencies() {
    Dependencies all = TypeSwap.dependencies(object(), uses).altering(types());
    for (Change own : each(Stream::of)) {
      Dependencies facts = own.dependencies();
      all = all.needing(facts.needs()).releasing(facts.releases());
    }
    return all;
  }

  @Override
  public Optional<String> loss() {
    return each(change -> change.loss().stream()).stream().findFirst();
  }

  @Override
  public List<Warning> warnings() {
    List<Warning> warnings = new ArrayList<>(each(change -> change.warnings().stream()));
    if (!uses.isEmpty()) {
      each(ReplaceTypes::misfits).forEach(warnings::add);
    }
    CompositeValues values = new CompositeValues(swaps);
    for (TypeUse use : uses) {
      if (values.isStuck(use.to().type())) {
        String column = SqlText.name(use.to().name());
        warnings.add(
            WarningKind.CAST_CAN_FAIL.on(
                ObjectId.column(use.table(), use.to().name()),
                "fails if "
                    + SqlText.name(use.table())
                    + "."
                    + column
                    + " has values whose attributes change inside of an array or domain",
                Offenders.where(use.table(), CompositeValues.isFilled(use.to()), "have a value")));
      }
    }
    return warnings;
  }

  @Override
  public Optional<String> impossible(Schema schema) {
    return TypeSwap.impossible(object(), uses, schema);
  }

  @Override
  public Set<ObjectId> coveredObjects() {
    return TypeSwap.coveredObjects(types(), uses);
  }

  @Override
  public boolean covers(Change other) {
    return types().stream().anyMatch(type -> TypeSwap.covers(type, uses, other));
  }
}

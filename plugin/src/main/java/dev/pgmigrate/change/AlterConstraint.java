package dev.pgmigrate.change;

import dev.pgmigrate.ddl.AspectWords;
import dev.pgmigrate.ddl.CommentSql;
import dev.pgmigrate.ddl.ConstraintSql;
import dev.pgmigrate.ddl.Features;
import dev.pgmigrate.ddl.IndexSql;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.Parameters;
import dev.pgmigrate.ddl.References;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Deferral;
import dev.pgmigrate.schema.Exclusion;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.PrimaryKey;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.Unique;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A constraint changes in a way that needs no re-creation; see {@link #reaches}. */
public record AlterConstraint(Table table, Constraint from, Constraint to) implements Change {
  /** What the index inside a constraint is stored with. */
  private record Storage(Map<String, String> parameters, @Nullable String tablespace) {}

  /**
   * Whether PostgreSQL can lead the one to the other without building the constraint again.
   * Comments do not matter: they are changes of their own.
   */
  public static boolean reaches(Table table, Constraint from, Constraint to) {
    // PostgreSQL alters no parameters of a partitioned index.
    boolean parameters =
        table.partitionBy() == null
            || Objects.equals(from.aspects().get("parameters"), to.aspects().get("parameters"));
    return parameters && canEnforce(from, to) && settled(from).equals(settled(to));
  }

  /** PostgreSQL 18 enforces a foreign key that was not, and looks through the rows for it. */
  private static boolean canEnforce(Constraint from, Constraint to) {
    return enforced(from) || !enforced(to) || validated(to);
  }

  private static boolean enforced(Constraint constraint) {
    return !(constraint instanceof ForeignKey key) || key.enforced();
  }

  private static Constraint settled(Constraint constraint) {
    if (constraint instanceof PrimaryKey c) {
      return new PrimaryKey(
          c.name(),
          c.columns(),
          c.withoutOverlaps(),
          c.include(),
          c.deferral(),
          Map.of(),
          null,
          null);
    }
    if (constraint instanceof Unique c) {
      return new Unique(
          c.name(),
          c.columns(),
          c.withoutOverlaps(),
          c.include(),
          c.nullsNotDistinct(),
          c.deferral(),
          Map.of(),
          null,
          null);
    }
    if (constraint instanceof Check c) {
      return new Check(
          c.name(), c.expression(), c.enforced(), true, c.noInherit(), c.local(), null);
    }
    if (constraint instanceof ForeignKey c) {
      return new ForeignKey(
          c.name(),
          c.columns(),
          c.target(),
          c.targetColumns(),
          c.period(),
          c.match(),
          c.onUpdate(),
          c.onDelete(),
          c.setNullColumns(),
          Deferral.NOT_DEFERRABLE,
          true,
          true,
          null);
    }
    Exclusion c = (Exclusion) constraint;
    return new Exclusion(
        c.name(),
        c.method(),
        c.keys(),
        c.operators(),
        c.include(),
        c.predicate(),
        c.deferral(),
        Map.of(),
        null,
        null);
  }

  private static boolean validated(Constraint constraint) {
    if (constraint instanceof Check check) {
      return check.validated();
    }
    return !(constraint instanceof ForeignKey key) || key.validated();
  }

  private static Storage storage(Constraint constraint) {
    if (constraint instanceof PrimaryKey key) {
      return new Storage(key.parameters(), key.tablespace());
    }
    if (constraint instanceof Unique unique) {
      return new Storage(unique.parameters(), unique.tablespace());
    }
    return constraint instanceof Exclusion exclusion
        ? new Storage(exclusion.parameters(), exclusion.tablespace())
        : new Storage(Map.of(), null);
  }

  @Override
  public ObjectId object() {
    return table.constraintId(to);
  }

  @Override
  public Optional<ObjectId> tableId() {
    return Optional.of(table.id());
  }

  @Override
  public String line() {
    return ObjectWords.name(table, to) + ": " + AspectWords.between(from.aspects(), to.aspects());
  }

  @Override
  public List<Statement> up() {
    List<String> sql = new ArrayList<>();
    String alter = "ALTER TABLE " + SqlText.name(table.name());
    String name = SqlText.name(to.name());
    if (enforced(from) != enforced(to)) {
      sql.add(alter + " ALTER CONSTRAINT " + name + (enforced(to) ? " ENFORCED" : " NOT ENFORCED"));
    } else if (validated(from) && !validated(to)) {
      // Only building it again leads back to NOT VALID.
      sql.add(alter + " DROP CONSTRAINT " + name);
      sql.add(alter + " ADD " + ConstraintSql.definition(to));
      sql.addAll(CommentSql.of(table, to));
      return SqlText.statements(sql);
    }
    if (from instanceof ForeignKey old
        && to instanceof ForeignKey key
        && old.deferral() != key.deferral()) {
      String deferral = ConstraintSql.deferral(key.deferral());
      sql.add(
          alter
              + " ALTER CONSTRAINT "
              + name
              + (deferral.isEmpty() ? " NOT DEFERRABLE" : deferral));
    }
    if (enforced(from) && validated(to) && !validated(from)) {
      sql.add(alter + " VALIDATE CONSTRAINT " + name);
    }
    if (References.hasIndex(to)) {
      String index = "ALTER INDEX " + IndexSql.name(table, to.name());
      Storage old = storage(from);
      Storage now = storage(to);
      sql.addAll(Parameters.tablespace(index, old.tablespace(), now.tablespace()));
      sql.addAll(Parameters.between(index, old.parameters(), now.parameters()));
    }
    return SqlText.statements(sql);
  }

  @Override
  public List<Stage> stages(Schema before, Schema after, Features features) {
    if (enforced(from) != enforced(to)) {
      return enforced(to) ? enforce() : Stage.back(((AlterConstraint) reverse()).enforce());
    }
    // Going through the rows blocks no writer, as long as nothing else is in the transaction.
    return List.of(
        validated(from) == validated(to)
            ? Stage.brief(up(), reverse().up())
            : Stage.alone(up(), reverse().up()));
  }

  /** ALTER CONSTRAINT would look through the rows under a lock that keeps writers off. */
  private List<Stage> enforce() {
    List<Stage> stages = new ArrayList<>(OnlineConstraint.add(table, to, Schema.EMPTY));
    List<Statement> made = new ArrayList<>(new DropConstraint(table, from).up());
    made.addAll(stages.get(0).up().statements());
    stages.set(0, Stage.brief(made, reverse().up()));
    return stages;
  }

  @Override
  public Set<ObjectId> locks() {
    return new AddConstraint(table, to).locks();
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Strictness.isStricter(this.from, this.to) ? Half.CONTRACT : Half.EXPAND;
  }

  @Override
  public Change reverse() {
    return new AlterConstraint(table, to, from);
  }

  @Override
  public Dependencies dependencies() {
    Dependencies own =
        Dependencies.NONE
            .within(table.id())
            .altering(List.of(object()))
            .needing(References.columns(table.name(), References.columns(table, to)));
    return to instanceof ForeignKey key ? own.within(ObjectId.table(key.target())) : own;
  }

  @Override
  public List<Warning> warnings() {
    return enforced(to) && !enforced(from) ? ConstraintWarnings.of(table, to) : List.of();
  }
}

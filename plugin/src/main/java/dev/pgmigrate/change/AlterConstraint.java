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
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A constraint changes in a way that needs no re-creation; see {@link #reaches}. */
public record AlterConstraint(Table table, Constraint from, Constraint to) implements Change {
  /**
   * Whether PostgreSQL can lead the one to the other without building the constraint again.
   * Comments do not matter: they are changes of their own.
   */
  public static boolean reaches(Table table, Constraint from, Constraint to) {
    // PostgreSQL alters no parameters of a partitioned index.
    boolean parameters = table.partitionBy() == null || from.parameters().equals(to.parameters());
    return parameters && canEnforce(from, to) && settled(from).equals(settled(to));
  }

  /** PostgreSQL 18 enforces a foreign key that was not, and looks through the rows for it. */
  private static boolean canEnforce(Constraint from, Constraint to) {
    return from.enforced() || !to.enforced() || to.validated();
  }

  /** The constraint without what ALTER can change. */
  private static Constraint settled(Constraint constraint) {
    Constraint bare = constraint.withDefaultStorage().withComment(null);
    if (bare instanceof ForeignKey key) {
      return key.withDefaultState();
    }
    return bare instanceof Check check ? check.withValidated(true) : bare;
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
    if (from.enforced() != to.enforced()) {
      sql.add(
          alter + " ALTER CONSTRAINT " + name + (to.enforced() ? " ENFORCED" : " NOT ENFORCED"));
    } else if (from.validated() && !to.validated()) {
      // Only building it again leads back to NOT VALID.
      sql.add(alter + " DROP CONSTRAINT " + name);
      sql.add(alter + " ADD " + ConstraintSql.definition(to));
      sql.addAll(CommentSql.of(table, to));
      return SqlText.statements(sql);
    }
    if (from.deferral() != to.deferral()) {
      String deferral = ConstraintSql.deferral(to.deferral());
      sql.add(
          alter
              + " ALTER CONSTRAINT "
              + name
              + (deferral.isEmpty() ? " NOT DEFERRABLE" : deferral));
    }
    if (from.enforced() && to.validated() && !from.validated()) {
      sql.add(alter + " VALIDATE CONSTRAINT " + name);
    }
    if (to.hasIndex()) {
      String index = "ALTER INDEX " + IndexSql.name(table, to.name());
      sql.addAll(Parameters.tablespace(index, from.tablespace(), to.tablespace()));
      sql.addAll(Parameters.between(index, from.parameters(), to.parameters()));
    }
    return SqlText.statements(sql);
  }

  @Override
  public List<Stage> stages(Schema before, Schema after, Features features) {
    if (from.enforced() != to.enforced()) {
      return to.enforced() ? enforce() : Stage.back(((AlterConstraint) reverse()).enforce());
    }
    // Going through the rows blocks no writer, as long as nothing else is in the transaction.
    return List.of(
        from.validated() == to.validated()
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
  public List<Warning> blocking(Schema before, Schema after) {
    // That of a partitioned table has no file.
    boolean moves =
        table.partitionBy() == null
            && to.hasIndex()
            && !Objects.equals(from.tablespace(), to.tablespace());
    return moves ? List.of(WarningKind.LONG_LOCK.moving(object(), table)) : List.of();
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
    return to.enforced() && !from.enforced() ? ConstraintWarnings.of(table, to) : List.of();
  }
}

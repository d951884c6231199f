package dev.pgmigrate.change;

import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One half of a detour: a default or check is taken away while a function that it calls goes and
 * comes again, or it is brought back.
 *
 * @param uses the functions
 * @param away whether it is taken away
 */
public record StepAside(Change change, Set<ObjectId> uses, boolean away) implements Change {
  public StepAside {
    uses = Set.copyOf(uses);
  }

  @Override
  public ObjectId object() {
    return change.object();
  }

  @Override
  public Optional<ObjectId> tableId() {
    return change.tableId();
  }

  @Override
  public String line() {
    boolean part = change instanceof DropConstraint || change instanceof AddConstraint;
    String what = part ? change.line() + ":" : ObjectWords.name(object()) + ": default";
    return what
        + " taken away while "
        + uses.stream().sorted().map(ObjectWords::name).collect(Collectors.joining(" and "))
        + " is dropped and created again";
  }

  @Override
  public List<Statement> up() {
    return change.up();
  }

  @Override
  public Set<ObjectId> locks() {
    return change.locks();
  }

  @Override
  public Half half(Schema from, Schema to) {
    return change.half(from, to);
  }

  @Override
  public Change reverse() {
    return new StepAside(change.reverse(), uses, !away);
  }

  @Override
  public Dependencies dependencies() {
    Dependencies own = change.dependencies();
    return away
        ? own.releasing(uses).dropping(List.of(place()))
        : own.needing(uses).creating(List.of(place()));
  }

  /** What is left empty and filled again: the halves may share nothing else, and have an order. */
  private ObjectId place() {
    List<String> path = new ArrayList<>(object().path());
    path.add("stands aside");
    return new ObjectId(object().kind(), path);
  }

  @Override
  public List<Warning> warnings() {
    return away ? List.of() : change.warnings();
  }
}

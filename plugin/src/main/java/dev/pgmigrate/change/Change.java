package dev.pgmigrate.change;

import dev.pgmigrate.ddl.Features;
import dev.pgmigrate.ddl.LiveState;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * One difference between two schemas: what it does to an object, and its way back.
 *
 * <p>A change holds both states of its object, so that {@link #reverse()} is the same with the
 * states swapped. The {@code permits} clause is the list of all kinds, in the order in which they
 * read best: what goes, then what comes, from the outside to the inside.
 */
@API(status = API.Status.EXPERIMENTAL)
public sealed interface Change
    permits Rename,
        StepAside,
        DropConstraint,
        DropIndex,
        DropDefinition,
        DropColumn,
        DropTable,
        DropSequence,
        DropDomain,
        DropComposite,
        DropEnum,
        DropNamespace,
        CreateNamespace,
        CreateEnum,
        AddEnumValues,
        ReplaceEnum,
        RemoveEnumValues,
        CreateComposite,
        AlterComposite,
        CreateDomain,
        AlterDomain,
        ReplaceDomain,
        ReplaceTypes,
        CreateSequence,
        AlterSequence,
        CreateTable,
        AlterTable,
        AlterInheritance,
        AddColumn,
        AlterColumn,
        SetSequenceOwner,
        SetRowType,
        MoveRows,
        RenameConstraint,
        AlterConstraint,
        RenameIndex,
        ConvertKey,
        AlterIndex,
        AlterPart,
        CreateIndex,
        AddConstraint,
        CreateDefinition,
        ReplaceDefinition,
        OneWay,
        SetComment,
        ChangeAccess,
        DataStatement {
  /** The object that changes, under the name it has afterwards. */
  ObjectId object();

  /**
   * What changes, in the words of a person and on one line: {@code column account.email: type
   * varchar(320) -> text}. Of what comes or goes it is what that is.
   */
  String line();

  /** The plain statements that make the change, in their order. */
  List<Statement> up();

  /**
   * The change, and its way back, in stages that let others read and write the rows that are there:
   * what scans or builds blocks nobody, what blocks is over at once.
   *
   * <p>Only for a table that is there before and afterwards; one that comes or goes has no readers.
   *
   * @param from the schema before all the changes
   * @param to the schema after them
   * @param features what the servers can do
   */
  @API(status = API.Status.INTERNAL)
  default List<Stage> stages(Schema from, Schema to, Features features) {
    return List.of(Stage.brief(up(), reverse().up()));
  }

  /**
   * Where the change stands while the previous release still runs: may that release still read and
   * write every row that it could? Then it is {@link Half#EXPAND}.
   *
   * @param from the schema that the previous release knows; what it does not know it cannot miss
   * @param to the schema after all the changes
   */
  @API(status = API.Status.INTERNAL)
  Half half(Schema from, Schema to);

  /**
   * The form of a {@link Half#CONTRACT} change that both releases live with, and that stands in the
   * first half instead of it; empty where nothing is done before the second.
   *
   * @param later the schema after all the changes
   */
  @API(status = API.Status.INTERNAL)
  default Optional<Change> meanwhile(Schema later) {
    return Optional.empty();
  }

  /**
   * Why only one of the two releases can work with the object, whatever is done to it: there is no
   * form in between. Empty where there is one.
   */
  @API(status = API.Status.INTERNAL)
  default Optional<String> suitsOneRelease() {
    return Optional.empty();
  }

  /** What blocks others for long all the same, for there is no other way; in one line each. */
  @API(status = API.Status.INTERNAL)
  default List<Warning> blocking(Schema from, Schema to) {
    return List.of();
  }

  /** The change that takes this one back. Its reverse is this one. */
  Change reverse();

  /** What must exist for it, and what it does to the existence of objects. */
  @API(status = API.Status.INTERNAL)
  Dependencies dependencies();

  /** The object that it drops to create it again, if it has what only a live database knows. */
  @API(status = API.Status.INTERNAL)
  default Optional<LiveState.Recreated> recreated() {
    return Optional.empty();
  }

  /** What a person should know before it is applied. */
  default List<Warning> warnings() {
    return List.of();
  }

  /** The data that is gone for good, such as {@code the rows of public.book}. */
  default Optional<String> loss() {
    return Optional.empty();
  }

  /** Whether data is gone for good: {@link #reverse()} brings back the structure alone. */
  default boolean destructive() {
    return loss().isPresent();
  }

  /**
   * Why PostgreSQL cannot make it at all; empty if it can.
   *
   * @param schema the schema before it
   */
  @API(status = API.Status.INTERNAL)
  default Optional<String> impossible(Schema schema) {
    return Optional.empty();
  }

  /** The objects of which it may cover other changes. */
  @API(status = API.Status.INTERNAL)
  default Set<ObjectId> coveredObjects() {
    return Set.of();
  }

  /**
   * Whether this change does what the other one is about, so that the other has nothing to do. Only
   * asked about changes of {@link #coveredObjects}.
   */
  @API(status = API.Status.INTERNAL)
  default boolean covers(Change other) {
    return false;
  }

  /** The tables that others cannot write, or not even read, while the change is made. */
  @API(status = API.Status.INTERNAL)
  default Set<ObjectId> locks() {
    return tableId().map(Set::of).orElse(Set.of());
  }

  /** The table whose rows the change is about, if it is about any. */
  @API(status = API.Status.INTERNAL)
  default Optional<ObjectId> tableId() {
    return switch (object().kind()) {
      case TABLE -> Optional.of(object());
      case COLUMN -> Optional.of(ObjectId.table(object().qualifiedName()));
      default -> Optional.empty();
    };
  }
}

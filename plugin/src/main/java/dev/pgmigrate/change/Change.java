package dev.pgmigrate.change;

import dev.pgmigrate.schema.ObjectId;

/**
 * One difference between two schemas: what it does to an object, and its way back.
 *
 * <p>A change holds both states of its object, so that {@link #reverse()} is the same with the
 * states swapped. The {@code permits} clause is the list of all kinds.
 */
public sealed interface Change
    permits CreateNamespace,
        DropNamespace,
        CreateEnum,
        DropEnum,
        AddEnumValues,
        RemoveEnumValues,
        ReplaceEnum,
        RenameEnumValue,
        CreateDomain,
        DropDomain,
        AlterDomain,
        ReplaceDomain,
        CreateSequence,
        DropSequence,
        AlterSequence,
        SetSequenceOwner,
        CreateTable,
        DropTable,
        AlterTable,
        AlterInheritance,
        AddColumn,
        DropColumn,
        AlterColumn,
        AddConstraint,
        DropConstraint,
        RenameConstraint,
        AlterConstraint,
        CreateIndex,
        DropIndex,
        RenameIndex,
        AlterIndex,
        SetComment,
        ChangeAccess,
        Rename,
        DataStatement {
  /** The object that changes, under the name it has afterwards. */
  ObjectId object();

  /** The change that takes this one back. Its reverse is this one. */
  Change reverse();
}

package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Rule;
import java.util.List;

/** All rules there are. */
public final class Rules {
  private static final List<Rule> ALL =
      List.of(
          new IndexBuiltUnderLock(),
          new InvalidIndexHidden(),
          new IndexDroppedUnderLock(),
          new IndexReplacedLate(),
          new TableRewrite(),
          new ConstraintCheckedUnderLock(),
          new ValidatedAtOnce(),
          new NotNullScan(),
          new ForeignKeyChecked(),
          new ForeignKeyLocksTwo(),
          new LocksOnSeveralTables(),
          new WorkUnderLock(),
          new LockBudget(),
          new LockTable(),
          new TriggerAdded(),
          new MaintenanceUnderLock(),
          new DomainCheckedUnderLock(),
          new DetachedUnderLock(),
          new AttachScans(),
          new DefaultPartitionRead(),
          new TablespaceMoved(),
          new DropInUse(),
          new DatabaseDropped(),
          new ContractWithoutExpand(),
          new CascadeReaches(),
          new RenameInUse(),
          new TypeNarrowed(),
          new EnumValueRenamed(),
          new EnumValueRemoved(),
          new SchemaRenamed(),
          new RequiredColumn(),
          new NullableNow(),
          new RowSecurityInUse(),
          new DefaultDropped(),
          new UnboundedWrite(),
          new UnbatchedWrite(),
          new BackfillWithDdl(),
          new NotCheckedWrite(),
          new Truncate(),
          new CastCanFail(),
          new DownLosesData(),
          new EnumValueUsedAtOnce(),
          new SessionSetting(),
          new LockTimeoutOff(),
          new LockTimeoutMissing(),
          new TransactionControl(),
          new NeedlessNoTransaction(),
          new NoTransactionMissing(),
          new HiddenCode(),
          new SeveralConcepts(),
          new SuperuserOnly(),
          new StatementRefused(),
          new TypeToAvoid(),
          new IntPrimaryKey(),
          new RedundantIndex(),
          new WideIndex(),
          new ForeignKeyWithoutIndex(),
          new ForeignKeyTypeDiffers(),
          new IdentifierCut(),
          new PublicationColumnList(),
          new TablePublished(),
          new ReplicaIdentityLost());

  private Rules() {}

  /** In the order of the documentation: locks and scans, compatibility, data, form, shape. */
  public static List<Rule> all() {
    return ALL;
  }
}

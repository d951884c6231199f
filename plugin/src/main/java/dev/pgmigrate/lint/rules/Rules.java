package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Rule;
import java.util.List;

/** All rules there are. */
public final class Rules {
  private static final List<Rule> ALL =
      List.of(
          new IndexBuiltUnderLock(),
          new IndexDroppedUnderLock(),
          new TableRewrite(),
          new ConstraintCheckedUnderLock(),
          new NotNullScan(),
          new ForeignKeyChecked(),
          new LocksOnSeveralTables(),
          new WorkUnderLock(),
          new LockTable(),
          new MaintenanceUnderLock(),
          new DomainCheckedUnderLock(),
          new DetachedUnderLock(),
          new TablespaceMoved(),
          new DropInUse(),
          new CascadeReaches(),
          new RenameInUse(),
          new EnumValueRenamed(),
          new SchemaRenamed(),
          new RequiredColumn(),
          new NullableNow(),
          new UnboundedWrite(),
          new NotCheckedWrite(),
          new Truncate(),
          new EnumValueUsedAtOnce(),
          new SessionSetting(),
          new LockTimeoutOff(),
          new NeedlessNoTransaction(),
          new NoTransactionMissing(),
          new HiddenCode(),
          new StatementRefused(),
          new TypeToAvoid(),
          new IdentifierCut());

  private Rules() {}

  /** In the order of the documentation: locks and scans, compatibility, data, form, shape. */
  public static List<Rule> all() {
    return ALL;
  }
}

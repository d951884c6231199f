package dev.pgmigrate.drift;

import dev.pgmigrate.catalog.Catalog;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.ChangeAccess;
import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.Grant;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.sql.DefaultNamespace;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What two major versions of PostgreSQL give differently, though the same statements were executed.
 * It matters where the throw-away databases are not of the version of the database that is compared
 * with them.
 *
 * @param one of the majors
 * @param other the other one
 */
public record OtherMajor(int one, int other) {
  private static final String EVERYBODY = "PUBLIC";

  /** Those of two catalogs. */
  public static OtherMajor of(Catalog one, Catalog other) {
    return new OtherMajor(one.serverVersion() / 10_000, other.serverVersion() / 10_000);
  }

  /** The changes that are more than a difference of the versions. */
  public List<Change> beyond(List<Change> changes) {
    return one == other ? changes : changes.stream().flatMap(c -> beyond(c).stream()).toList();
  }

  private Optional<Change> beyond(Change change) {
    if (!(change instanceof ChangeAccess access)) {
      return Optional.of(change);
    }
    Access from = comparable(access.object(), access.from());
    Access to = comparable(access.object(), access.to());
    return from.equals(to)
        ? Optional.empty()
        : Optional.of(new ChangeAccess(access.object(), from, to, access.columns()));
  }

  private Access comparable(ObjectId object, Access access) {
    return new Access(
        access.owner(), comparable(object, access.granted()), comparable(object, access.revoked()));
  }

  private SortedSet<Grant> comparable(ObjectId object, SortedSet<Grant> grants) {
    SortedSet<Grant> comparable = new TreeSet<>(grants);
    comparable.removeIf(grant -> isOfOneAlone(object, grant));
    return comparable;
  }

  private boolean isOfOneAlone(ObjectId object, Grant grant) {
    // GRANT ALL on a table holds it since 17.
    if (grant.privilege().equals("MAINTAIN")) {
      return isBetween(17);
    }
    // Everybody had it before 15.
    return grant.privilege().equals("CREATE")
        && grant.grantee().equals(EVERYBODY)
        && object.kind() == ObjectKind.NAMESPACE
        && object.name().equals(DefaultNamespace.USUAL)
        && isBetween(15);
  }

  /** Whether one of them is older than this major, and the other one is not. */
  private boolean isBetween(int major) {
    return (one >= major) != (other >= major);
  }
}

package dev.pgmigrate.report;

import dev.pgmigrate.intent.Notice;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import java.util.List;
import java.util.stream.Collectors;

/** What Bean Validation says of columns that stay as they are, in one line. */
final class WeakNotices {
  private static final int NAMED = 3;

  private WeakNotices() {}

  static String line(List<Notice> notices) {
    String named =
        notices.stream().limit(NAMED).map(WeakNotices::named).collect(Collectors.joining(", "));
    int more = notices.size() - NAMED;
    return "Bean Validation is stricter than the database for existing columns: "
        + named
        + (more > 0 ? " and " + more + " more" : "")
        + ". These columns are not changed; to change them: -Dmigrate.validation=apply";
  }

  private static String named(Notice notice) {
    ObjectId id = notice.key().object();
    if (id.kind() != ObjectKind.COLUMN) {
      return id.qualifiedName().name() + " " + notice.desired();
    }
    String what = "not-null".equals(notice.key().aspect()) ? "NOT NULL" : notice.desired();
    return id.qualifiedName().name() + "." + id.name() + " " + what;
  }
}

package dev.pgmigrate.bench;

/** What the bench measures: each a whole process, unless its words say otherwise. */
enum Line {
  VALIDATE("`mvn validate`"),
  PROCESS_CLASSES("`mvn process-classes`, 1,000 entities"),
  METADATA("Hibernate's metadata build alone, 1,000 entities"),
  HIBERNATE_VALIDATE("Hibernate's `hbm2ddl=validate`, 1,000 entities"),
  PG_DUMP("`pg_dump --schema-only`, 1,000 tables"),
  PSQL_FIRST("`psql`, the SQL of the first revision, 1,000 entities"),
  PSQL_MANY("`psql`, 1,000 small files in one session"),
  FLYWAY_MANY("Flyway, 1,000 small files"),
  FLYWAY_NOTHING("Flyway, nothing to do, 1,000 applied"),

  NO_CHANGE_5("`revision-no-fork`, no change, 5 entities"),
  NO_CHANGE_100("`revision-no-fork`, no change, 100 entities"),
  NO_CHANGE_1000("`revision-no-fork`, no change, 1,000 entities"),
  FORKING("`revision`, no change, 1,000 entities"),
  COLD_5("`revision-no-fork`, no change, 5 entities, no cache"),
  COLD_1000("`revision-no-fork`, no change, 1,000 entities, no cache"),
  COLD_1000_TUNED("the same with the `MAVEN_OPTS` below"),
  CHANGED("`revision-no-fork`, one field changed, 1,000 entities"),
  FROM_NOTHING("`revision-no-fork` from nothing, 1,000 entities"),
  VERIFY_COLD("`verify`, 1,000 entities, no cache"),
  VERIFY_WARM("`verify`, 1,000 entities, verified before"),
  UPGRADE_FIRST("`upgrade`, the first revision, 1,000 entities"),
  UPGRADE_NOTHING("`upgrade`, nothing to do, 1,000 tables"),
  CURRENT_FIRST("`current`, 1,000 tables, just changed"),
  CURRENT("`current`, 1,000 tables, nothing changed since"),
  PLAN("`plan`, 1,000 tables, nothing changed since"),
  DIFF("`diff` from database to history, 1,000 tables"),

  MANY("`upgrade`, 1,000 revisions of one statement"),
  MANY_NOTHING("`upgrade`, nothing to do, 1,000 applied"),
  MANY_DOWN("`downgrade` of 100 of them"),
  MANY_VERIFY_COLD("`verify`, 1,000 revisions, no cache"),
  MANY_VERIFY_NEW("`verify`, 1,000 revisions, only the last one new"),

  CATALOG_1000("catalog of 1,000 tables, read in process"),
  CATALOG_10000("catalog of 10,000 tables, read in process");

  private final String words;

  Line(String words) {
    this.words = words;
  }

  /** For people. */
  String words() {
    return words;
  }
}

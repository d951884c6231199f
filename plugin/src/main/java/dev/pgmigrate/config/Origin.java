package dev.pgmigrate.config;

import org.apiguardian.api.API;

/** Where the choice of a database comes from. */
@API(status = API.Status.EXPERIMENTAL)
public enum Origin {
  /** Said for this build: parameters, or a server of settings.xml. */
  PARAMETERS,
  /** The environment: MIGRATE_URL. */
  ENVIRONMENT,
  /** The environment: PGHOST and its kin, which other programs read, too. */
  LIBPQ,
  /** The application's own configuration, which nobody wrote for migrations. */
  APPLICATION
}

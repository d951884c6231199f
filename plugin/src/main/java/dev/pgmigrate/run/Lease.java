package dev.pgmigrate.run;

import dev.pgmigrate.jdbc.Backends;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** The right to change a database: one holder at a time, for as long as its heart beats. */
public interface Lease {
  /**
   * Waits until it is ours.
   *
   * @param run names the holder's run
   * @param by names the holder: user and host
   * @param progress hears whom we wait for
   */
  Held acquire(String run, String by, Progress progress);

  /** Who holds it now. */
  Optional<Holder> holder();

  /** A lease that is ours until it is closed, or until our heart stops and another takes it. */
  interface Held extends AutoCloseable {
    /**
     * Called first in a transaction, which is READ COMMITTED from then on: until it ends nobody can
     * take the lease away.
     *
     * @param settings statements that go behind it, in the same message
     * @return the pid of the backend that executes the transaction, also behind a pooler
     * @throws LeaseLostException when it is no longer ours; nothing may be written then
     */
    int fence(Connection connection, List<String> settings) throws SQLException;

    /**
     * Waits until no other transaction of ours is open behind the fence, and ends one whose session
     * we lost.
     *
     * @throws LeaseLostException when the lease is no longer ours
     */
    void quiesce(Connection connection) throws SQLException;

    /**
     * Called from another thread when the run does not end: ends its sessions, and gives the lease
     * back once the server shows that they are gone.
     *
     * @return those that are left; then the lease is not given back, and expires
     */
    List<Backends.Backend> abandon();

    /** Whether it was ours until it was closed or abandoned, and is free now. */
    boolean givenBack();

    /** What to do as soon as the heart notices that the lease is no longer ours. */
    void whenLost(Runnable action);

    /** Gives it back, unless the server still works for a session of the run that was lost. */
    @Override
    void close();
  }

  /**
   * The holder of the lease.
   *
   * @param since by the server's clock
   * @param left until it expires, if its heart does not beat again; negative when it has expired
   */
  @API(status = API.Status.EXPERIMENTAL)
  record Holder(String run, String by, Instant since, Duration left) {}
}

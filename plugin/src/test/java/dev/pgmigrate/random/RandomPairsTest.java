package dev.pgmigrate.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What must hold of every plan holds for pairs of random schemas.
 *
 * <p>{@code -Drandom.pairs} says how many, {@code -Drandom.seed} the seed of the first; the next
 * has the next; without either the same three hundred. So {@code -Drandom.pairs=1 -Drandom.seed=n}
 * is one pair again.
 */
class RandomPairsTest {
  private static final long SEED = Long.getLong("random.seed", 1);
  private static final long PAIRS = Long.getLong("random.pairs", 300);
  private static final int WORKERS = Math.max(2, Runtime.getRuntime().availableProcessors());

  /**
   * Known not to hold, and left out unless asked for alone.
   *
   * <ul>
   *   <li>174: a composite type moves to another schema while a type that it is made of loses an
   *       attribute, and a third one is made of it.
   * </ul>
   */
  private static final Set<Long> OPEN = Set.of(174L);

  /** Enough to see what is wrong; each is made small, which takes its time. */
  private static final int FAILURES = Integer.getInteger("random.failures", 3);

  /** How many smaller pairs are tried on the way to the smallest. */
  private static final int TRIES = Integer.getInteger("random.tries", 200);

  private final AtomicLong next = new AtomicLong(SEED);
  private final AtomicInteger inTheWay = new AtomicInteger();
  private final List<String> failures = new ArrayList<>();

  @BeforeAll
  static void prepare() throws SQLException {
    EmptiedDatabases.prepareServer();
  }

  @Test
  void hold() throws InterruptedException, ExecutionException {
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < WORKERS; i++) {
        running.add(workers.submit(this::work));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      workers.shutdown();
    }
    System.out.printf(
        "%d random pairs from seed %d; in %d of them rows stood in the way, as warned%n",
        next.get() - SEED - WORKERS, SEED, inTheWay.get());
    assertThat(failures.stream().collect(Collectors.joining("\n"))).isEmpty();
  }

  private void work() {
    try (EmptiedDatabases databases = new EmptiedDatabases()) {
      Proof proof = new Proof(databases);
      for (long seed = next.getAndIncrement();
          seed < SEED + PAIRS && !enough();
          seed = next.getAndIncrement()) {
        if (PAIRS > 1 && OPEN.contains(seed)) {
          continue;
        }
        RandomPair pair = RandomPair.of(seed);
        Proof.Outcome outcome = proof.of(pair);
        if (outcome.inTheWay()) {
          inTheWay.incrementAndGet();
        }
        if (outcome.failure().isPresent()) {
          String told = told(proof, pair, outcome.failure().get());
          synchronized (failures) {
            failures.add(told);
          }
        }
      }
    }
  }

  private boolean enough() {
    synchronized (failures) {
      return failures.size() >= FAILURES;
    }
  }

  /** The failure as the smallest pair shows it that the same claim fails for. */
  private static String told(Proof proof, RandomPair pair, Proof.Failure failure) {
    RandomPair smallest = pair;
    Proof.Failure last = failure;
    int tries = TRIES;
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      for (RandomPair candidate : smallest.smaller()) {
        tries--;
        Optional<Proof.Failure> still =
            proof.of(candidate).failure().filter(f -> f.claim().equals(failure.claim()));
        if (still.isPresent()) {
          smallest = candidate;
          last = still.get();
          smaller = tries > 0;
          break;
        }
      }
    }
    return """

        ==== seed %d: %s
        %s
        ---- from
        %s
        ---- to
        %s
        ---- rows
        %s
        ---- up
        %s
        ---- again: mvn test -Dtest=RandomPairsTest -Drandom.pairs=1 -Drandom.seed=%d
        """
        .formatted(
            pair.seed(),
            last.claim(),
            last.message(),
            smallest.from(),
            smallest.to(),
            smallest.rows(),
            last.plan(),
            pair.seed());
  }
}

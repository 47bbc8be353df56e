package io.fairlead.controlplane.gatewayname;

import io.fairlead.controlplane.state.MeshStateStore;
import io.fairlead.model.JoinedNetworks;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the addresses of gateways that are declared by name, and asks again for as long as they
 * are: a load balancer's change without a word. What was found last is kept while nothing is found.
 */
public final class GatewayNames implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(GatewayNames.class);

  /** The JDK keeps what it found for 30 s, and that it found nothing for 10 s. */
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int AT_ONCE = 4;

  /** Asks for one name. */
  @FunctionalInterface
  interface Lookup {
    List<String> addresses(String name) throws UnknownHostException;
  }

  private final MeshStateStore states;
  private final Lookup lookup;
  private final Semaphore changes = new Semaphore(0);
  private final ExecutorService lookups =
      Executors.newFixedThreadPool(
          AT_ONCE, Thread.ofPlatform().daemon().name("gateway-name-", 0).factory());

  /** Why a name is not found now; owned by the thread that looks. */
  private final Map<String, String> problems = new HashMap<>();

  private volatile boolean isClosed;

  public GatewayNames(MeshStateStore states) {
    this(states, GatewayNames::fromResolver);
  }

  GatewayNames(MeshStateStore states, Lookup lookup) {
    this.states = states;
    this.lookup = lookup;
  }

  /** Sorted: the order of an answer means nothing, and a change of it must cost nothing. */
  static List<String> fromResolver(String name) throws UnknownHostException {
    return Arrays.stream(InetAddress.getAllByName(name))
        .map(InetAddress::getHostAddress)
        .sorted()
        .distinct()
        .toList();
  }

  /** Looks for as long as the program lives. */
  public void start() {
    states.onChange(this::stateChanged);
    Thread.ofVirtual().name("gateway-names").start(this::run);
    changes.release();
  }

  private void stateChanged() {
    JoinedNetworks networks = states.mesh().rules().networks();
    if (!networks.isEmpty() && !networks.isEveryNameAsked()) {
      changes.release();
    }
  }

  private void run() {
    try {
      while (!isClosed) {
        look();
        if (states.mesh().rules().networks().names().isEmpty()) {
          changes.acquire();
        } else {
          changes.tryAcquire(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        }
        changes.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks for every name once. */
  void look() throws InterruptedException {
    JoinedNetworks networks = states.mesh().rules().networks();
    List<String> names = List.copyOf(networks.names());
    List<Future<List<String>>> asked =
        lookups.invokeAll(
            names.stream()
                .map(name -> (Callable<List<String>>) () -> lookup.addresses(name))
                .toList(),
            PATIENCE.toMillis(),
            TimeUnit.MILLISECONDS);
    Map<String, List<String>> found = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      found.put(name, answer(name, asked.get(i), networks.addressesOf(name)));
    }
    problems.keySet().retainAll(names);
    if (!found.equals(networks.addresses())) {
      states.update(mesh -> mesh.withGatewayAddresses(found));
    }
  }

  private List<String> answer(String name, Future<List<String>> asked, List<String> last)
      throws InterruptedException {
    try {
      List<String> found = asked.get();
      problems.remove(name);
      if (!found.equals(last)) {
        log.atInfo()
            .addKeyValue("gateway", name)
            .addKeyValue("addresses", found)
            .addKeyValue("before", last)
            .log("A gateway between networks is found at these addresses");
      }
      return found;
    } catch (CancellationException e) {
      missing(name, "no answer in " + PATIENCE.toSeconds() + " s", last);
    } catch (ExecutionException e) {
      missing(name, String.valueOf(e.getCause()), last);
    }
    return last;
  }

  private void missing(String name, String why, List<String> last) {
    if (!why.equals(problems.put(name, why))) {
      log.atWarn()
          .addKeyValue("gateway", name)
          .addKeyValue("error", why)
          .addKeyValue("addresses", last)
          .log("The name of a gateway between networks is not found; its last addresses hold");
    }
  }

  @Override
  public void close() {
    isClosed = true;
    changes.release();
    lookups.shutdownNow();
  }
}

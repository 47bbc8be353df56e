package io.fairlead.testenv;

import io.fairlead.testenv.hosts.Host;
import io.fairlead.testenv.hosts.Network;
import io.fairlead.testenv.mesh.Client;
import io.fairlead.testenv.mesh.Member;
import io.fairlead.testenv.mesh.Mesh;
import io.fairlead.testenv.peers.ConsulCatalog;
import io.fairlead.testenv.peers.ConsulServer;
import io.fairlead.testenv.process.Waiting;
import io.fairlead.testenv.services.EchoService;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The mesh that all stories share, and the hosts and services in it.
 *
 * <p>Hosts {@code web}, {@code one} and {@code two} have joined; {@code plain} has not. Consul
 * knows {@code hello} on one and two, and {@code half} on one and plain. The static file knows
 * {@code clock.internal} on one. Each story leaves all of it as it found it.
 */
final class StoryMesh implements AutoCloseable {

  static final String HELLO = "hello.service.consul";
  static final int HELLO_PORT = 8080;
  static final String HALF = "half.service.consul";
  static final int HALF_PORT = 8070;
  static final String CLOCK = "clock.internal";
  static final int CLOCK_PORT = 8090;

  private static final Duration SOON = Duration.ofSeconds(20);

  private final Network network;
  private final Mesh mesh;
  private final Member web;
  private final Member one;
  private final Member two;
  private final Host plain;

  private StoryMesh(Network network) {
    this.network = network;
    Host center = network.host("mesh");
    ConsulServer consul = ConsulServer.start(network.host("consul"));
    this.mesh = Mesh.start(network, center, consul);
    this.plain = network.host("plain");
    this.web = mesh.join(network.host("web"));
    this.one = mesh.join(network.host("one"));
    this.two = mesh.join(network.host("two"));
    serve();
    List.of(web, one, two).forEach(member -> member.agent().awaitReady());
    Waiting.until(
        "the first request between members of the mesh",
        SOON,
        () ->
            web.client().get(HELLO, HELLO_PORT).callerSeen().equals(web.principal())
                && web.client().get(CLOCK, CLOCK_PORT).callerSeen().equals(web.principal()));
  }

  static StoryMesh start() {
    Network network = Network.open(RandomGenerator.getDefault());
    try {
      return new StoryMesh(network);
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  private void serve() {
    EchoService.http(one.host(), "hello-one", HELLO_PORT);
    EchoService.http(two.host(), "hello-two", HELLO_PORT);
    EchoService.http(one.host(), "half-one", HALF_PORT);
    EchoService.http(plain, "half-plain", HALF_PORT);
    EchoService.http(one.host(), "clock", CLOCK_PORT);
    catalog().register("hello", one.host(), HELLO_PORT, true);
    catalog().register("hello", two.host(), HELLO_PORT, true);
    catalog().register("half", one.host(), HALF_PORT, true);
    catalog().register("half", plain, HALF_PORT, true);
    mesh.services().add(CLOCK, CLOCK_PORT, "http", one.host().address());
  }

  Mesh mesh() {
    return mesh;
  }

  Member web() {
    return web;
  }

  Member one() {
    return one;
  }

  Member two() {
    return two;
  }

  List<Member> members() {
    return List.of(web, one, two);
  }

  /** A host that never joined. */
  Host plain() {
    return plain;
  }

  Client plainClient() {
    return new Client(plain);
  }

  ConsulCatalog catalog() {
    return mesh.consul().catalog();
  }

  /** A new host for one story, which closes it. */
  Host newHost(String name) {
    return network.host(name);
  }

  static String cluster(String host, int port) {
    return "outbound|%d||%s".formatted(port, host);
  }

  static String endpoint(Host host, int port) {
    return host.address() + ":" + port;
  }

  @Override
  public void close() {
    network.close();
  }
}

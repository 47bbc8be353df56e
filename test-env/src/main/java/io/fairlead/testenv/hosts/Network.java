package io.fairlead.testenv.hosts;

import io.fairlead.testenv.process.Commands;
import io.fairlead.testenv.process.TestEnvironmentException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A switch that hosts are plugged into, and one cable from it to this machine.
 *
 * <p>The switch is a bridge in namespaces of its own. The machine that runs the tests sees one
 * interface, {@code fl<n>}, with the address 10.77.n.254, and can reach every host by it. Other
 * runs have another n.
 */
public final class Network implements HostNetwork {

  private static final int FIRST_HOST = 10;
  private static final int UPLINK = 254;
  private static final int TRIES = 20;

  private final Machine bridge;
  private final RunDirectory files;
  private final int number;
  private final List<NetworkHost> hosts = new ArrayList<>();

  private Network(Machine bridge, RunDirectory files, int number) {
    this.bridge = bridge;
    this.files = files;
    this.number = number;
  }

  public static Network open(RandomGenerator random) {
    if (!"root".equals(System.getProperty("user.name"))) {
      throw new TestEnvironmentException(
          "Network namespaces need root: run as root, or leave out the tags root and story");
    }
    RunDirectory files = RunDirectory.create();
    Machine bridge = Machine.start("switch");
    try {
      bridge.script("ip link add switch type bridge; ip link set switch up", List.of());
      return new Network(bridge, files, plugIn(bridge, random));
    } catch (RuntimeException e) {
      bridge.close();
      files.close();
      throw e;
    }
  }

  /** Lays the cable to this machine, in a network that nobody has yet. */
  private static int plugIn(Machine bridge, RandomGenerator random) {
    String switchPid = Long.toString(bridge.pid());
    for (int i = 0; i < TRIES; i++) {
      int number = random.nextInt(1, 255);
      String cable = "fl" + number;
      // The interface's name is the claim to the number: only one run can make it.
      if (Commands.run(
              "ip", "link", "add", cable, "type", "veth", "peer", "uplink", "netns", switchPid)
          .succeeded()) {
        Commands.run("ip", "addr", "add", "10.77.%d.%d/24".formatted(number, UPLINK), "dev", cable)
            .orThrow();
        Commands.run("ip", "link", "set", cable, "up").orThrow();
        bridge.script("ip link set uplink master switch up", List.of());
        return number;
      }
    }
    throw new TestEnvironmentException(
        "No free network 10.77.n.0/24 was found in %d tries".formatted(TRIES));
  }

  /** Plugs in a new host. Its name is its host name, too. */
  @Override
  public NetworkHost host(String name) {
    String address = "10.77.%d.%d".formatted(number, FIRST_HOST + hosts.size());
    Path directory = files.path().resolve(name);
    Machine machine = Machine.start(name);
    try {
      String port = "port" + hosts.size();
      Commands.run(
              "ip",
              "link",
              "add",
              "eth0",
              "netns",
              Long.toString(machine.pid()),
              "type",
              "veth",
              "peer",
              port,
              "netns",
              Long.toString(bridge.pid()))
          .orThrow();
      bridge.script("ip link set \"$1\" master switch up", List.of(port));
      NetworkHost host = NetworkHost.furnish(name, address, gateway(), directory, machine);
      hosts.add(host);
      return host;
    } catch (RuntimeException e) {
      machine.close();
      throw e;
    }
  }

  /** The address of this machine in the network, and the way out for the hosts. */
  public String gateway() {
    return "10.77.%d.%d".formatted(number, UPLINK);
  }

  @Override
  public Path directory() {
    return files.path();
  }

  @Override
  public void close() {
    hosts.reversed().forEach(NetworkHost::close);
    bridge.close();
    files.close();
  }
}

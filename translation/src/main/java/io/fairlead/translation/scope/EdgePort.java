package io.fairlead.translation.scope;

import io.fairlead.model.Problem;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.ResourceName;
import io.fairlead.model.SourceLocation;
import io.fairlead.model.policy.Gateway;
import io.fairlead.model.policy.GatewayServer;
import io.fairlead.model.policy.GatewayServer.GatewayHost;
import io.fairlead.model.policy.Limits;
import io.fairlead.model.policy.ServerTls;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the gateways of a proxy listen for on one port, put together: the oldest gateway first, and
 * what cannot stand beside it left out.
 *
 * @param addresses that are bound, ordered by it
 */
public record EdgePort(int number, List<Address> addresses, List<Problem> problems) {

  /** What is listened for at one address; the first server says how the bytes are read. */
  public record Address(String bind, Kind kind, List<EdgeServer> servers) {
    public Address {
      servers = List.copyOf(servers);
    }

    /** What is let in where servers cannot be told apart: each part as the first says it. */
    public Limits.OnPort limits() {
      Limits.OnPort all = Limits.OnPort.NONE;
      for (EdgeServer server : servers) {
        all = all.over(server.limits);
      }
      return all;
    }
  }

  /**
   * A server and the gateway that it stands in.
   *
   * @param limits what is let in on its port
   */
  public record EdgeServer(ResourceName gateway, GatewayServer server, Limits.OnPort limits) {}

  /** How the first bytes of a connection are read. */
  public enum Kind {
    /** As HTTP; the Host header tells the servers apart. */
    HTTP,
    /** As TLS; the name that the client asks for tells the servers apart. */
    TLS,
    /** Not at all; there is but one server. */
    BYTES;

    static Kind of(GatewayServer server) {
      return switch (server.tls()) {
        case ServerTls.None ignored -> server.port().protocol().isHttp() ? HTTP : BYTES;
        case ServerTls.HttpsRedirect ignored -> HTTP;
        case ServerTls.Passthrough ignored -> TLS;
        case ServerTls.AutoPassthrough ignored -> TLS;
        case ServerTls.Terminated ignored -> TLS;
      };
    }
  }

  public EdgePort {
    addresses = List.copyOf(addresses);
    problems = List.copyOf(problems);
  }

  /** The ports that any of {@code gateways} names. */
  public static Set<Integer> numbers(Iterable<Gateway> gateways) {
    Set<Integer> numbers = new TreeSet<>();
    gateways.forEach(
        gateway -> gateway.servers().forEach(server -> numbers.add(server.port().number())));
    return numbers;
  }

  /**
   * @param gateways the oldest first
   */
  public static EdgePort of(int number, List<Gateway> gateways) {
    Merge merge = new Merge();
    for (Gateway gateway : gateways) {
      for (int i = 0; i < gateway.servers().size(); i++) {
        GatewayServer server = gateway.servers().get(i);
        if (server.port().number() == number) {
          merge.add(
              new EdgeServer(gateway.name(), server, gateway.limits().on(number)),
              "spec.servers[" + i + "]");
        }
      }
    }
    return new EdgePort(number, merge.addresses(), merge.problems);
  }

  private static final class Merge {
    private final Map<String, List<EdgeServer>> byBind = new TreeMap<>();
    private final Map<String, Set<String>> serverNames = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    void add(EdgeServer server, String field) {
      String bind = server.server().port().bind();
      List<EdgeServer> there = byBind.getOrDefault(bind, List.of());
      String obstacle = there.isEmpty() ? "" : obstacle(there.getFirst(), Kind.of(server.server()));
      if (obstacle.isEmpty() && asksForHosts(server.server())) {
        obstacle = claim(bind, server);
      }
      if (obstacle.isEmpty()) {
        byBind.computeIfAbsent(bind, ignored -> new ArrayList<>()).add(server);
      } else {
        problems.add(problem(server, field, obstacle));
      }
    }

    /** Where services are named, hosts only say which. */
    private static boolean asksForHosts(GatewayServer server) {
      return Kind.of(server) == Kind.TLS && !(server.tls() instanceof ServerTls.AutoPassthrough);
    }

    private static String obstacle(EdgeServer first, Kind kind) {
      Kind there = Kind.of(first.server());
      if (there != kind || kind == Kind.BYTES) {
        return "is spoken otherwise by " + first.gateway() + ", which is older or stands before";
      }
      return "";
    }

    /** Envoy refuses a listener of which two parts answer to one name. */
    private String claim(String bind, EdgeServer server) {
      Set<String> taken = serverNames.computeIfAbsent(bind, ignored -> new HashSet<>());
      List<String> names = hostNames(server.server());
      return names.stream()
          .filter(taken::contains)
          .findFirst()
          .map(name -> "already serves '" + name + "' with other TLS settings")
          .orElseGet(
              () -> {
                taken.addAll(names);
                return "";
              });
    }

    private static Problem problem(EdgeServer server, String field, String obstacle) {
      return Problem.warning(
          ProblemCode.PORT_CONFLICT,
          "Gateway " + server.gateway(),
          field,
          SourceLocation.UNKNOWN,
          "port "
              + server.server().port().number()
              + " "
              + obstacle
              + ", so this server is left out; give it another port, address or host");
    }

    List<Address> addresses() {
      List<Address> addresses = new ArrayList<>();
      byBind.forEach(
          (bind, servers) ->
              addresses.add(new Address(bind, Kind.of(servers.getFirst().server()), servers)));
      return addresses;
    }
  }

  /** The names that clients of a server may ask for, sorted. */
  public static List<String> hostNames(GatewayServer server) {
    return server.hosts().stream()
        .map(GatewayHost::host)
        .map(host -> host.value())
        .distinct()
        .sorted()
        .toList();
  }
}

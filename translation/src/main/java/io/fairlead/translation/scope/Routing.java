package io.fairlead.translation.scope;

import io.fairlead.model.policy.Handling;
import io.fairlead.model.policy.HttpAction;
import io.fairlead.model.policy.Limits.ConnectionLimit;
import io.fairlead.model.policy.RequestLimit;
import io.fairlead.model.policy.RequestMatch;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.policy.TcpRoute;
import io.fairlead.model.service.ServiceHost;
import java.util.List;

/**
 * Where what is sent to a host goes, with everything decided that depends on the caller. Of each
 * list the first that matches is taken; without any, everything goes to the host itself. A target
 * without a port is meant by the one that was called.
 *
 * @param http the first that has a way on the port that was called holds there alone
 */
public record Routing(List<HttpWays> http, List<TlsWay> tls, List<TcpWay> tcp) {

  public static final Routing NONE = new Routing(List.of(), List.of(), List.of());

  /** What one VirtualService says of requests. */
  public record HttpWays(List<HttpWay> ways) {
    public HttpWays {
      ways = List.copyOf(ways);
    }

    /** Whether no port is left to others. */
    boolean isForEveryPort() {
      return ways.stream().anyMatch(way -> way.port() == 0);
    }
  }

  /**
   * @param name empty where it has none
   * @param port that must have been called; 0: any
   * @param action never a delegate
   */
  public record HttpWay(
      String name,
      RequestMatch request,
      int port,
      String statPrefix,
      HttpAction action,
      Handling handling) {}

  /**
   * @param serverNames any of them
   * @param way of the connections that ask for one
   */
  public record TlsWay(List<ServiceHost> serverNames, TcpWay way) {
    public TlsWay {
      serverNames = List.copyOf(serverNames);
    }
  }

  /**
   * @param subnets of the address that was called; empty: any
   * @param port that must have been called; 0: any
   * @param limit of the connections that go this way, with all of the same name
   */
  public record TcpWay(
      List<String> subnets, int port, List<TcpRoute.Share> shares, Setting<ConnectionLimit> limit) {
    public TcpWay {
      subnets = List.copyOf(subnets);
      shares = List.copyOf(shares);
    }

    boolean isOn(int called) {
      return port == 0 || port == called;
    }
  }

  public Routing {
    http = List.copyOf(http);
    tls = List.copyOf(tls);
    tcp = List.copyOf(tcp);
  }

  public boolean isEmpty() {
    return http.isEmpty() && tls.isEmpty() && tcp.isEmpty();
  }

  /** The ways of requests on a port, up to one that takes all of them. */
  public List<HttpWay> httpOn(int port) {
    for (HttpWays candidate : http) {
      List<HttpWay> ways =
          candidate.ways().stream().filter(way -> way.port() == 0 || way.port() == port).toList();
      if (!ways.isEmpty()) {
        return upToEverything(ways);
      }
    }
    return List.of();
  }

  /** The limits of the requests on a port, by name. */
  public List<RequestLimit> limitsOn(int port) {
    return RequestLimit.byName(
        httpOn(port).stream().flatMap(way -> way.handling().screening().limits()));
  }

  private static List<HttpWay> upToEverything(List<HttpWay> ways) {
    for (int i = 0; i < ways.size(); i++) {
      if (ways.get(i).request().isEverything()) {
        return ways.subList(0, i + 1);
      }
    }
    return ways;
  }

  public List<TlsWay> tlsOn(int port) {
    return tls.stream().filter(way -> way.way().isOn(port)).toList();
  }

  public List<TcpWay> tcpOn(int port) {
    return tcp.stream().filter(way -> way.isOn(port)).toList();
  }
}

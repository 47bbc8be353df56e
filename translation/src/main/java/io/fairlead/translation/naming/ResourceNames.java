package io.fairlead.translation.naming;

import io.fairlead.model.ResourceName;
import io.fairlead.model.policy.GatewayServer.GatewayPort;
import io.fairlead.model.policy.RouteTarget;
import io.fairlead.model.service.ServiceHost;

/** Names of resources, as Istio gives them and as other software matches on them. */
public final class ResourceNames {

  public static final String PASSTHROUGH_CLUSTER = "PassthroughCluster";
  public static final String BLACK_HOLE_CLUSTER = "BlackHoleCluster";
  public static final String INBOUND_PASSTHROUGH_CLUSTER = "InboundPassthroughCluster";

  public static final String VIRTUAL_OUTBOUND = "virtualOutbound";
  public static final String VIRTUAL_INBOUND = "virtualInbound";

  /** Clusters of the agent's bootstrap. */
  public static final String SDS_CLUSTER = "sds-grpc";

  public static final String LOCAL_CLUSTER = "local_cluster";

  public static final String ANY_IPV4 = "0.0.0.0";
  public static final String ANY_IPV6 = "::";

  /** RFC 6066 names are longer, but Envoy refuses an SNI beyond this. */
  private static final int MAX_SNI = 255;

  private ResourceNames() {}

  public static String outboundCluster(int port, ServiceHost host) {
    return outboundCluster(port, "", host);
  }

  /**
   * @param subset empty: all endpoints
   */
  public static String outboundCluster(int port, String subset, ServiceHost host) {
    return "outbound|" + port + "|" + subset + "|" + host;
  }

  /**
   * @param target with its port known
   */
  public static String outboundCluster(RouteTarget target) {
    return outboundCluster(target.port(), target.subset(), target.host());
  }

  public static String inboundCluster(int port) {
    return "inbound|" + port + "||";
  }

  /** The server name that gateways route on; empty where the host is too long to be sent as one. */
  public static String serverName(int port, String subset, ServiceHost host) {
    String name = "outbound_." + port + "_." + subset + "_." + host;
    return name.length() > MAX_SNI ? "" : name;
  }

  public static String listener(String address, int port) {
    return address + "_" + port;
  }

  /** Routes of all hosts that share a port. */
  public static String portRoutes(int port) {
    return Integer.toString(port);
  }

  /** Routes of all plaintext HTTP servers of gateways that share a port. */
  public static String edgeRoutes(int port, String bind) {
    return "http." + port + suffix(bind);
  }

  /** Routes of one server of a gateway that ends TLS. */
  public static String edgeTlsRoutes(ResourceName gateway, GatewayPort port) {
    return "https."
        + port.number()
        + "."
        + port.name()
        + "."
        + gateway.name()
        + "."
        + gateway.namespace()
        + suffix(port.bind());
  }

  private static String suffix(String bind) {
    return bind.isEmpty() ? "" : "." + bind;
  }

  /** A certificate that the control plane holds for gateways. */
  public static String credential(String name) {
    return "kubernetes://" + name;
  }

  /** The roots that go with it, for the clients. */
  public static String credentialRoots(String name) {
    return rootsOf(credential(name));
  }

  /**
   * @param credential as {@link #credential} names it
   */
  public static String rootsOf(String credential) {
    return credential + "-cacert";
  }

  /** Routes of one service whose protocol is detected, and the name of a virtual host. */
  public static String hostAndPort(ServiceHost host, int port) {
    return host + ":" + port;
  }
}

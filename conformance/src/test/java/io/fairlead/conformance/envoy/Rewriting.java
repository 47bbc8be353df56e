package io.fairlead.conformance.envoy;

import com.google.protobuf.Any;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.sni_dynamic_forward_proxy.v3.FilterConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.proxy_protocol.v3.ProxyProtocolUpstreamTransport;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts into resources what they would fetch: routes into the filters that name them, secrets by
 * name into the file, and the loopback address of a backend in the place of each endpoint's own.
 */
final class Rewriting {

  private static final List<Message> OPENED =
      List.of(
          HttpConnectionManager.getDefaultInstance(),
          DownstreamTlsContext.getDefaultInstance(),
          UpstreamTlsContext.getDefaultInstance(),
          FilterConfig.getDefaultInstance(),
          ProxyProtocolUpstreamTransport.getDefaultInstance());

  /** The address of the backend that stands for everything that no service is. */
  static final String ANYWHERE = "passthrough";

  private final Map<String, RouteConfiguration> routes;
  private final Map<String, Integer> backends;
  private final Set<String> secrets = new TreeSet<>();

  /**
   * @param backends {@code address:port} of endpoints to the loopback port of their backends
   */
  Rewriting(Map<String, RouteConfiguration> routes, Map<String, Integer> backends) {
    this.routes = routes;
    this.backends = backends;
  }

  /** The names of all secrets that were asked for. */
  Set<String> secrets() {
    return secrets;
  }

  @SuppressWarnings("unchecked") // what is rewritten stays of its type
  <M extends Message> M rewrite(M message) {
    Message rewritten =
        switch (message) {
          case Any any -> opened(any);
          case Endpoint endpoint -> moved(endpoint);
          case SdsSecretConfig secret -> {
            secrets.add(secret.getName());
            yield secret.toBuilder().clearSdsConfig().build();
          }
          case HttpConnectionManager manager when manager.hasRds() ->
              fields(manager.toBuilder().setRouteConfig(route(manager)).build());
          case FilterConfig lookup -> atPort(lookup);
          default -> fields(message);
        };
    return (M) rewritten;
  }

  private Message fields(Message message) {
    Message.Builder copy = message.toBuilder();
    message
        .getAllFields()
        .forEach(
            (field, value) -> {
              if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                copy.setField(field, rewritten(value));
              }
            });
    return copy.build();
  }

  private Object rewritten(Object value) {
    if (value instanceof List<?> list) {
      List<Object> all = new ArrayList<>();
      list.forEach(item -> all.add(rewrite((Message) item)));
      return all;
    }
    return rewrite((Message) value);
  }

  private Any opened(Any any) {
    for (Message type : OPENED) {
      if (any.is(type.getClass())) {
        try {
          return Any.pack(rewrite(any.unpack(type.getClass())));
        } catch (InvalidProtocolBufferException e) {
          throw new IllegalArgumentException("a broken " + any.getTypeUrl(), e);
        }
      }
    }
    return any;
  }

  private RouteConfiguration route(HttpConnectionManager manager) {
    String name = manager.getRds().getRouteConfigName();
    RouteConfiguration found = routes.get(name);
    if (found == null) {
      throw new AssertionError("no route configuration '" + name + "' among " + routes.keySet());
    }
    return found;
  }

  /** What is looked up by its name is a name of this machine. */
  private FilterConfig atPort(FilterConfig lookup) {
    return lookup.toBuilder().setPortValue(port("localhost:" + lookup.getPortValue())).build();
  }

  private int port(String name) {
    Integer port = backends.get(name);
    if (port == null) {
      throw new AssertionError("the endpoint " + name + " is no backend of the scenario");
    }
    return port;
  }

  private Endpoint moved(Endpoint endpoint) {
    Address own = endpoint.getAddress();
    if (!own.hasPipe() && own.getSocketAddress().getAddress().isEmpty()) {
      return endpoint;
    }
    return endpoint.toBuilder().setAddress(loopback(port(name(own)))).build();
  }

  /** As the table of a scenario writes it. */
  private static String name(Address address) {
    return address.hasPipe()
        ? "unix://" + address.getPipe().getPath()
        : address.getSocketAddress().getAddress() + ":" + address.getSocketAddress().getPortValue();
  }

  static Address loopback(int port) {
    return address("127.0.0.1", port);
  }

  static Address address(String address, int port) {
    return Address.newBuilder()
        .setSocketAddress(SocketAddress.newBuilder().setAddress(address).setPortValue(port))
        .build();
  }
}

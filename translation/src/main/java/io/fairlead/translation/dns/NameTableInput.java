package io.fairlead.translation.dns;

import com.google.protobuf.Message;
import io.fairlead.api.istio.networking.nds.v1.NameTable;
import io.fairlead.model.proxy.Interception;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.naming.IpLiteral;
import io.fairlead.translation.scope.ProxyTraits;
import io.fairlead.translation.scope.Scope;
import io.fairlead.translation.scope.VisibleService;
import java.util.ArrayList;
import java.util.List;

/** The names that a host resolves by itself, ordered by host. */
public record NameTableInput(List<Named> hosts) implements ResourceInput {

  /** Any registry but Kubernetes: the agent answers exactly these names, none shortened. */
  private static final String REGISTRY = "External";

  /** A host and where it is called. */
  public record Named(String host, List<String> addresses) {
    public Named {
      addresses = List.copyOf(addresses);
    }
  }

  public NameTableInput {
    hosts = List.copyOf(hosts);
  }

  public static NameTableInput of(Scope scope, ProxyTraits traits) {
    List<Named> hosts = new ArrayList<>();
    for (VisibleService service : scope.services()) {
      List<String> addresses = addresses(service, traits.interception());
      if (!addresses.isEmpty()) {
        hosts.add(new Named(service.host().value(), addresses));
      }
    }
    return new NameTableInput(hosts);
  }

  /** Where nothing is redirected, a service is called where the proxy is bound for it. */
  private static List<String> addresses(VisibleService service, Interception interception) {
    return switch (interception) {
      case Interception.Redirect ignored -> service.addresses();
      case Interception.Explicit(String bound) ->
          service.host().isWildcard() ? List.of() : IpLiteral.canonical(bound).stream().toList();
    };
  }

  @Override
  public String name() {
    return "nametable";
  }

  @Override
  public Message build() {
    NameTable.Builder table = NameTable.newBuilder();
    for (Named named : hosts) {
      table.putTable(
          named.host,
          NameTable.NameInfo.newBuilder().addAllIps(named.addresses).setRegistry(REGISTRY).build());
    }
    return table.build();
  }
}

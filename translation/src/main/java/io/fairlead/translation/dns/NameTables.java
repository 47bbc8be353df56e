package io.fairlead.translation.dns;

import com.google.protobuf.Message;
import io.fairlead.api.istio.networking.nds.v1.NameTable;
import io.fairlead.model.ResourceName;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.service.Registry;
import io.fairlead.translation.encoding.Concatenation;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.naming.IpLiteral;
import io.fairlead.translation.scope.Callee;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The names that a host resolves by itself, ordered by host. */
public final class NameTables {

  private static final String NAME = "nametable";

  /** Any registry but Kubernetes: the agent answers exactly these names, none shortened. */
  private static final String EXTERNAL = "External";

  private static final String KUBERNETES = "Kubernetes";

  private NameTables() {}

  private static final ResourceName NOBODY = new ResourceName("-", "-");

  /** A table without names, to which others are joined. */
  private record Empty() implements ResourceInput {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Message build() {
      return NameTable.getDefaultInstance();
    }
  }

  /** A host and where it is called, as a table of this name alone. */
  private record Named(
      String name, Registry registry, ResourceName resource, List<String> addresses)
      implements ResourceInput {

    private Named {
      addresses = List.copyOf(addresses);
    }

    @Override
    public Message build() {
      NameTable.NameInfo.Builder info = NameTable.NameInfo.newBuilder().addAllIps(addresses);
      switch (registry) {
        case DECLARED -> info.setRegistry(EXTERNAL);
        case KUBERNETES ->
            info.setRegistry(KUBERNETES)
                .setShortname(resource.name())
                .setNamespace(resource.namespace());
      }
      return NameTable.newBuilder().putTable(name, info.build()).build();
    }
  }

  /**
   * @param callees ordered by host
   */
  public static Concatenation of(Collection<Callee> callees, Interception interception) {
    List<ResourceInput> names = new ArrayList<>(callees.size() + 1);
    names.add(new Empty());
    for (Callee callee : callees) {
      List<String> addresses = addresses(callee, interception);
      if (!addresses.isEmpty()) {
        names.add(named(callee, addresses));
        if (interception instanceof Interception.Redirect) {
          callee.names().forEach((name, own) -> names.add(single(callee, name, own)));
        }
      }
    }
    return new Concatenation(NAME, names);
  }

  /** One endpoint of a headless Service, by the name that it has there. */
  private static Named single(Callee callee, String name, List<String> addresses) {
    return new Named(
        name + "." + callee.host().value(),
        callee.registry(),
        new ResourceName(callee.resource().namespace(), name + "." + callee.resource().name()),
        addresses);
  }

  /** Where the name says it all, the input says no more: a resource renamed is no news. */
  private static Named named(Callee callee, List<String> addresses) {
    return new Named(
        callee.host().value(),
        callee.registry(),
        callee.registry() == Registry.KUBERNETES ? callee.resource() : NOBODY,
        addresses);
  }

  /** Where nothing is redirected, a service is called where the proxy is bound for it. */
  private static List<String> addresses(Callee callee, Interception interception) {
    return switch (interception) {
      case Interception.Redirect ignored -> callee.addresses();
      case Interception.Explicit(String bound) ->
          callee.host().isWildcard() ? List.of() : IpLiteral.canonical(bound).stream().toList();
      case Interception.Edge ignored -> List.of();
    };
  }
}

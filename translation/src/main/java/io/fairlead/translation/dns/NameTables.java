package io.fairlead.translation.dns;

import com.google.protobuf.Message;
import io.fairlead.api.istio.networking.nds.v1.NameTable;
import io.fairlead.model.proxy.Interception;
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
  private static final String REGISTRY = "External";

  private NameTables() {}

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
  private record Named(String name, List<String> addresses) implements ResourceInput {
    private Named {
      addresses = List.copyOf(addresses);
    }

    @Override
    public Message build() {
      return NameTable.newBuilder()
          .putTable(
              name,
              NameTable.NameInfo.newBuilder().addAllIps(addresses).setRegistry(REGISTRY).build())
          .build();
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
        names.add(new Named(callee.host().value(), addresses));
      }
    }
    return new Concatenation(NAME, names);
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

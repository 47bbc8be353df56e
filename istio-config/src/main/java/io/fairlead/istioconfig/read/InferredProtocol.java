package io.fairlead.istioconfig.read;

import io.fairlead.model.service.Protocol;
import java.util.Locale;
import java.util.Set;

/** What is spoken on a port that says so by its name only. */
public final class InferredProtocol {

  /** Where a server speaks first, waiting for a client's bytes to find out would hang. */
  private static final Set<Integer> SERVER_SPEAKS_FIRST = Set.of(25, 53, 3306, 27017);

  private InferredProtocol() {}

  /** By the name's prefix, as Istio reads the names of Kubernetes ports. */
  public static Protocol of(String name, int number) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("grpc-web")) {
      return Protocol.GRPC_WEB;
    }
    int dash = lower.indexOf('-');
    String prefix = dash < 0 ? lower : lower.substring(0, dash);
    return Protocols.isCarriedAsTcp(prefix)
        ? Protocol.TCP
        : Protocol.parse(prefix)
            .orElse(SERVER_SPEAKS_FIRST.contains(number) ? Protocol.TCP : Protocol.AUTO);
  }
}

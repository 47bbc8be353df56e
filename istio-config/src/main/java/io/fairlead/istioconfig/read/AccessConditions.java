package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.security.v1beta1.Condition;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.policy.Demand;
import io.fairlead.model.policy.Demand.AddressAttribute;
import io.fairlead.model.policy.Demand.Part;
import io.fairlead.model.policy.Demand.TextAttribute;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a condition demands, by the name of its attribute. */
final class AccessConditions {

  private static final String HEADER = "request.headers[";

  private AccessConditions() {}

  /** Why nothing follows from an attribute; empty where something does. */
  static Optional<String> refuse(String key) {
    if (key.startsWith("request.auth.")) {
      return Optional.of(
          Excerpt.of(key)
              + " is about tokens, which nobody checks yet as RequestAuthentication is not"
              + " translated: remove the condition");
    }
    return key.startsWith("experimental.")
        ? Optional.of(Excerpt.of(key) + " is not translated yet: remove the condition")
        : Optional.empty();
  }

  static Stream<Demand> demands(Condition condition, String namespace) {
    List<String> any = condition.getValuesList();
    List<String> none = condition.getNotValuesList();
    return switch (condition.getKey()) {
      case "source.ip" -> AccessDemands.addresses(AddressAttribute.SOURCE, any, none);
      case "remote.ip" -> AccessDemands.addresses(AddressAttribute.CLIENT, any, none);
      case "destination.ip" -> AccessDemands.addresses(AddressAttribute.DESTINATION, any, none);
      case "destination.port" -> AccessDemands.ports(any, none);
      case "source.serviceAccount" -> AccessDemands.accounts(any, none, namespace);
      case "source.principal" -> peer(Part.PRINCIPAL, any, none);
      case "source.namespace" -> peer(Part.NAMESPACE, any, none);
      case "source.trustDomain" -> peer(Part.TRUST_DOMAIN, any, none);
      case "connection.sni" -> AccessDemands.texts(new TextAttribute.ServerName(), any, none);
      default -> header(condition.getKey(), any, none);
    };
  }

  private static Stream<Demand> peer(Part part, List<String> any, List<String> none) {
    return AccessDemands.texts(new TextAttribute.Peer(part), any, none);
  }

  /** All other attributes were refused. */
  private static Stream<Demand> header(String key, List<String> any, List<String> none) {
    if (!key.startsWith(HEADER)) {
      throw new IllegalStateException("an attribute that was not checked: " + key);
    }
    String name = key.substring(HEADER.length(), key.length() - 1).toLowerCase(Locale.ROOT);
    return AccessDemands.texts(new TextAttribute.Header(name), any, none);
  }
}

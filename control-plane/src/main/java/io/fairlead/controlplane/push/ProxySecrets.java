package io.fairlead.controlplane.push;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsCertificate;
import io.fairlead.collections.SharedMap;
import io.fairlead.controlplane.credential.Credential;
import io.fairlead.controlplane.credential.Credentials;
import io.fairlead.model.ResourceName;
import io.fairlead.model.TrafficRules;
import io.fairlead.model.policy.DestinationRule;
import io.fairlead.model.policy.Gateway;
import io.fairlead.model.policy.GatewayServer;
import io.fairlead.model.policy.ServerTls.Certificates;
import io.fairlead.model.policy.ServerTls.Roots;
import io.fairlead.model.policy.ServerTls.Terminated;
import io.fairlead.model.proxy.Interception;
import io.fairlead.translation.EncodedResource;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.scope.ProxyTraits;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Adds the certificates that proxies ask for to what they are offered: those that a Gateway or a
 * DestinationRule of their own namespace names, and that lie in that namespace too, or in one whose
 * owner lets the Gateway name them. They are kept out of the cache of translated resources, which
 * is for what anybody may see. Owned by the push loop's thread.
 */
final class ProxySecrets {

  /** What one shape of proxies is offered, for as long as neither half of it changes. */
  private record Joined(
      Made from, Snapshot shape, SharedMap<String, Resource> secrets, Snapshot whole) {}

  /** What secrets follow from. */
  private record Made(
      SharedMap<ResourceName, Gateway> gateways,
      SharedMap<ResourceName, DestinationRule> rules,
      Credentials credentials) {
    @SuppressWarnings("ReferenceEquality") // What did not change is the same object.
    boolean isSameAs(Made other) {
      return gateways == other.gateways && rules == other.rules && credentials == other.credentials;
    }
  }

  private final Map<ProxyTraits, Joined> joined = new HashMap<>();

  @SuppressWarnings("ReferenceEquality") // What did not change is the same object.
  Snapshot join(Shape shape, Credentials credentials) {
    ProxyTraits traits = shape.traits();
    TrafficRules rules = shape.outbound().scope().mesh().state().rules();
    Made from = new Made(rules.gateways(), rules.rulesByCredential(), credentials);
    Joined before = joined.get(traits);
    if (before != null && before.shape == shape.snapshot() && before.from.isSameAs(from)) {
      return before.whole;
    }
    boolean isEdge = traits.interception() instanceof Interception.Edge;
    if (before == null && !isEdge && from.rules.isEmpty()) {
      return shape.snapshot();
    }
    Set<String> asked = asked(traits, from);
    // Sidecars are mostly none of this business; whoever was told something is told of its end.
    if (before == null && !isEdge && asked.isEmpty()) {
      return shape.snapshot();
    }
    SharedMap<String, Resource> last = before == null ? SharedMap.hashed() : before.secrets;
    SharedMap<String, Resource> secrets =
        before != null && before.from.isSameAs(from)
            ? last
            : secrets(traits.namespace(), asked, from.credentials, last);
    Snapshot whole =
        before != null && before.shape == shape.snapshot() && last == secrets
            ? before.whole
            : shape.snapshot().with(ResourceType.SECRET, secrets);
    joined.put(traits, new Joined(from, shape.snapshot(), secrets, whole));
    return whole;
  }

  void keepOnly(Collection<ProxyTraits> used) {
    joined.keySet().retainAll(used);
  }

  private static SharedMap<String, Resource> secrets(
      String namespace,
      Set<String> asked,
      Credentials credentials,
      SharedMap<String, Resource> before) {
    SharedMap<String, Resource> next = before;
    Set<String> gone = new TreeSet<>(before.keys());
    for (String name : asked) {
      ResourceName owned = owned(namespace, name);
      Credential credential = credentials.named(owned).orElse(null);
      if (credential != null && credential.hasCertificate()) {
        next = plus(next, ResourceNames.credential(name), certificate(name, credential), gone);
      }
      if (credential != null && credential.hasRoots()) {
        next = plus(next, ResourceNames.credentialRoots(name), roots(name, credential), gone);
      }
    }
    return next.minusAll(gone);
  }

  /** One of another namespace is named with it; its reader knows that its owner allows that. */
  private static ResourceName owned(String namespace, String name) {
    int slash = name.indexOf('/');
    return slash < 0
        ? new ResourceName(namespace, name)
        : new ResourceName(name.substring(0, slash), name.substring(slash + 1));
  }

  private static Set<String> asked(ProxyTraits traits, Made from) {
    Set<String> names = new TreeSet<>();
    for (ResourceName name : traits.selection().gateways()) {
      Gateway gateway = from.gateways.get(name);
      if (gateway != null && name.namespace().equals(traits.namespace())) {
        gateway.servers().forEach(server -> addAsked(server, names));
      }
    }
    for (DestinationRule rule : from.rules.values()) {
      if (isFor(traits, rule)) {
        names.addAll(rule.calling().credentials());
      }
    }
    return names;
  }

  /** A key is for few: a sidecar must be chosen by its labels. */
  private static boolean isFor(ProxyTraits traits, DestinationRule rule) {
    boolean isChosen =
        rule.callers().isEmpty()
            ? traits.interception() instanceof Interception.Edge
            : traits.selection().callers().contains(rule.callers());
    return isChosen && rule.name().namespace().equals(traits.namespace());
  }

  private static void addAsked(GatewayServer server, Set<String> names) {
    if (server.tls() instanceof Terminated terminated) {
      if (terminated.certificates() instanceof Certificates.Named(var credentials)) {
        names.addAll(credentials);
      }
      if (terminated.clients().roots() instanceof Roots.Named(String credential)) {
        names.add(credential);
      }
    }
  }

  private static SharedMap<String, Resource> plus(
      SharedMap<String, Resource> map, String name, Message secret, Set<String> gone) {
    gone.remove(name);
    EncodedResource encoded = EncodedResource.of(name, secret);
    Resource there = map.get(name);
    return there != null && there.version().equals(encoded.version())
        ? map
        : map.plus(name, Resource.of(name, encoded.version(), encoded.typeUrl(), encoded.value()));
  }

  private static Message certificate(String name, Credential credential) {
    return Secret.newBuilder()
        .setName(ResourceNames.credential(name))
        .setTlsCertificate(
            TlsCertificate.newBuilder()
                .setCertificateChain(inline(credential.chain()))
                .setPrivateKey(inline(credential.key().reveal())))
        .build();
  }

  private static Message roots(String name, Credential credential) {
    return Secret.newBuilder()
        .setName(ResourceNames.credentialRoots(name))
        .setValidationContext(
            CertificateValidationContext.newBuilder().setTrustedCa(inline(credential.roots())))
        .build();
  }

  private static DataSource inline(String pem) {
    return DataSource.newBuilder().setInlineBytes(ByteString.copyFromUtf8(pem)).build();
  }
}

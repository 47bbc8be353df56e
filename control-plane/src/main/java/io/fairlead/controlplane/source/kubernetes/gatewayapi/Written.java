package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import com.google.protobuf.Message;
import io.fairlead.api.istio.networking.v1alpha3.VirtualService;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Kinds;
import io.fairlead.istioconfig.Metadata;
import io.fairlead.model.ResourceName;

/** Resources of Istio's language that nobody wrote. */
final class Written {

  private Written() {}

  static IstioResource resource(String kind, ResourceName name, Message spec) {
    return new IstioResource(Kinds.named(kind).orElseThrow(), name, Metadata.NONE, spec);
  }

  /** The routes of a listener for one host. */
  static IstioResource routes(BoundListener listener, String host, VirtualService routes) {
    String name = listener.istioName().name() + "-" + host.replace("*", "any");
    return resource(
        "VirtualService", new ResourceName(listener.istioName().namespace(), name), routes);
  }
}

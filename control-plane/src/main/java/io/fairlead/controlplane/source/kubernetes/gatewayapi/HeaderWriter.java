package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPHeaderFilter;
import io.fairlead.api.istio.networking.v1alpha3.Headers;
import io.fairlead.api.istio.networking.v1alpha3.Headers.HeaderOperations;
import org.jspecify.annotations.Nullable;

/** Writes changes of headers. */
final class HeaderWriter {

  private HeaderWriter() {}

  static void request(@Nullable HTTPHeaderFilter filter, Headers.Builder headers) {
    if (filter != null) {
      add(filter, headers.getRequestBuilder());
    }
  }

  static void response(@Nullable HTTPHeaderFilter filter, Headers.Builder headers) {
    if (filter != null) {
      add(filter, headers.getResponseBuilder());
    }
  }

  private static void add(HTTPHeaderFilter filter, HeaderOperations.Builder operations) {
    filter.getSet().forEach(header -> operations.putSet(header.getName(), header.getValue()));
    filter.getAdd().forEach(header -> operations.putAdd(header.getName(), header.getValue()));
    operations.addAllRemove(filter.getRemove());
  }
}

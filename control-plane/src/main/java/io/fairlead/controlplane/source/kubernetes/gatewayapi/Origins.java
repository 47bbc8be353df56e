package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fairlead.api.istio.networking.v1alpha3.StringMatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Origins of web pages, in which a star stands for any text. */
final class Origins {

  private Origins() {}

  static StringMatch match(String origin) {
    return origin.contains("*")
        ? HttpMatches.regex(
            Stream.of(origin.split("\\*", -1)).map(Quoted::of).collect(Collectors.joining(".*")))
        : HttpMatches.exact(origin);
  }
}

package io.fairlead.istioconfig.read;

import io.fairlead.istioconfig.Excerpt;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules for values of headers, in which proxies replace what stands between two percent signs.
 * A proxy refuses all of its routes for one operator that it does not know.
 */
final class HeaderValues {

  private static final Pattern OPERATOR =
      Pattern.compile("%(?<name>[A-Z][A-Z0-9_]*)(?<arguments>\\([^()]+\\))?(?<length>:\\d+)?%");

  /** Those that stand alone. */
  private static final Set<String> ALONE =
      Set.of(
          "PROTOCOL",
          "HOSTNAME",
          "ROUTE_NAME",
          "VIRTUAL_CLUSTER_NAME",
          "RESPONSE_CODE",
          "RESPONSE_CODE_DETAILS",
          "RESPONSE_FLAGS",
          "CONNECTION_ID",
          "STREAM_ID",
          "UPSTREAM_CLUSTER",
          "UPSTREAM_HOST",
          "UPSTREAM_LOCAL_ADDRESS",
          "UPSTREAM_REMOTE_ADDRESS",
          "DOWNSTREAM_REMOTE_ADDRESS",
          "DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT",
          "DOWNSTREAM_REMOTE_PORT",
          "DOWNSTREAM_DIRECT_REMOTE_ADDRESS",
          "DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT",
          "DOWNSTREAM_LOCAL_ADDRESS",
          "DOWNSTREAM_LOCAL_ADDRESS_WITHOUT_PORT",
          "DOWNSTREAM_LOCAL_PORT",
          "DOWNSTREAM_LOCAL_URI_SAN",
          "DOWNSTREAM_PEER_URI_SAN",
          "DOWNSTREAM_PEER_SUBJECT",
          "DOWNSTREAM_PEER_ISSUER",
          "DOWNSTREAM_PEER_SERIAL",
          "DOWNSTREAM_PEER_FINGERPRINT_256",
          "DOWNSTREAM_TLS_VERSION",
          "DOWNSTREAM_TLS_CIPHER",
          "DOWNSTREAM_TLS_SESSION_ID",
          "REQUESTED_SERVER_NAME");

  /** Those that say what they mean in brackets. */
  private static final Set<String> WITH_ARGUMENTS =
      Set.of("REQ", "RESP", "DYNAMIC_METADATA", "UPSTREAM_METADATA", "FILTER_STATE", "ENVIRONMENT");

  /** With brackets or without. */
  private static final Set<String> EITHER = Set.of("START_TIME");

  private HeaderValues() {}

  /** Why proxies do not take {@code value}; empty where they do. */
  static Optional<String> problemWith(String value) {
    int at = value.indexOf('%');
    Matcher matcher = OPERATOR.matcher(value);
    while (at >= 0) {
      if (value.startsWith("%%", at)) {
        at = value.indexOf('%', at + 2);
        continue;
      }
      matcher.region(at, value.length());
      if (!matcher.lookingAt()) {
        return Optional.of(
            Excerpt.of(value) + " has a % that begins no operator: write %% for the sign itself");
      }
      if (!isKnown(matcher.group("name"), matcher.group("arguments") != null)) {
        return Optional.of(
            Excerpt.of(matcher.group())
                + " is no operator that proxies know: use one such as"
                + " %DOWNSTREAM_REMOTE_ADDRESS% or %REQ(name)%, or write %% for the sign itself");
      }
      at = value.indexOf('%', matcher.end());
    }
    return Optional.empty();
  }

  private static boolean isKnown(String name, boolean hasArguments) {
    return EITHER.contains(name) || (hasArguments ? WITH_ARGUMENTS : ALONE).contains(name);
  }
}

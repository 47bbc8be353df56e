package io.fairlead.istioconfig.read;

import com.google.protobuf.Duration;
import io.fairlead.api.istio.networking.v1alpha3.ConnectionPoolSettings;
import io.fairlead.api.istio.networking.v1alpha3.ConnectionPoolSettings.HTTPSettings;
import io.fairlead.api.istio.networking.v1alpha3.ConnectionPoolSettings.TCPSettings;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.ConnectionPool;
import io.fairlead.model.policy.ConnectionPool.Http;
import io.fairlead.model.policy.ConnectionPool.Keepalive;
import io.fairlead.model.policy.ConnectionPool.Limits;
import io.fairlead.model.policy.ConnectionPool.Pings;
import io.fairlead.model.policy.ConnectionPool.Tcp;
import io.fairlead.model.policy.ConnectionPool.Version;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.policy.TimeLimit;

/** Reads the limits of a connection pool. */
final class PoolReader {

  private final Findings findings;

  PoolReader(Findings findings) {
    this.findings = findings;
  }

  ConnectionPool read(String path, ConnectionPoolSettings pool) {
    if (!pool.hasTcp() && !pool.hasHttp()) {
      findings.error(ProblemCode.MISSING_FIELD, path, "is empty: set tcp or http, or leave it out");
    }
    return new ConnectionPool(
        tcp(path + ".tcp", pool.getTcp()), http(path + ".http", pool.getHttp()));
  }

  private Tcp tcp(String path, TCPSettings tcp) {
    return new Tcp(
        limit(path + ".maxConnections", tcp.getMaxConnections()),
        TimeLimits.positive(
            path + ".connectTimeout", tcp.hasConnectTimeout(), tcp.getConnectTimeout(), findings),
        keepalive(path + ".tcpKeepalive", tcp.getTcpKeepalive()),
        TimeLimits.positive(
            path + ".maxConnectionDuration",
            tcp.hasMaxConnectionDuration(),
            tcp.getMaxConnectionDuration(),
            findings),
        tcp.hasIdleTimeout()
            ? Setting.of(TimeLimits.of(path + ".idleTimeout", tcp.getIdleTimeout(), findings))
            : Setting.unset());
  }

  Keepalive keepalive(String path, TCPSettings.TcpKeepalive keepalive) {
    long probes = Integer.toUnsignedLong(keepalive.getProbes());
    if (probes > Integer.MAX_VALUE) {
      findings.error(
          ProblemCode.OUT_OF_RANGE,
          path + ".probes",
          probes + " is too many: use 2147483647 or less");
    }
    return new Keepalive(
        (int) probes,
        wholeSeconds(path + ".time", keepalive.hasTime(), keepalive.getTime()),
        wholeSeconds(path + ".interval", keepalive.hasInterval(), keepalive.getInterval()));
  }

  /** What the kernel takes. */
  private TimeLimit wholeSeconds(String path, boolean isSet, Duration duration) {
    TimeLimit read = TimeLimits.positive(path, isSet, duration, findings);
    if (isSet && read.nanos() != 0) {
      findings.error(
          ProblemCode.BAD_DURATION, path, "is finer than a second: write a duration such as 75s");
    }
    return read;
  }

  private Http http(String path, HTTPSettings http) {
    return new Http(
        new Limits(
            limit(path + ".http1MaxPendingRequests", http.getHttp1MaxPendingRequests()),
            limit(path + ".http2MaxRequests", http.getHttp2MaxRequests()),
            limit(path + ".maxRequestsPerConnection", http.getMaxRequestsPerConnection()),
            limit(path + ".maxRetries", http.getMaxRetries()),
            limit(path + ".maxConcurrentStreams", http.getMaxConcurrentStreams())),
        http.hasIdleTimeout()
            ? Setting.of(
                TimeLimits.positive(path + ".idleTimeout", http.getIdleTimeout(), findings))
            : Setting.unset(),
        version(path, http),
        http.hasHttp2KeepAlive()
            ? Setting.of(pings(path + ".http2KeepAlive", http.getHttp2KeepAlive()))
            : Setting.unset());
  }

  private Pings pings(String path, HTTPSettings.ConnectionKeepalive pings) {
    return new Pings(
        needed(path + ".interval", pings.hasInterval(), pings.getInterval()),
        needed(path + ".timeout", pings.hasTimeout(), pings.getTimeout()));
  }

  private Version version(String path, HTTPSettings http) {
    return switch (http.getH2UpgradePolicy()) {
      case DEFAULT -> http.getUseClientProtocol() ? Version.AS_CALLER : Version.UNSAID;
      case DO_NOT_UPGRADE -> http.getUseClientProtocol() ? Version.AS_CALLER : Version.AS_DECLARED;
      case UPGRADE -> {
        if (http.getUseClientProtocol()) {
          findings.error(
              ProblemCode.EXCLUSIVE_FIELDS,
              path + ".useClientProtocol",
              "contradicts h2UpgradePolicy UPGRADE: remove one of the two");
        }
        yield Version.HTTP2;
      }
      case UNRECOGNIZED -> {
        findings.error(
            ProblemCode.UNKNOWN_VALUE,
            path + ".h2UpgradePolicy",
            "is not known: use DEFAULT, DO_NOT_UPGRADE or UPGRADE");
        yield Version.AS_DECLARED;
      }
    };
  }

  private TimeLimit needed(String path, boolean isSet, Duration duration) {
    if (!isSet) {
      findings.error(ProblemCode.MISSING_FIELD, path, "is missing: write a duration such as 30s");
    }
    return TimeLimits.positive(path, isSet, duration, findings);
  }

  private int limit(String path, int value) {
    if (value < 0) {
      findings.error(ProblemCode.OUT_OF_RANGE, path, value + " is below 0: use 0 for no limit");
    }
    return Math.max(0, value);
  }
}

package io.fairlead.benchmarks.simulator;

import java.util.Arrays;

/**
 * Finds in the body of a resource its name and the names it refers to, by field numbers. The
 * numbers are those of Envoy's v3 API.
 */
final class BodyScan {

  private static final int NAME = 1;
  private static final int CLUSTER_TYPE = 2;
  private static final int CLUSTER_EDS_CONFIG = 3;
  private static final long EDS_TYPE = 3;
  private static final int EDS_SERVICE_NAME = 2;
  private static final int LISTENER_CHAIN = 3;
  private static final int LISTENER_DEFAULT_CHAIN = 25;
  private static final int CHAIN_FILTER = 3;
  private static final int FILTER_CONFIG = 4;
  private static final int ANY_TYPE = 1;
  private static final int ANY_VALUE = 2;
  private static final int HTTP_RDS = 3;
  private static final int RDS_NAME = 2;
  private static final String HTTP_SUFFIX = ".HttpConnectionManager";

  private final byte[] bytes;
  private final Interned names;
  private int[] found = new int[4];
  private int count;

  private BodyScan(byte[] bytes, Interned names) {
    this.bytes = bytes;
    this.names = names;
  }

  /** The number of the name in field 1, which all types but the name table have. */
  static int name(byte[] bytes, int from, int to, Interned names) {
    WireReader in = new WireReader(bytes, from, to);
    return in.next() && in.field() == NAME ? names.id(bytes, in.start(), in.end()) : names.id("");
  }

  /** The assignments that a cluster needs: one or none. */
  static int[] assignments(byte[] bytes, int from, int to, Interned names) {
    WireReader in = new WireReader(bytes, from, to);
    int name = 0;
    int service = 0;
    boolean isEds = false;
    while (in.next()) {
      switch (in.field()) {
        case NAME -> name = names.id(bytes, in.start(), in.end());
        case CLUSTER_TYPE -> isEds = in.number() == EDS_TYPE;
        case CLUSTER_EDS_CONFIG -> service = serviceName(bytes, in.inside(), names);
        default -> {}
      }
    }
    return isEds ? new int[] {service == 0 ? name : service} : new int[0];
  }

  private static int serviceName(byte[] bytes, WireReader config, Interned names) {
    while (config.next()) {
      if (config.field() == EDS_SERVICE_NAME && config.end() > config.start()) {
        return names.id(bytes, config.start(), config.end());
      }
    }
    return 0;
  }

  /** The route configurations that a listener needs. */
  static int[] routes(byte[] bytes, int from, int to, Interned names) {
    BodyScan scan = new BodyScan(bytes, names);
    WireReader in = new WireReader(bytes, from, to);
    while (in.next()) {
      if (in.field() == LISTENER_CHAIN || in.field() == LISTENER_DEFAULT_CHAIN) {
        scan.chain(in.inside());
      }
    }
    return Arrays.copyOf(scan.found, scan.count);
  }

  private void chain(WireReader chain) {
    while (chain.next()) {
      if (chain.field() == CHAIN_FILTER) {
        WireReader filter = chain.inside();
        while (filter.next()) {
          if (filter.field() == FILTER_CONFIG) {
            config(filter.inside());
          }
        }
      }
    }
  }

  private void config(WireReader any) {
    boolean isHttp = false;
    while (any.next()) {
      if (any.field() == ANY_TYPE) {
        isHttp = endsWithHttp(any.start(), any.end());
      } else if (any.field() == ANY_VALUE && isHttp) {
        http(any.inside());
      }
    }
  }

  private boolean endsWithHttp(int from, int to) {
    int start = to - HTTP_SUFFIX.length();
    for (int i = 0; start >= from && i < HTTP_SUFFIX.length(); i++) {
      if (bytes[start + i] != (byte) HTTP_SUFFIX.charAt(i)) {
        return false;
      }
    }
    return start >= from;
  }

  private void http(WireReader http) {
    while (http.next()) {
      if (http.field() == HTTP_RDS) {
        WireReader rds = http.inside();
        while (rds.next()) {
          if (rds.field() == RDS_NAME) {
            add(names.id(bytes, rds.start(), rds.end()));
          }
        }
      }
    }
  }

  private void add(int name) {
    if (count == found.length) {
      found = Arrays.copyOf(found, 2 * count);
    }
    found[count++] = name;
  }
}

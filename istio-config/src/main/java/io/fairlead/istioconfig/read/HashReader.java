package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.LoadBalancerSettings.ConsistentHashLB;
import io.fairlead.api.istio.networking.v1alpha3.LoadBalancerSettings.ConsistentHashLB.HTTPCookie;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.LoadBalancing.Algorithm;
import io.fairlead.model.policy.LoadBalancing.HashKey;
import io.fairlead.model.policy.LoadBalancing.HashTable;
import io.fairlead.model.policy.Setting;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads which requests go to the same endpoint. */
final class HashReader {

  private static final long MAX_TABLE = 5_000_011;
  private static final long MAX_RING = 8_388_608;
  private static final int PRIME_CERTAINTY = 50;

  private final Findings findings;

  HashReader(Findings findings) {
    this.findings = findings;
  }

  Algorithm read(String path, ConsistentHashLB hash) {
    return new Algorithm.ConsistentHash(key(path, hash), table(path, hash));
  }

  private HashKey key(String path, ConsistentHashLB hash) {
    return switch (hash.getHashKeyCase()) {
      case HTTP_HEADER_NAME ->
          new HashKey.Header(filled(path + ".httpHeaderName", hash.getHttpHeaderName()));
      case HTTP_COOKIE -> cookie(path + ".httpCookie", hash.getHttpCookie());
      case HTTP_QUERY_PARAMETER_NAME ->
          new HashKey.QueryParameter(
              filled(path + ".httpQueryParameterName", hash.getHttpQueryParameterName()));
      case USE_SOURCE_IP -> hash.getUseSourceIp() ? new HashKey.SourceIp() : nothing(path);
      case HASHKEY_NOT_SET -> nothing(path);
    };
  }

  private HashKey nothing(String path) {
    findings.warning(
        path,
        "names nothing to hash, so that any endpoint is chosen: write httpHeaderName, httpCookie,"
            + " useSourceIp: true or httpQueryParameterName");
    return new HashKey.Nothing();
  }

  private HashKey cookie(String path, HTTPCookie cookie) {
    List<HashKey.Attribute> attributes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < cookie.getAttributesCount(); i++) {
      String at = path + ".attributes[" + i + "].name";
      String name = filled(at, cookie.getAttributes(i).getName());
      if (!name.isEmpty() && !names.add(name)) {
        findings.error(
            ProblemCode.DUPLICATE_VALUE,
            at,
            Excerpt.of(name) + " is set twice: remove one of the two");
      }
      attributes.add(new HashKey.Attribute(name, cookie.getAttributes(i).getValue()));
    }
    return new HashKey.Cookie(
        filled(path + ".name", cookie.getName()),
        cookie.getPath(),
        cookie.hasTtl()
            ? Setting.of(TimeLimits.of(path + ".ttl", cookie.getTtl(), findings))
            : Setting.unset(),
        attributes);
  }

  private HashTable table(String path, ConsistentHashLB hash) {
    String old = path + ".minimumRingSize";
    if (hash.getMinimumRingSize() != 0
        && hash.getHashAlgorithmCase()
            != ConsistentHashLB.HashAlgorithmCase.HASHALGORITHM_NOT_SET) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS, old, "stands beside ringHash or maglev: remove it");
    }
    return switch (hash.getHashAlgorithmCase()) {
      case MAGLEV -> maglev(path + ".maglev.tableSize", hash.getMaglev().getTableSize());
      case RING_HASH ->
          ring(path + ".ringHash.minimumRingSize", hash.getRingHash().getMinimumRingSize());
      case HASHALGORITHM_NOT_SET -> ring(old, hash.getMinimumRingSize());
    };
  }

  private HashTable ring(String path, long size) {
    if (size < 0 || size > MAX_RING) {
      findings.error(
          ProblemCode.OUT_OF_RANGE,
          path,
          Long.toUnsignedString(size) + " is too large: use 8388608 or less");
    }
    return new HashTable.Ring(size);
  }

  private HashTable maglev(String path, long size) {
    boolean isPrime = BigInteger.valueOf(size).isProbablePrime(PRIME_CERTAINTY);
    if (size <= 1 || size >= MAX_TABLE || !isPrime) {
      findings.error(
          ProblemCode.OUT_OF_RANGE,
          path,
          Long.toUnsignedString(size)
              + " is no size of a table: use a prime number below 5000011, such as 65537");
    }
    return new HashTable.Maglev(size);
  }

  private String filled(String path, String text) {
    if (text.isEmpty()) {
      findings.error(ProblemCode.MISSING_FIELD, path, "is empty: write a name");
    }
    return text;
  }
}

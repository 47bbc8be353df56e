package io.fairlead.vmagent.sds;

import io.fairlead.vmagent.discovery.Request;
import io.fairlead.vmagent.discovery.Variant;
import io.fairlead.vmagent.discovery.WireWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one stream of secrets has asked for and been sent; knows no socket. One thread at a time.
 */
final class SecretStreamState {

  private final Variant variant;
  private final Set<String> wanted = new LinkedHashSet<>();
  private final Map<String, byte[]> sent = new LinkedHashMap<>();
  private int answers;

  SecretStreamState(Variant variant) {
    this.variant = variant;
  }

  /** What the stream asks for so far. */
  Set<String> wanted() {
    return Set.copyOf(wanted);
  }

  /** The answer to a request, where one is due: an acknowledgement is not answered. */
  Optional<byte[]> on(Request request, Map<String, byte[]> secrets) {
    if (variant == Variant.STATE_OF_THE_WORLD) {
      boolean same = wanted.equals(Set.copyOf(request.names()));
      wanted.clear();
      wanted.addAll(request.names());
      sent.keySet().retainAll(wanted);
      return same && !request.nonce().isEmpty() ? Optional.empty() : changed(secrets);
    }
    wanted.addAll(request.names());
    request.unsubscribed().forEach(wanted::remove);
    sent.keySet().retainAll(wanted);
    request.names().forEach(sent::remove);
    List<String> unknown =
        request.names().stream().filter(name -> !secrets.containsKey(name)).toList();
    return answer(due(secrets), secrets, unknown);
  }

  /** The answer that a change of secrets brings, where the stream wants what changed. */
  Optional<byte[]> changed(Map<String, byte[]> secrets) {
    List<String> due = due(secrets);
    if (due.isEmpty() || variant == Variant.DELTA) {
      return answer(due, secrets, List.of());
    }
    return answer(wanted.stream().filter(secrets::containsKey).toList(), secrets, List.of());
  }

  private List<String> due(Map<String, byte[]> secrets) {
    List<String> due = new ArrayList<>();
    for (String name : wanted) {
      byte[] secret = secrets.get(name);
      if (secret != null && !Arrays.equals(secret, sent.get(name))) {
        due.add(name);
      }
    }
    return due;
  }

  private Optional<byte[]> answer(
      List<String> names, Map<String, byte[]> secrets, List<String> unknown) {
    if (names.isEmpty() && unknown.isEmpty()) {
      return Optional.empty();
    }
    String version = Integer.toString(++answers);
    WireWriter writer = new WireWriter().string(1, version);
    for (String name : names) {
      byte[] secret = secrets.getOrDefault(name, new byte[0]);
      sent.put(name, secret);
      byte[] any = Secrets.any(secret);
      writer.bytes(
          2,
          variant == Variant.DELTA
              ? new WireWriter().string(1, version).bytes(2, any).string(3, name).toBytes()
              : any);
    }
    writer.string(4, Secrets.TYPE).string(5, version);
    unknown.forEach(name -> writer.element(6, name));
    return Optional.of(writer.toBytes());
  }
}

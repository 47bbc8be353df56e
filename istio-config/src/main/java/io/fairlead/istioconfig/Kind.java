package io.fairlead.istioconfig;

import com.google.protobuf.Message;
import java.util.List;

/**
 * A kind of Istio resource.
 *
 * @param versions served versions, the preferred one first
 * @param prototype of the kind's message
 */
public record Kind(String group, List<String> versions, String name, Message prototype) {

  public Kind {
    versions = List.copyOf(versions);
  }

  public String apiVersion() {
    return group + "/" + versions.getFirst();
  }

  /** Whether {@code apiVersion} is one under which this kind is served. */
  public boolean isServedAs(String apiVersion) {
    return versions.stream().anyMatch(version -> apiVersion.equals(group + "/" + version));
  }

  /** The types under which MCP asks for this kind, {@code group/version/Kind}. */
  public List<String> mcpTypes() {
    return versions.stream().map(version -> group + "/" + version + "/" + name).toList();
  }
}

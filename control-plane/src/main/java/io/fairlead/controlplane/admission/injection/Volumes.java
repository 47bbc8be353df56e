package io.fairlead.controlplane.admission.injection;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;

/** What the proxy's containers share, and where it stands in them. */
final class Volumes {

  private static final String ALL =
      """
      [{"name": "fairlead-agent",
        "downwardAPI": {"items": [
          {"path": "agent.yaml", "fieldRef": {"fieldPath": "metadata.annotations['fairlead.io/agent']"}},
          {"path": "labels", "fieldRef": {"fieldPath": "metadata.labels"}}]}},
       {"name": "fairlead-state", "emptyDir": {"medium": "Memory", "sizeLimit": "4Mi"}},
       {"name": "fairlead-run", "emptyDir": {"sizeLimit": "64Mi"}},
       {"name": "fairlead-tmp", "emptyDir": {"sizeLimit": "64Mi"}},
       {"name": "istio-token",
        "projected": {"sources": [
          {"serviceAccountToken": {"audience": "istio-ca", "expirationSeconds": 43200, "path": "istio-token"}}]}}]
      """;

  private static final String MOUNTS =
      """
      [{"name": "fairlead-agent", "mountPath": "/etc/fairlead", "readOnly": true},
       {"name": "fairlead-state", "mountPath": "/var/lib/fairlead-agent"},
       {"name": "fairlead-run", "mountPath": "/run/fairlead"},
       {"name": "fairlead-tmp", "mountPath": "/tmp"},
       {"name": "istio-token", "mountPath": "/var/run/secrets/tokens", "readOnly": true}]
      """;

  private Volumes() {}

  /** Keys are held in memory: nothing of an identity is left on the node's disk. */
  static JsonArray all() {
    return JsonParser.parseString(ALL).getAsJsonArray();
  }

  static JsonArray mounts() {
    return JsonParser.parseString(MOUNTS).getAsJsonArray();
  }
}

package io.fairlead.controlplane.condition;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.fairlead.istioconfig.Kind;
import io.fairlead.istioconfig.crd.CustomResources;
import io.fairlead.model.ResourceName;
import java.util.List;

/** Where the status of a resource of Istio lies, and how conditions are put there. */
record Place(Kind kind, ResourceName name) {

  static final String APPLY = "application/apply-patch+yaml";

  String path() {
    return "/apis/%s/namespaces/%s/%s/%s/status?fieldManager=fairlead-control-plane&force=true"
        .formatted(kind.apiVersion(), name.namespace(), CustomResources.plural(kind), name.name());
  }

  /**
   * What is applied: all conditions that we know, as those that are left out are taken away. It
   * says no time: equal conditions are equal texts, which an API server does not write again.
   */
  String applied(List<Said> all) {
    JsonArray conditions = new JsonArray();
    for (Said said : all) {
      JsonObject condition = new JsonObject();
      condition.addProperty("type", said.type());
      condition.addProperty("status", said.status());
      condition.addProperty("reason", said.reason());
      condition.addProperty("message", said.message());
      conditions.add(condition);
    }
    JsonObject told = new JsonObject();
    told.add("conditions", conditions);
    JsonObject metadata = new JsonObject();
    metadata.addProperty("name", name.name());
    metadata.addProperty("namespace", name.namespace());
    JsonObject object = new JsonObject();
    object.addProperty("apiVersion", kind.apiVersion());
    object.addProperty("kind", kind.name());
    object.add("metadata", metadata);
    object.add("status", told);
    return object.toString();
  }
}

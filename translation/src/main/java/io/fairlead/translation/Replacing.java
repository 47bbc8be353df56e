package io.fairlead.translation;

import io.fairlead.collections.SharedMap;
import io.fairlead.translation.encoding.ResourceInput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Puts resources in the place of others in shared maps, and leaves what stays the same object. */
record Replacing(Encoder encoder) {

  /** What is made from the input it was made from before is not looked at again. */
  SharedMap<String, EncodedResource> inputs(
      SharedMap<String, EncodedResource> map,
      List<? extends ResourceInput> old,
      List<? extends ResourceInput> now) {
    Map<String, ResourceInput> gone = new HashMap<>();
    old.forEach(input -> gone.put(input.name(), input));
    SharedMap<String, EncodedResource> next = map;
    for (ResourceInput input : now) {
      if (!input.equals(gone.remove(input.name()))) {
        next = plus(next, encoder.encode(input));
      }
    }
    return next.minusAll(gone.keySet());
  }

  static SharedMap<String, EncodedResource> encoded(
      SharedMap<String, EncodedResource> map,
      List<EncodedResource> old,
      List<EncodedResource> now) {
    Set<String> gone = new TreeSet<>();
    old.forEach(routes -> gone.add(routes.name()));
    SharedMap<String, EncodedResource> next = map;
    for (EncodedResource routes : now) {
      gone.remove(routes.name());
      next = plus(next, routes);
    }
    return next.minusAll(gone);
  }

  /** A resource of equal content stays the object that it was. */
  static SharedMap<String, EncodedResource> plus(
      SharedMap<String, EncodedResource> map, EncodedResource resource) {
    return resource.equals(map.get(resource.name())) ? map : map.plus(resource.name(), resource);
  }
}

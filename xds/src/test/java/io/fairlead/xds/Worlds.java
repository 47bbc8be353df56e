package io.fairlead.xds;

import com.google.protobuf.ByteString;
import io.fairlead.collections.SharedMap;
import java.util.Arrays;
import java.util.List;

/** Small snapshots for tests: a resource is written {@code name@version}. */
public final class Worlds {

  private Worlds() {}

  public static Resource resource(String text) {
    int at = text.indexOf('@');
    String name = at < 0 ? text : text.substring(0, at);
    String version = at < 0 ? "1" : text.substring(at + 1);
    return Resource.of(
        name, version, "type.googleapis.com/test", ByteString.copyFromUtf8(name + "@" + version));
  }

  public static SharedMap<String, Resource> resources(List<String> texts) {
    SharedMap<String, Resource> resources = SharedMap.hashed();
    for (String text : texts) {
      Resource resource = resource(text);
      resources = resources.plus(resource.name(), resource);
    }
    return resources;
  }

  public static Snapshot world() {
    return Snapshot.EMPTY;
  }

  public static Snapshot with(Snapshot snapshot, ResourceType type, String... texts) {
    return snapshot.with(type, resources(Arrays.asList(texts)));
  }
}

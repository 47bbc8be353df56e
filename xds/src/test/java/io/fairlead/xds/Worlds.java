package io.fairlead.xds;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.List;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** Small snapshots for tests: a resource is written {@code name@version}. */
public final class Worlds {

  private Worlds() {}

  public static Resource resource(String text) {
    int at = text.indexOf('@');
    String name = at < 0 ? text : text.substring(0, at);
    String version = at < 0 ? "1" : text.substring(at + 1);
    Any body =
        Any.newBuilder()
            .setTypeUrl("type.googleapis.com/test")
            .setValue(ByteString.copyFromUtf8(name + "@" + version))
            .build();
    return new Resource(name, version, body);
  }

  public static PMap<String, Resource> resources(List<String> texts) {
    PMap<String, Resource> resources = HashTreePMap.empty();
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

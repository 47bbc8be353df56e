package io.fairlead.xds.server;

import io.fairlead.xds.Digests;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import java.util.HexFormat;
import java.util.List;

/**
 * One message to a client, not yet serialised: it refers to the shared bodies.
 *
 * @param version follows from what the answer holds
 * @param removed names that are no more, or never were; always empty in the state of the world,
 *     which cannot say it
 */
record Answer(
    ResourceType type,
    String nonce,
    String version,
    List<Resource> resources,
    List<String> removed) {

  Answer {
    resources = List.copyOf(resources);
    removed = List.copyOf(removed);
  }

  static Answer of(ResourceType type, String nonce, Draft draft) {
    return new Answer(
        type,
        nonce,
        version(draft.resources(), draft.removed()),
        draft.resources(),
        draft.removed());
  }

  /** An answer that says nothing of what is gone. */
  static Answer of(ResourceType type, String nonce, List<Resource> resources) {
    return new Answer(type, nonce, version(resources, List.of()), resources, List.of());
  }

  /** Sums, for the order of resources depends on what happened before and must not count. */
  private static String version(List<Resource> resources, List<String> removed) {
    long there = 0;
    for (Resource resource : resources) {
      there += resource.digest();
    }
    long gone = 0;
    for (String name : removed) {
      gone += Digests.of(Digests.START, name);
    }
    long count = Digests.of(resources.size(), removed.size());
    return HexFormat.of().toHexDigits(Digests.of(Digests.of(count, there), gone));
  }
}

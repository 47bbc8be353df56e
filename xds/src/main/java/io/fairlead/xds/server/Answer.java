package io.fairlead.xds.server;

import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
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
}

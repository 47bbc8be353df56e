package io.fairlead.xds;

import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * All that one client may see at one moment, by type and name. A type that is not in the snapshot
 * is one that this server does not speak; a type that is there without resources is answered empty.
 */
public record Snapshot(PMap<ResourceType, PMap<String, Resource>> types) {

  public static final Snapshot EMPTY = new Snapshot(HashTreePMap.empty());

  /** The same snapshot with all resources of one type replaced. */
  public Snapshot with(ResourceType type, PMap<String, Resource> resources) {
    return new Snapshot(types.plus(type, resources));
  }

  public PMap<String, Resource> resources(ResourceType type) {
    PMap<String, Resource> found = types.get(type);
    return found == null ? HashTreePMap.empty() : found;
  }

  public boolean speaks(ResourceType type) {
    return types.containsKey(type);
  }
}

package io.fairlead.xds;

import io.fairlead.collections.SharedMap;

/**
 * All that one client may see at one moment, by type and name. A type that is not in the snapshot
 * is one that this server does not speak; a type that is there without resources is answered empty.
 * Where the map of a type is the same object in two snapshots, nothing of that type changed.
 *
 * @param types by name in hashed maps: the engine compares their versions
 */
public record Snapshot(SharedMap<ResourceType, SharedMap<String, Resource>> types) {

  private static final SharedMap<String, Resource> NOTHING = SharedMap.hashed();

  public static final Snapshot EMPTY = new Snapshot(SharedMap.hashed());

  /** The same snapshot with all resources of one type replaced, by a hashed map. */
  public Snapshot with(ResourceType type, SharedMap<String, Resource> resources) {
    return new Snapshot(types.plus(type, resources));
  }

  public SharedMap<String, Resource> resources(ResourceType type) {
    return types.getOrDefault(type, NOTHING);
  }

  public boolean speaks(ResourceType type) {
    return types.containsKey(type);
  }
}

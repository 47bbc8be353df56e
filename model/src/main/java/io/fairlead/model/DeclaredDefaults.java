package io.fairlead.model;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.policy.MeshDefaults;

/**
 * What was declared for the mesh as a whole. One declaration is enough; of several the one holds
 * whose namespace and name come first.
 *
 * @param current the one that holds, which is asked for often
 */
record DeclaredDefaults(SharedMap<ResourceName, MeshDefaults> byName, MeshDefaults current) {

  static final DeclaredDefaults NONE = of(SharedMap.sorted());

  private static DeclaredDefaults of(SharedMap<ResourceName, MeshDefaults> byName) {
    return new DeclaredDefaults(
        byName, byName.values().stream().findFirst().orElse(MeshDefaults.NONE));
  }

  DeclaredDefaults with(ResourceName name, MeshDefaults defaults) {
    return defaults.equals(byName.get(name)) ? this : of(byName.plus(name, defaults));
  }

  DeclaredDefaults without(ResourceName name) {
    return byName.containsKey(name) ? of(byName.minus(name)) : this;
  }
}

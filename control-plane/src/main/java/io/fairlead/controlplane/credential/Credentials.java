package io.fairlead.controlplane.credential;

import io.fairlead.model.ResourceName;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that was read at one moment.
 *
 * @param problems why a credential is not among them, or not as its files say now
 */
public record Credentials(
    Map<ResourceName, Credential> byName, Map<ResourceName, String> problems) {

  public static final Credentials NONE = new Credentials(Map.of(), Map.of());

  public Credentials {
    byName = Map.copyOf(byName);
    problems = Map.copyOf(problems);
  }

  public Optional<Credential> named(ResourceName name) {
    return Optional.ofNullable(byName.get(name));
  }
}

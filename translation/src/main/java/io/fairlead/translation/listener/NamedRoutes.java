package io.fairlead.translation.listener;

import io.fairlead.model.policy.RequestLimit;
import java.util.List;

/**
 * Routes that a listener asks for by name.
 *
 * @param limits that the routes turn on, by name
 */
record NamedRoutes(String name, List<RequestLimit> limits) {
  NamedRoutes {
    limits = List.copyOf(limits);
  }
}

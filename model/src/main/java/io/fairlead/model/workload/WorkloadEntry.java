package io.fairlead.model.workload;

import io.fairlead.model.ResourceName;
import io.fairlead.model.service.Endpoint;

/** An endpoint with a name of its own, for services that select their endpoints by labels. */
public record WorkloadEntry(ResourceName name, Endpoint endpoint) {}

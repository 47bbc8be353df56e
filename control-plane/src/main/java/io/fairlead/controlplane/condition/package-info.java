/**
 * What is told back of the resources of a Kubernetes cluster, in the status of each: whether those
 * of Istio are taken, by the mesh and by its proxies (ADR 0044), and how those of the Gateway API
 * stand (ADR 0038). Reads the state and what {@code push} knows of proxies, writes to the API
 * server; imported by {@code app}.
 */
@NullMarked
package io.fairlead.controlplane.condition;

import org.jspecify.annotations.NullMarked;

/**
 * What is told back of the resources of a Kubernetes cluster, in the status of each: whether those
 * of Istio are taken, and how those of the Gateway API stand (ADR 0038). Reads the state, writes to
 * the API server; imported by {@code app}.
 */
@NullMarked
package io.fairlead.controlplane.condition;

import org.jspecify.annotations.NullMarked;

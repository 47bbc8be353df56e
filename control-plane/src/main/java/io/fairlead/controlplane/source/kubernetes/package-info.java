/**
 * Kubernetes as a source: Services, EndpointSlices and Pods of one or more clusters, and the
 * resources of Istio in the first of them (ADR 0030). The client's informers run on threads of
 * their own and put what they hear into an inbox; one thread takes it from there, keeps what every
 * cluster has, and tells the state what differs. A cluster out of reach takes nothing back.
 */
@NullMarked
package io.fairlead.controlplane.source.kubernetes;

import org.jspecify.annotations.NullMarked;

/**
 * What is told back of the resources of a Kubernetes cluster: a condition in the status of each,
 * which says whether it is taken. Reads the state, writes to the API server; imported by {@code
 * app}.
 */
@NullMarked
package io.fairlead.controlplane.condition;

import org.jspecify.annotations.NullMarked;

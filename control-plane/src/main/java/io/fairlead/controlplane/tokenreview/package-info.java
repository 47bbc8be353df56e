/**
 * Members known by Kubernetes: a service account's token is shown to the cluster that gave it.
 * Imports caller, apiserver and pki; the composition imports it.
 */
@NullMarked
package io.fairlead.controlplane.tokenreview;

import org.jspecify.annotations.NullMarked;
